/** As in `host:5000` or `[::1]:5000`; with the fingerprint of the server's key, as in `host:5000#kq3f-…`. */
export function formatAddress(host: string, port: number, fingerprint?: string): string {
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return fingerprint === undefined ? place : `${place}#${fingerprint}`;
}

interface LinkParts {
  readonly host: string;
  readonly port: number;
  readonly room?: string;
  /** The code of an invitation. */
  readonly invite?: string;
  readonly fingerprint?: string;
}

/** Such an address as a link, as in `chatroom://host:5000/dev?invite=CODE#kq3f-…`; a parser reads it back as it was. */
export function formatLink({ host, port, room = "", invite, fingerprint }: LinkParts): string {
  const query = invite === undefined ? "" : `?invite=${invite}`;
  const fragment = fingerprint === undefined ? "" : `#${fingerprint}`;
  return `chatroom://${formatAddress(host, port)}/${encodeRoom(room)}${query}${fragment}`;
}

/** Where a browser finds the page, as in `http://host:5000`; without a port where it is the scheme's own. */
export function formatOrigin(
  { isEncrypted, host, port }: Pick<LinkParts, "host" | "port"> & { readonly isEncrypted: boolean },
): string {
  const [scheme, schemePort] = isEncrypted ? ["https", 443] : ["http", 80];
  const authority = formatAddress(host, port);
  return `${scheme}://${port === schemePort ? authority.slice(0, -`:${port}`.length) : authority}`;
}

/** The page there, as in `http://host:5000/?invite=CODE#dev`. */
export function formatWebLink(
  origin: string,
  { room, invite }: Pick<LinkParts, "room" | "invite">,
): string {
  const query = invite === undefined ? "" : `?invite=${invite}`;
  const fragment = room === undefined ? "" : `#${encodeRoom(room)}`;
  return query + fragment === "" ? origin : `${origin}/${query}${fragment}`;
}

/** RFC 3986, 2.2: also what `encodeURIComponent()` leaves, and a shell may not leave as it is. */
function encodeRoom(room: string): string {
  return encodeURIComponent(room).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
}
