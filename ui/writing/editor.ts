import { graphemeWidth, splitGraphemes, textWidth } from "../cells.ts";
import type { KeyAction } from "../keys/key_bindings.ts";
import {
  borderFrom,
  lineEnd,
  lineStart,
  nextBorder,
  previousBorder,
  wordEnd,
  wordStart,
} from "./text_borders.ts";

/** What is being written, of one line or several, and what its keys remember. */
export interface Draft {
  /** Lines end in line feeds. */
  readonly text: string;
  /** In UTF-16 code units; always on a border of graphemes. */
  readonly cursor: number;
  /** What was cut last; cuts in a row are joined. */
  readonly killed: string;
  /** What undoing goes back to, the newest last; bounded: what is older cannot be undone. */
  readonly undo: readonly Snapshot[];
  /** The kind of the last change, if another of its kind belongs to the same undo step. */
  readonly run: RunKind | undefined;
  /** The column that moving up and down keeps to, past shorter lines. */
  readonly goalColumn: number | undefined;
}

type Snapshot = Pick<Draft, "text" | "cursor">;

/** One undo takes back a whole run of what is typed or erased. */
type RunKind = "type" | "erase" | "cut";

const maxUndo = 100;
/** In UTF-16 code units, of all that undoing goes back to. */
const maxUndoLength = 256 * 1024;

export const emptyDraft: Draft = {
  text: "",
  cursor: 0,
  killed: "",
  undo: [],
  run: undefined,
  goalColumn: undefined,
};

/** A new draft with this text and the cursor at its end; only what was cut is kept. */
export function withText({ killed }: Draft, text: string): Draft {
  const normal = withLineFeeds(text);
  return { ...emptyDraft, killed, text: normal, cursor: normal.length };
}

/** Text typed or pasted at the cursor. */
export function insert(draft: Draft, text: string): Draft {
  const { cursor } = draft;
  // A run ends behind each word, and what was pasted is a run of its own.
  const begins = /^\s/.test(text) && !/\s/.test(draft.text[cursor - 1] ?? " ");
  const isTyped = splitGraphemes(text.slice(0, 100)).length === 1;
  const before = begins ? { ...draft, run: undefined } : draft;
  return replace(before, cursor, cursor, text, isTyped ? "type" : undefined);
}

/**
 * Replaces what is between two indexes, which must be borders of graphemes, and puts the cursor behind it. It is an
 * undo step of its own, unless it goes on with a run.
 */
export function replace(
  draft: Draft,
  start: number,
  end: number,
  replacement: string,
  run?: RunKind,
): Draft {
  if (start === end && replacement === "") return draft;
  const inserted = withLineFeeds(replacement);
  const text = draft.text.slice(0, start) + inserted + draft.text.slice(end);
  const goesOn = run !== undefined && run !== "cut" && run === draft.run;
  return {
    ...draft,
    text,
    // The pieces that now touch may have become one grapheme.
    cursor: borderFrom(text, start + inserted.length),
    undo: goesOn ? draft.undo : withStep(draft.undo, { text: draft.text, cursor: draft.cursor }),
    run,
    goalColumn: undefined,
  };
}

/** Where something ends that begins at the cursor, before or behind it. */
type Border = (text: string, cursor: number) => number;

const edits = {
  left: moving(previousBorder),
  right: moving(nextBorder),
  wordLeft: moving(wordStart),
  wordRight: moving(wordEnd),
  lineStart: moving(lineStart),
  lineEnd: moving(lineEnd),
  eraseLeft: erasing(previousBorder),
  eraseRight: erasing(nextBorder),
  eraseWordLeft: cutting(wordStart),
  eraseWordRight: cutting(wordEnd),
  // At a line's start or end its border with the next one, as emacs's `kill-line`.
  cutToStart: cutting((text, at) => Math.min(lineStart(text, at), previousBorder(text, at))),
  cutToEnd: cutting((text, at) => Math.max(lineEnd(text, at), nextBorder(text, at))),
  yank: (draft: Draft) => replace(draft, draft.cursor, draft.cursor, draft.killed),
  transpose,
  undo,
  newLine: (draft: Draft) => insert(draft, "\n"),
};

