import { dirname } from "node:path";

/** Modes for what nobody else is to read, which is all that is kept so. */
export const forOwnerAlone = { directory: 0o700, file: 0o600 };

/**
 * Replaces a file's text, whole or not at all, past the system's cache: after a loss of power it has what it
 * says, or is as it was before, also where another process does the same. Where a link leads to it, that stays one.
 * Throws what the system says.
 */
export function replaceFile(path: string, text: string): void {
  const file = realPath(path);
  writeAside(file, text, (unfinished) => Deno.renameSync(unfinished, file));
}

/** Where a link leads: some keep their settings elsewhere. */
export function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    // The write that follows reports the problem.
    return path;
  }
}

/**
 * Makes a file, whole or not at all, which then is there after a loss of power too. False if there is one already, also
 * one that another process makes at the same time. Throws what the system says.
 */
export function createFile(path: string, text: string): boolean {
  try {
    writeAside(path, text, (unfinished) => linkOrRename(unfinished, path));
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
  syncDirectory(dirname(path));
  return true;
}

/** Writes the text to a file beside it, which `put` brings in its place. */
function writeAside(path: string, text: string, put: (unfinished: string) => void): void {
  const unfinished = `${path}.${Deno.pid}.new`;
  // Left by an earlier process with the same id.
  remove(unfinished);
  try {
    writeToDisk(unfinished, text);
    put(unfinished);
  } finally {
    remove(unfinished);
  }
}

/** A link never takes the place of a file that is there. Not all file systems have links. */
function linkOrRename(from: string, to: string): void {
  try {
    Deno.linkSync(from, to);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists || isThere(to)) throw error;
    Deno.renameSync(from, to);
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** So that the name of a new file is kept too. Not all systems can. */
function syncDirectory(path: string): void {
  try {
    using directory = Deno.openSync(path);
    directory.syncSync();
  } catch {
    // The file itself is on the disk.
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
