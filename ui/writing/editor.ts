import { graphemeWidth, splitGraphemes, textWidth } from "../text_width.ts";
import type { EditAction } from "../keys/key_bindings.ts";
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

interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

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
  if (text === "") return draft;
  const { cursor } = draft;
  // A run ends behind each word, and what was pasted is a run of its own.
  const begins = /^\s/.test(text) && !/\s/.test(draft.text[cursor - 1] ?? " ");
  const isTyped = splitGraphemes(text.slice(0, 100)).length === 1;
  const before = begins ? { ...draft, run: undefined } : draft;
  const run = isTyped ? "type" : undefined;
  return replace(before, { start: cursor, end: cursor, text: withLineFeeds(text), run });
}

/**
 * Replaces what is between two indexes, which must be borders of graphemes, and puts the cursor behind
 * it. It is an undo step of its own.
 */
export function replaceAround(draft: Draft, start: number, end: number, text: string): Draft {
  return replace(draft, { start, end, text: withLineFeeds(text), run: undefined });
}

/** What a key does to a draft; the same draft if there is nothing to do. */
export function edit(draft: Draft, action: EditAction): Draft {
  const { text, cursor } = draft;
  switch (action) {
    case "left":
      return moveTo(draft, previousBorder(text, cursor));
    case "right":
      return moveTo(draft, nextBorder(text, cursor));
    case "wordLeft":
      return moveTo(draft, wordStart(text, cursor));
    case "wordRight":
      return moveTo(draft, wordEnd(text, cursor));
    case "lineStart":
      return moveTo(draft, lineStart(text, cursor));
    case "lineEnd":
      return moveTo(draft, lineEnd(text, cursor));
    case "eraseLeft":
      return erase(draft, previousBorder(text, cursor), cursor);
    case "eraseRight":
      return erase(draft, cursor, nextBorder(text, cursor));
    case "eraseWordLeft":
      return cut(draft, wordStart(text, cursor), cursor);
    case "eraseWordRight":
      return cut(draft, cursor, wordEnd(text, cursor));
    case "cutToStart":
      return cut(draft, orBefore(lineStart(text, cursor), cursor), cursor);
    case "cutToEnd":
      return cut(draft, cursor, orBehind(lineEnd(text, cursor), draft));
    case "yank":
      return replaceAround(draft, cursor, cursor, draft.killed);
    case "transpose":
      return transpose(draft);
    case "undo":
      return undo(draft);
    case "newLine":
      return insert(draft, "\n");
    default:
      return action satisfies never;
  }
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

function moveTo(draft: Draft, cursor: number): Draft {
  if (cursor === draft.cursor && draft.run === undefined && draft.goalColumn === undefined) {
    return draft;
  }
  return { ...draft, cursor, run: undefined, goalColumn: undefined };
}

function erase(draft: Draft, start: number, end: number): Draft {
  return replace(draft, { start, end, text: "", run: "erase" });
}

/** As in readline, what is cut in a row is put together in the order in which it stood. */
function cut(draft: Draft, start: number, end: number): Draft {
  if (start === end) return draft;
  const taken = draft.text.slice(start, end);
  const before = draft.run === "cut" ? draft.killed : "";
  const killed = start < draft.cursor ? taken + before : before + taken;
  return { ...replace(draft, { start, end, text: "", run: "cut" }), killed };
}

/** At a line's start, its border with the line above; as emacs's `kill-line` at a line's end. */
function orBefore(start: number, cursor: number): number {
  return start === cursor ? Math.max(0, cursor - 1) : start;
}

function orBehind(end: number, { text, cursor }: Draft): number {
  return end === cursor ? Math.min(text.length, cursor + 1) : end;
}

/** Swaps the graphemes around the cursor, or the two before it at a line's end, as readline. */
function transpose(draft: Draft): Draft {
  const { text, cursor } = draft;
  const line = lineStart(text, cursor);
  const end = cursor === lineEnd(text, cursor) ? cursor : nextBorder(text, cursor);
  const middle = previousBorder(text, end);
  const start = previousBorder(text, middle);
  if (cursor === line || middle === line) return draft;
  return replaceAround(draft, start, end, text.slice(middle, end) + text.slice(start, middle));
}

function undo(draft: Draft): Draft {
  const last = draft.undo.at(-1);
  if (last === undefined) return draft;
  return {
    ...draft,
    ...last,
    undo: draft.undo.slice(0, -1),
    run: undefined,
    goalColumn: undefined,
  };
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly run: RunKind | undefined;
}

function replace(draft: Draft, { start, end, text: inserted, run }: Replacement): Draft {
  if (start === end && inserted === "") return draft;
  const text = draft.text.slice(0, start) + inserted + draft.text.slice(end);
  const isNewStep = run === undefined || run === "cut" || run !== draft.run;
  const { text: before, cursor } = draft;
  return {
    ...draft,
    text,
    // The pieces that now touch may have become one grapheme.
    cursor: borderFrom(text, start + inserted.length),
    undo: isNewStep ? withStep(draft.undo, { text: before, cursor }) : draft.undo,
    run,
    goalColumn: undefined,
  };
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
