/** Whether `node:tls` and `node:http` do their work over streams that are not Node's own: since Deno 2.9. */
export function canUseNodeOverStreams(denoVersion: string): boolean {
  const [major = 0, minor = 0] = denoVersion.split(".").map(Number);
  return major > 2 || (major === 2 && minor >= 9);
}
