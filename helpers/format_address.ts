/** As in `host:5000` or `[::1]:5000`; with the fingerprint of the server's key, as in `host:5000#kq3f-…`. */
export function formatAddress(host: string, port: number, fingerprint?: string): string {
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return fingerprint === undefined ? place : `${place}#${fingerprint}`;
}
