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
