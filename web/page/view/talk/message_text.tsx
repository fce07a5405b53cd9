import type { JSX } from "preact";
import { CodeBlock } from "./code_block.tsx";
import { parseMarkup, type Span } from "../../../../client/markup.ts";

export interface MessageTextProps {
  readonly text: string;
  /** What somebody does, as `/me` says it. */
  readonly isAction?: boolean;
}

/** What was said, with its marks, links and code. It is text whatever it looks like, never HTML. */
export function MessageText({ text, isAction }: MessageTextProps): JSX.Element {
  return (
    <div class={isAction ? "text action" : "text"} dir="auto">
      {parseMarkup(text).map((block, index) =>
        block.type === "code"
          ? <CodeBlock key={index} {...block} />
          : <p key={index}>{joinLines(block.lines)}</p>
      )}
    </div>
  );
}

/** What is plain is one text, over lines too: of thousands of lines each would cost as much as a message. */
function joinLines(lines: readonly (readonly Span[])[]): readonly (JSX.Element | string)[] {
  const parts = lines.flatMap((spans, index) => [index > 0 ? "\n" : "", ...spans.map(spanElement)]);
  return parts.reduce<(JSX.Element | string)[]>((joined, part) => {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined.splice(-1, 1, last + part);
    else joined.push(part);
    return joined;
  }, []);
}

function spanElement({ text, bold, italic, code, link }: Span): JSX.Element | string {
  if (link !== undefined) {
    // To a room of this server: there without leaving.
    const target = link.startsWith(`${location.origin}/#`) ? undefined : "_blank";
    return (
      <a href={link} target={target} rel="noopener noreferrer">
        <bdi>{text}</bdi>
      </a>
    );
  }
  if (code) return <code>{text}</code>;
  if (bold && italic) {
    return (
      <strong>
        <em>{text}</em>
      </strong>
    );
  }
  if (bold) return <strong>{text}</strong>;
  return italic ? <em>{text}</em> : text;
}
