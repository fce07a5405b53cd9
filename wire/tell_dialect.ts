import type { Dialect } from "./dialect.ts";

/** Goodbyes and refusals before it is known how a client speaks are in the first. */
export type Dialects = readonly [Dialect, ...Dialect[]];

/** The one for all whom no other knows, who are greeted; absent where there is none. */
export function dialectForAnybody(dialects: Dialects): Dialect | undefined {
  return dialects.find(({ greeting }) => greeting !== undefined);
}

/**
 * Which dialect a client speaks, by its first bytes: of those that recognize them the foremost, or `unknown`. Undefined
 * until that can be told; `isComplete` when no more bytes will be waited for.
 */
export function tellDialect(
  dialects: Dialects,
  firstBytes: Uint8Array,
  isComplete: boolean,
): Dialect | "unknown" | undefined {
  for (const dialect of dialects) {
    const answer = dialect.recognizes(firstBytes);
    if (answer === "yes") return dialect;
    if (answer === "more" && !isComplete) return undefined;
  }
  return "unknown";
}
