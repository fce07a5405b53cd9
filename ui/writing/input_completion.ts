import type { Completion } from "../complete.ts";
import type { KeyAction } from "../keys/key_bindings.ts";
import { type Draft, replace } from "./editor.ts";
import { withoutFolds } from "./folds.ts";

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
