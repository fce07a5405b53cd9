import type { Dialect } from "./dialect.ts";

/** The first is spoken with whoever has said too little. */
export type Dialects = readonly [Dialect, ...Dialect[]];

/**
 * Which dialect a client speaks, by its first bytes: of those that recognize them the foremost, or `unknown`. Undefined
 * until that can be told; `isComplete` when no more bytes will be waited for.
 */
export function tellDialect(
  dialects: Dialects,
  firstBytes: Uint8Array,
  isComplete: boolean,
): Dialect | "unknown" | undefined {
  let saidTooLittle = false;
  for (const dialect of dialects) {
    const answer = dialect.recognizes(firstBytes);
    if (answer === "yes") return dialect;
    if (answer === "more" && !isComplete) return undefined;
    saidTooLittle ||= answer === "more";
  }
  return saidTooLittle ? dialects[0] : "unknown";
}
