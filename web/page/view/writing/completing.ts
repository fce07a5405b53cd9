import type { Completion } from "../../../../client/writing/complete.ts";

/** A list of what the word before the cursor may become; what is selected stands in its place already. */
export interface Completing extends Completion {
  /** Where the word begins in the text. */
  readonly start: number;
  /** Index of a candidate; -1 where the word stands as it was typed. */
  readonly selected: number;
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
  return { candidates, replaces, start: cursor - replaces.length, selected: -1 };
}

/** The next candidate or the one before; behind the last comes what was typed. */
export function selectNext(list: Completing, step: 1 | -1): Completing {
  const count = list.candidates.length + 1;
  return { ...list, selected: (list.selected + 1 + step + count) % count - 1 };
}

/** What stands in the place of the word. */
export function wordOf({ candidates, replaces, selected }: Completing): string {
  return candidates[selected]?.text ?? replaces;
}
