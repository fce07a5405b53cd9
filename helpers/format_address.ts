/** As in `host:5000` or `[::1]:5000`; with the fingerprint of the server's key, as in `host:5000#kq3f-…`. */
export function formatAddress(host: string, port: number, fingerprint?: string): string {
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return fingerprint === undefined ? place : `${place}#${fingerprint}`;
}

/** A link with the code of an invitation, as in `chatroom://host:5000/?invite=CODE#kq3f-…`; the address as above. */
export function invitationLink(address: string, code: string): string {
  const [place = "", fingerprint] = address.split("#");
  const fragment = fingerprint === undefined ? "" : `#${fingerprint}`;
  return `chatroom://${place}/?invite=${code}${fragment}`;
}
