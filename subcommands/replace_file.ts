/** Modes for what nobody else is to read, which is all that is kept so. */
export const forOwnerAlone = { directory: 0o700, file: 0o600 };

/**
 * Replaces a file's text, whole or not at all, past the system's cache: after a loss of power it has what it
 * says, or is as it was before, also where another process does the same. Throws what the system says.
 */
export function replaceFile(path: string, text: string): void {
  const unfinished = `${path}.${Deno.pid}.new`;
  // Left by an earlier process with the same id.
  remove(unfinished);
  try {
    writeToDisk(unfinished, text);
    Deno.renameSync(unfinished, path);
  } catch (error) {
    remove(unfinished);
    throw error;
  }
}

function writeToDisk(path: string, text: string): void {
  const mode = forOwnerAlone.file;
  using file = Deno.openSync(path, { createNew: true, write: true, mode });
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) {
    written += file.writeSync(bytes.subarray(written));
  }
  file.syncSync();
}

/** Ignores a file that is not there or cannot be removed. */
function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // The step that needs its place reports the problem.
  }
}