/** Changes to what is being written. */
export type EditAction = keyof typeof edits;

export function isEditAction(action: KeyAction): action is EditAction {
  return Object.hasOwn(edits, action);
}

/** What a key does to a draft. */
export function edit(draft: Draft, action: EditAction): Draft {
  return edits[action](draft);
}

/** The cursor a line up or down, in the same column if it can; undefined if there is no such line. */
export function moveVertically(draft: Draft, lines: 1 | -1): Draft | undefined {
  const { text, cursor } = draft;
  const start = lineStart(text, cursor);
  const end = lineEnd(text, cursor);
  if (lines === -1 ? start === 0 : end === text.length) return undefined;
  const goalColumn = draft.goalColumn ?? textWidth(text.slice(start, cursor));
  const otherStart = lines === -1 ? lineStart(text, start - 1) : end + 1;
  const other = text.slice(otherStart, lineEnd(text, otherStart));
  const moved = moveTo(draft, borderFrom(text, otherStart + indexAt(other, goalColumn)));
  return { ...moved, goalColumn };
}

/** Where in a line of text a column is, or the line's end. */
function indexAt(line: string, column: number): number {
  let index = 0;
  let width = 0;
  for (const grapheme of splitGraphemes(line)) {
    width += graphemeWidth(grapheme);
    if (width > column) break;
    index += grapheme.length;
  }
  return index;
}

function moving(border: Border): (draft: Draft) => Draft {
  return (draft) => moveTo(draft, border(draft.text, draft.cursor));
}

function moveTo(draft: Draft, cursor: number): Draft {
  return { ...draft, cursor, run: undefined, goalColumn: undefined };
}

function erasing(border: Border): (draft: Draft) => Draft {
  return (draft) => remove(draft, border(draft.text, draft.cursor), "erase");
}

/** As in readline, what is cut in a row is put together in the order in which it stood. */
function cutting(border: Border): (draft: Draft) => Draft {
  return (draft) => {
    const { text, cursor } = draft;
    const to = border(text, cursor);
    if (to === cursor) return draft;
    const before = draft.run === "cut" ? draft.killed : "";
    const killed = to < cursor ? text.slice(to, cursor) + before : before + text.slice(cursor, to);
    return { ...remove(draft, to, "cut"), killed };
  };
}

/** What is between the cursor and another index. */
function remove(draft: Draft, to: number, run: RunKind): Draft {
  return replace(draft, Math.min(to, draft.cursor), Math.max(to, draft.cursor), "", run);
}

/** Swaps the graphemes around the cursor, or the two before it at a line's end, as readline. */
function transpose(draft: Draft): Draft {
  const { text, cursor } = draft;
  const line = lineStart(text, cursor);
  const end = cursor === lineEnd(text, cursor) ? cursor : nextBorder(text, cursor);
  const middle = previousBorder(text, end);
  const start = previousBorder(text, middle);
  if (cursor === line || middle === line) return draft;
  return replace(draft, start, end, text.slice(middle, end) + text.slice(start, middle));
}

function undo(draft: Draft): Draft {
  const last = draft.undo.at(-1);
  if (last === undefined) return draft;
  return { ...moveTo(draft, last.cursor), text: last.text, undo: draft.undo.slice(0, -1) };
}

/** The oldest give way to what is undone first. */
function withStep(undo: readonly Snapshot[], step: Snapshot): readonly Snapshot[] {
  const steps = [...undo, step].slice(-maxUndo);
  let length = steps.reduce((sum, { text }) => sum + text.length, 0);
  while (length > maxUndoLength) length -= steps.shift()?.text.length ?? length;
  return steps;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
