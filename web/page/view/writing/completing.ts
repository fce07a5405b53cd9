import type { Completion } from "../../../../client/writing/complete.ts";

/** A list of what the word before the cursor may become; what is selected stands in its place already. */
export interface Completing extends Completion {
  /** Where the word begins in the text. */
  readonly start: number;
  /** Index of a candidate; -1 where the word stands as it was typed. */
  readonly selected: number;
  /** Index of the candidate that Enter takes; -1 where Enter is for the text. */
  readonly taken: number;
}

/** More are not listed: who looks for one of them types on. */
const maxCandidates = 50;

/** Where a command, a room, a person or an emoji begins, a list comes by itself; elsewhere Tab is wanted. */
export function isOffered(before: string): boolean {
  return /^\/\S*$|(?<!\S)(?:[#@]\S*|:[^\s:]{2,})$/.test(before);
}

/** Undefined where there is nothing to choose: no candidate, or the one that stands there. */
export function completingOf(completion: Completion, cursor: number): Completing | undefined {
  const { replaces } = completion;
  const candidates = completion.candidates.slice(0, maxCandidates);
  const [first, second] = candidates;
  const isThere = second === undefined && first?.text.trim() === replaces;
  if (first === undefined || isThere) return undefined;
  const taken = isTaken(replaces, candidates) ? 0 : -1;
  return { candidates, replaces, start: cursor - replaces.length, selected: -1, taken };
}

/**
 * Whether Enter takes the first, though no key chose it: not where the word is whole already, nor one of several commands,
 * nor an emoji that has the word only somewhere in its name, as `:-p` may be.
 */
function isTaken(word: string, candidates: Completion["candidates"]): boolean {
  const typed = word.toLowerCase();
  if (candidates.some(({ text }) => text.trim().toLowerCase() === typed)) return false;
  if (typed.startsWith("/")) return candidates.length === 1;
  return !typed.startsWith(":") || candidates[0]?.detail.startsWith(typed) === true;
}

/** The next candidate or the one before; behind the last comes what was typed. */
export function selectNext(list: Completing, step: 1 | -1): Completing {
  const count = list.candidates.length + 1;
  const selected = (list.selected + 1 + step + count) % count - 1;
  return { ...list, selected, taken: selected };
}

/** What stands in the place of the word. */
export function wordOf({ candidates, replaces, selected }: Completing): string {
  return candidates[selected]?.text ?? replaces;
}
