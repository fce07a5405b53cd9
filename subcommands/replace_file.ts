/**
 * Replaces a file's text, whole or not at all, past the system's cache: after a loss of power it has what it
 * says, or is as it was before. Throws what the system says.
 */
export function replaceFile(path: string, text: string, mode: number): void {
  const unfinished = `${path}.new`;
  writeToDisk(unfinished, text, mode);
  Deno.renameSync(unfinished, path);
}

function writeToDisk(path: string, text: string, mode: number): void {
  using file = Deno.openSync(path, { create: true, truncate: true, write: true, mode });
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) {
    written += file.writeSync(bytes.subarray(written));
  }
  file.syncSync();
}
