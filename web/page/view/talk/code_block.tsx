import type { JSX } from "preact";
import type { Block } from "../../../../client/markup.ts";
import { CopyButton } from "../../parts/copy_button.tsx";

/** Lines of code, what language they are in, and a button that copies them. */
export function CodeBlock({ lines, language }: Extract<Block, { type: "code" }>): JSX.Element {
  const text = lines.join("\n");
  return (
    <figure class="code">
      <figcaption>
        <span>{language}</span>
        <CopyButton label="Copy the code" text={text} />
      </figcaption>
      <pre dir="ltr" tabIndex={0}><code>{text}</code></pre>
    </figure>
  );
}
