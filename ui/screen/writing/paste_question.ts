import type { KeyEvent } from "../keys/input_event.ts";
import { type Action, isEditAction } from "../keys/key_bindings.ts";
import { describePaste } from "./pasted_texts.ts";

/** Whether so long a text is to be taken in. */
export interface PasteQuestion {
  readonly pasted: string;
  /** For a person to read. */
  readonly text: string;
  /** Whether `y` and `n` answer: not once something else was typed, by somebody who does not see the question. */
  readonly lettersAnswer: boolean;
}

/** `held`: it would write, which waits for the answer; `passed`: it is about something else. */
export type PasteAnswer = "yes" | "no" | "held" | "passed";

/** What would change what is written, besides edits. */
const writingActions: ReadonlySet<Action> = new Set([
  "up",
  "down",
  "complete",
  "completeBack",
  "searchInput",
  "endOfInput",
]);

export function askAbout(pasted: string): PasteQuestion {
  const text = `Paste ${describePaste(pasted)}, as one message? Enter: yes, Esc: no`;
  return { pasted, text, lettersAnswer: true };
}

/** What a key says to the question. */
export function answerOf(
  { lettersAnswer }: PasteQuestion,
  event: KeyEvent,
  action: Action | undefined,
): PasteAnswer {
  const letter = lettersAnswer ? event.name : "";
  if (action === "submit" || letter === "y") return "yes";
  if (action === "cancel" || action === "interrupt" || letter === "n") return "no";
  const writes = action === undefined
    ? event.text !== ""
    : isEditAction(action) || writingActions.has(action);
  return writes ? "held" : "passed";
}
