/** Deno has such locks since version 2.6. */
export const canLockFiles = "tryLockSync" in Deno.FsFile.prototype;

/**
 * Locks a file, which is made for its owner alone if it is not there. Undefined if another process, or another lock of
 * this one, has it. Disposing lets it go and removes the file. The system lets it go with the process, so none is left
 * over. Throws where Deno is too old to have such locks: of any other kind, what a killed process leaves behind cannot
 * be told from one that runs.
 */
export function lockFile(path: string): Disposable | undefined {
  if (!canLockFiles) throw new Error("This version of Deno locks no files");
  const file = Deno.openSync(path, { create: true, read: true, write: true, mode: 0o600 });
  try {
    if (file.tryLockSync(true)) {
      if (isAt(path, file)) return { [Symbol.dispose]: () => release(path, file) };
      file.close();
      return lockFile(path);
    }
  } catch (error) {
    file.close();
    throw error;
  }
  file.close();
  return undefined;
}

/** False if the process that had it locked before has removed it since. */
function isAt(path: string, file: Deno.FsFile): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function release(path: string, file: Deno.FsFile): void {
  try {
    // While it is locked, so that it is nobody else's.
    Deno.removeSync(path);
  } catch {
    // Windows removes no open file; the next process locks it again.
  }
  file.close();
}
