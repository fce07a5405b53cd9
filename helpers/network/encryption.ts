/** As in `encrypted (TLS 1.3)`; undefined is a connection in the clear. */
export function encryptionText(encryption: string | undefined): string {
  return encryption === undefined ? "not encrypted" : `encrypted (${encryption})`;
}
