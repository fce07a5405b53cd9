import { utf8Bytes } from "../../helpers/text/text_length.ts";
import type { Completion } from "../../client/writing/complete.ts";
import type { KeyEvent } from "../keys/input_event.ts";
import type { KeyAction } from "../keys/key_bindings.ts";
import { type Draft, isEditAction, replace } from "./editor.ts";
import { counted, countLines, describePaste, withoutFolds } from "./folds.ts";
import type { FoundInput, InputHistory } from "../../client/writing/input_history.ts";
import { previousBorder } from "./text_borders.ts";

/** What keys mean at the moment. */
export type WritingMode = typeof plain | InputCompletion | InputSearch | PasteQuestion;

export const plain = { type: "plain" } as const;

/** A list of completions, of which one stands in the draft. */
export interface InputCompletion {
  readonly type: "completing";
  readonly completion: Completion;
  readonly selected: number;
  /** The draft to go back to. */
  readonly before: Draft;
}

/** What the word at the cursor may become; undefined if nothing. */
export function completionOf(
  before: Draft,
  complete: (text: string, cursor: number) => Completion,
): InputCompletion | undefined {
  // A fold separates words; two tabs do so too, and are as long.
  const completion = complete(withoutFolds(before.text, "\t\t"), before.cursor);
  if (completion.candidates.length === 0) return undefined;
  return { type: "completing", completion, selected: 0, before };
}

const steps: Readonly<Partial<Record<KeyAction, 1 | -1>>> = {
  complete: 1,
  down: 1,
  completeBack: -1,
  up: -1,
};

/** Which one a key selects, round at the list's ends; undefined for keys that do not move the selection. */
export function selectedBy(
  list: InputCompletion,
  action: KeyAction | undefined,
): number | undefined {
  const step = action && steps[action];
  const count = list.completion.candidates.length;
  return step && (list.selected + step + count) % count;
}

/** The draft with what is selected. */
export function withSelected({ before, completion, selected }: InputCompletion): Draft {
  const { candidates, replaces } = completion;
  const text = candidates[selected]?.text ?? replaces;
  const start = before.cursor - replaces.length;
  return replace(before, start, before.cursor, withoutFolds(text));
}

/** A search of what was written before, as it is typed. The draft stays as it is meanwhile. */
export interface InputSearch {
  readonly type: "searching";
  readonly query: string;
  /** The last that was found. */
  readonly found?: FoundInput | undefined;
  /** Whether there is none, or none older, with the query. */
  readonly isFailing: boolean;
}

export const emptySearch: InputSearch = { type: "searching", query: "", isFailing: false };

/** The search as a key changes it; undefined if the key is not about searching. */
export function searchByKey(
  { query, found }: InputSearch,
  { text }: KeyEvent,
  action: KeyAction | undefined,
  history: InputHistory,
): InputSearch | undefined {
  const searched = (query: string, last?: FoundInput, newest?: number): InputSearch => {
    const next = history.search(query, newest);
    const isFailing = next === undefined && query !== "";
    return { type: "searching", query, found: next ?? last, isFailing };
  };
  // The next older one; if there is none, what was found stays.
  if (action === "searchInput") return searched(query, found, found?.index);
  // Begins at the newest again.
  if (action === "eraseLeft") return searched(query.slice(0, previousBorder(query, query.length)));
  if (action !== undefined || text === "") return undefined;
  return searched(query + text, found, found && found.index + 1);
}

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
  const bytes = utf8Bytes(pasted);
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
