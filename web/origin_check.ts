/**
 * Whether a request with that `Origin` may be of the page itself (RFC 6454, 7): the same scheme, host and port that it
 * came to, or one of those that are `allowed`. Programs that are no browsers send none, and may come.
 */
export function isOwnOrigin(
  origin: string | undefined,
  { host, isEncrypted, allowed }: {
    /** The `Host` of the request. */
    readonly host: string;
    readonly isEncrypted: boolean;
    /** As `new URL(…).origin` has them. */
    readonly allowed: readonly string[];
  },
): boolean {
  if (origin === undefined) return true;
  const given = URL.parse(origin)?.origin;
  if (given === undefined || given === "null") return false;
  const own = URL.parse(`${isEncrypted ? "https" : "http"}://${host}`)?.origin;
  return given === own || allowed.includes(given);
}
