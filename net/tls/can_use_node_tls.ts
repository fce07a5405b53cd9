/** Whether `node:tls` does its work over a stream that is not Node's own: since Deno 2.9. */
export function canUseNodeTls(denoVersion: string): boolean {
  const [major = 0, minor = 0] = denoVersion.split(".").map(Number);
  return major > 2 || (major === 2 && minor >= 9);
}
