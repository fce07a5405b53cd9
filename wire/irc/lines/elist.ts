/** What `LIST` is asked for: https://modern.ircdocs.horse/#elist-parameter */

/** The token `ELIST`: creation, masks, what no mask may match, topics, and members. */
export const elist = "CMNTU";

/** Both are outside of what is meant. */
export interface Bounds {
  readonly moreThan?: number;
  readonly lessThan?: number;
}

export interface ListConditions {
  /** Names of channels, or masks of such, of which one must match, unless there are none. */
  readonly masks: readonly string[];
  /** Masks of which none may match. */
  readonly notMasks: readonly string[];
  readonly members: Bounds;
  readonly createdMinutesAgo: Bounds;
  readonly topicMinutesAgo: Bounds;
}

const comparison = /^([ct]?)([<>])(\d{1,9})$/i;

/** Conditions with commas between them. Of two of the same the last counts; what is none is a name or a mask. */
export function parseListConditions(text: string): ListConditions {
  const masks: string[] = [];
  const notMasks: string[] = [];
  const bounds = { members: {}, createdMinutesAgo: {}, topicMinutesAgo: {} };
  const boundsOf = new Map([
    ["", bounds.members],
    ["c", bounds.createdMinutesAgo],
    ["t", bounds.topicMinutesAgo],
  ]);
  for (const condition of text.split(",")) {
    const [, letter = "", sign, value] = comparison.exec(condition) ?? [];
    if (sign !== undefined) {
      const bound = { [sign === ">" ? "moreThan" : "lessThan"]: Number(value) };
      Object.assign(boundsOf.get(letter.toLowerCase()) ?? {}, bound);
    } else if (condition.length > 1 && condition[0] === "!") notMasks.push(condition.slice(1));
    else if (condition !== "") masks.push(condition);
  }
  return { masks, notMasks, ...bounds };
}

export function isWithin(value: number, { moreThan, lessThan }: Bounds): boolean {
  return (moreThan === undefined || value > moreThan) &&
    (lessThan === undefined || value < lessThan);
}
