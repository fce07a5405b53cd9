import type { KeyEvent } from "../keys/input_event.ts";
import { isEditAction, type KeyAction } from "../keys/key_bindings.ts";
import { countBytes, counted, describeLines, describePaste } from "./pasted_texts.ts";

/** Asks whether a long paste is to be taken in. */
export interface PasteQuestion {
  readonly pasted: string;
  /** Whether it is more than may be said at once: it is taken in to be shortened then, and so not folded. */
  readonly isTooLong: boolean;
  /** For a person to read. */
  readonly text: string;
  /** Whether `y` and `n` answer. Not after other letters: whoever types on has not seen the question. */
  readonly lettersAnswer: boolean;
}

/** `held`: the key would change the draft, which has to wait; `passed`: the key is about something else. */
export type PasteAnswer = "yes" | "no" | "held" | "passed";

/** Actions besides edits that change the draft. */
const writingActions: ReadonlySet<KeyAction> = new Set([
  "up",
  "down",
  "complete",
  "completeBack",
  "searchInput",
  "endOfInput",
]);

/** `mostBytes`: as many as one message may have. */
export function askAbout(pasted: string, mostBytes: number): PasteQuestion {
  const isTooLong = countBytes(pasted) > mostBytes;
  const text = isTooLong
    ? `${describeExcess(pasted, mostBytes)}. Enter takes it in to be shortened, Esc lets it go`
    : `Paste ${describePaste(pasted)}, as one message? Enter: yes, Esc: no`;
  return { pasted, isTooLong, text, lettersAnswer: true };
}

/** As in `78,889 bytes: more than the 16,384 of one message`. */
export function describeExcess(pasted: string, mostBytes: number): string {
  const most = mostBytes.toLocaleString("en");
  return `${counted(countBytes(pasted), "byte")}: more than the ${most} of one message`;
}

/** Shorter forms of the question for a narrow terminal, the longest first. */
export function briefQuestions(
  { pasted, isTooLong, lettersAnswer }: PasteQuestion,
): readonly string[] {
  if (isTooLong) return [lettersAnswer ? "Too long. Edit? y/n" : "Too long: Enter/Esc"];
  const keys = lettersAnswer ? "y/n" : "Enter/Esc";
  return [`Paste ${describeLines(pasted)}? ${keys}`, `Paste? ${keys}`];
}

/** What a key says to the question. */
export function answerOf(
  { lettersAnswer }: PasteQuestion,
  event: KeyEvent,
  action: KeyAction | undefined,
): PasteAnswer {
  const letter = lettersAnswer ? event.name : "";
  if (action === "submit" || letter === "y") return "yes";
  if (action === "cancel" || action === "interrupt" || letter === "n") return "no";
  const writes = action === undefined
    ? event.text !== ""
    : isEditAction(action) || writingActions.has(action);
  return writes ? "held" : "passed";
}
