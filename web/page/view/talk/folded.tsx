import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { useStillChat } from "../../chat/chat_context.ts";

/** Of a line as wide as lines become, in UTF-16 code units; a message of more lines is folded. */
const [lineLength, mostLines] = [100, 20];

export interface FoldedProps {
  readonly text: string;
  /** What it is known by as long as it stands. */
  readonly message: object;
  readonly children: ComponentChildren;
}

/** The beginning of what is long, until somebody wants to see all. */
export function Folded({ text, message, children }: FoldedProps): JSX.Element {
  const { reading } = useStillChat();
  const [, drawAgain] = useState(0);
  if (reading.isUnfolded(message) || !isLong(text)) return <>{children}</>;
  const unfold = (button: HTMLElement) => {
    reading.viewer?.hold();
    reading.unfold(message);
    // The button goes.
    button.closest<HTMLElement>(".message")?.focus();
    drawAgain((count) => count + 1);
  };
  return (
    <>
      <div class="folded">{children}</div>
      <button type="button" class="show-all" onClick={({ currentTarget }) => unfold(currentTarget)}>
        Show all
      </button>
    </>
  );
}

function isLong(text: string): boolean {
  if (text.length <= mostLines) return false;
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(1, Math.ceil(line.length / lineLength));
  return lines > mostLines;
}
