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
  return `chatroom://${formatAddress(host, port)}/${roomPart(room)}${query}${fragment}`;
}

export interface WebLinkParts extends Pick<LinkParts, "host" | "port" | "room" | "invite"> {
  readonly isEncrypted: boolean;
}

/** The server's page, as in `http://host:5000/?invite=CODE#dev`; without a port where it is the scheme's own. */
export function formatWebLink({ isEncrypted, host, port, room, invite }: WebLinkParts): string {
  const [scheme, schemePort] = isEncrypted ? ["https", 443] : ["http", 80];
  const authority = formatAddress(host, port);
  const site = port === schemePort ? authority.slice(0, -`:${port}`.length) : authority;
  const query = invite === undefined ? "" : `?invite=${invite}`;
  const fragment = room === undefined ? "" : `#${roomPart(room)}`;
  const path = query + fragment === "" ? "" : `/${query}${fragment}`;
  return `${scheme}://${site}${path}`;
}

/** A room in a link. RFC 3986, 2.2: also what `encodeURIComponent()` leaves, and a shell may not leave as it is. */
export function roomPart(room: string): string {
  return encodeURIComponent(room).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
}
