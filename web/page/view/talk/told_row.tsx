import type { JSX } from "preact";
import { TimeText } from "./time_text.tsx";

export interface ToldRowProps {
  readonly ts: number;
  readonly text: string;
  /** Something went wrong. */
  readonly isProblem?: boolean;
}

/** What nobody said: what happened, what the server or the page tells. */
export function ToldRow({ ts, text, isProblem }: ToldRowProps): JSX.Element {
  return (
    <p class={isProblem ? "message told problem" : "message told"} tabIndex={-1}>
      <span class="text" dir="auto">{text}</span>
      <TimeText ts={ts} />
    </p>
  );
}
