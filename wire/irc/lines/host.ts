/** Labels of letters, digits and hyphens, one of them not at either end (RFC 1123, 2.1). */
const hostName = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z\d](?:[a-z\d-]*[a-z\d])?)?$/i;
const maxLength = 63;

/**
 * Whether a server or a client may be called so in IRC. A dot must be in it, so that it is no nick; that may be its
 * last character. At most 63 characters (RFC 2812, 1.1).
 */
export function isHostName(host: string): boolean {
  return host.length <= maxLength && hostName.test(host);
}

export interface UserHost {
  readonly nick: string;
  /** Empty where there is none, as the host. */
  readonly user: string;
  readonly host: string;
}

/** The parts of `nick!user@host`, of which any but the first may be missing. */
export function splitUserHost(source: string): UserHost {
  const at = source.lastIndexOf("@");
  const [rest, host] = at < 0 ? [source, ""] : [source.slice(0, at), source.slice(at + 1)];
  const mark = rest.indexOf("!");
  return mark < 0
    ? { nick: rest, user: "", host }
    : { nick: rest.slice(0, mark), user: rest.slice(mark + 1), host };
}
