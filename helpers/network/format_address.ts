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
  // RFC 3986, 2.2: what `encodeURIComponent()` leaves, and a shell may not leave as it is.
  const path = encodeURIComponent(room).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `chatroom://${formatAddress(host, port)}/${path}${query}${fragment}`;
}
