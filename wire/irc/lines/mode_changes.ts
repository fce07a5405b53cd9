/** What `MODE` is asked for, and tells: https://modern.ircdocs.horse/#mode-message */

export interface ModeChange {
  readonly sign: "+" | "-";
  readonly letter: string;
  /** What it is set to, or whom it is for. */
  readonly param?: string;
}

/** When a mode has a parameter: the types A and B, C, and D of `CHANMODES`; those of `PREFIX` are like B. */
export type ModeParam = "always" | "when set" | "never";

/**
 * The changes in their order. `paramOf` tells of which kind a letter is, undefined for one that is no mode, which then
 * takes no parameter. One whose parameter is missing has none. Without a sign in front modes are set.
 */
export function parseModeChanges(
  modes: string,
  params: readonly string[],
  paramOf: (letter: string) => ModeParam | undefined,
): readonly ModeChange[] {
  const changes: ModeChange[] = [];
  let sign: ModeChange["sign"] = "+";
  let next = 0;
  for (const letter of modes) {
    if (letter === "+" || letter === "-") {
      sign = letter;
      continue;
    }
    const kind = paramOf(letter);
    const param = kind === "always" || kind === "when set" && sign === "+"
      ? params[next++]
      : undefined;
    changes.push(param === undefined ? { sign, letter } : { sign, letter, param });
  }
  return changes;
}

/** The parameters that tell them: `+ov-b`, `ann`, `bob`, `*!*@host`. */
export function formatModeChanges(changes: Iterable<ModeChange>): readonly string[] {
  let modes = "";
  let sign = "";
  const params: string[] = [];
  for (const change of changes) {
    modes += change.sign === sign ? change.letter : change.sign + change.letter;
    sign = change.sign;
    if (change.param !== undefined) params.push(change.param);
  }
  return [modes, ...params];
}
