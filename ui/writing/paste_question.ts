import type { KeyEvent } from "../keys/input_event.ts";
import type { KeyAction } from "../keys/key_bindings.ts";
import { isEditAction } from "./editor.ts";
import { countBytes, counted, countLines, describePaste } from "./folds.ts";

/** Asks whether a long paste is to be taken in. */
export interface PasteQuestion {
  readonly type: "asking";
  readonly pasted: string;
  /**
   * As in `78,889 bytes: more than the 16,384 of one message`, where it is: it is taken in to be shortened then, and so
   * not folded.
   */
  readonly excess: string | undefined;
  /** Whether `y` and `n` answer. Not after other letters: whoever types on has not seen the question. */
  readonly lettersAnswer: boolean;
}

const longLines = 20;
/** In UTF-16 code units. */
const longLength = 2000;
/** Actions besides edits that change the draft. */
const writingActions: ReadonlySet<KeyAction | undefined> = new Set<KeyAction>(
  ["up", "down", "complete", "completeBack", "searchInput", "endOfInput"],
);

/** Whether a person is to be asked before so much is said, and to see it folded. */
export function isLongPaste(text: string): boolean {
  return text.length > longLength || countLines(text) > longLines;
}

/** `mostBytes`: as many as one message may have. */
export function askAbout(pasted: string, mostBytes: number): PasteQuestion {
  const bytes = countBytes(pasted);
  const most = mostBytes.toLocaleString("en");
  const excess = bytes > mostBytes
    ? `${counted(bytes, "byte")}: more than the ${most} of one message`
    : undefined;
  return { type: "asking", pasted, excess, lettersAnswer: true };
}

/** What a person is asked, the longest form first. */
export function questionTexts(
  { pasted, excess, lettersAnswer }: PasteQuestion,
): readonly [whole: string, ...brief: string[]] {
  const keys = lettersAnswer ? "y/n" : "Enter/Esc";
  if (excess !== undefined) {
    return [
      `${excess}. Enter takes it in to be shortened, Esc lets it go`,
      lettersAnswer ? `Too long. Edit? ${keys}` : `Too long: ${keys}`,
    ];
  }
  return [
    `Paste ${describePaste(pasted)}, as one message? Enter: yes, Esc: no`,
    `Paste ${counted(countLines(pasted), "line")}? ${keys}`,
    `Paste? ${keys}`,
  ];
}

/** `held`: the key would change the draft, which has to wait; `passed`: the key is about something else. */
export function answerOf(
  { lettersAnswer }: PasteQuestion,
  event: KeyEvent,
  action: KeyAction | undefined,
): "yes" | "no" | "held" | "passed" {
  const letter = lettersAnswer ? event.name : "";
  if (action === "submit" || letter === "y") return "yes";
  if (action === "cancel" || action === "interrupt" || letter === "n") return "no";
  const writes = action === undefined
    ? event.text !== ""
    : isEditAction(action) || writingActions.has(action);
  return writes ? "held" : "passed";
}
