/** How a representation may be coded (RFC 9110, 8.4.1), the smallest first. */
export const contentCodings = ["br", "gzip", "identity"] as const;
export type ContentCoding = typeof contentCodings[number];

/** The parts of an `Accept-Encoding` that are looked at. */
const maxParts = 20;

/**
 * Of those that there are, the one that the client likes best, and of several the smallest (RFC 9110, 12.5.3). As it is,
 * where it wants none of them: it could do nothing with a refusal.
 */
export function chooseCoding(
  acceptEncoding: string,
  available: readonly ContentCoding[],
): ContentCoding {
  const weights = weightsIn(acceptEncoding);
  const any = weights.get("*");
  const weightOf = (coding: ContentCoding) =>
    // What is not named is as good as "*" says; as it is, it can always be had.
    weights.get(coding) ?? any ?? (coding === "identity" ? leastWeight : 0);
  const [best = "identity"] = contentCodings
    .filter((coding) => available.includes(coding) && weightOf(coding) > 0)
    .toSorted((one, other) => weightOf(other) - weightOf(one));
  return best;
}

/** Less than any that can be written. */
const leastWeight = 0.0001;

function weightsIn(acceptEncoding: string): ReadonlyMap<string, number> {
  const parts = acceptEncoding.toLowerCase().split(",").slice(0, maxParts);
  return new Map(parts.flatMap((part): [string, number][] => {
    const form = /^\s*(?<coding>[\w*-]+)\s*(?:;\s*q=(?<weight>[01](?:\.\d{0,3})?)\s*)?$/;
    const { coding, weight = "1" } = form.exec(part)?.groups ?? {};
    return coding === undefined ? [] : [[coding === "x-gzip" ? "gzip" : coding, Number(weight)]];
  }));
}
