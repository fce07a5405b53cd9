import { Fragment, type JSX } from "preact";
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
        block.type === "code" ? <CodeBlock key={index} {...block} /> : (
          <p key={index}>
            {block.lines.map((spans, line) => (
              <Fragment key={line}>{line > 0 && <br />}{spans.map(spanElement)}</Fragment>
            ))}
          </p>
        )
      )}
    </div>
  );
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
