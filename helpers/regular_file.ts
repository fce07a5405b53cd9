/** What a shell makes of `<(pass show chatroom)`: a pipe that somebody writes to. */
const openPipe = /^\/(?:dev|proc\/self)\/fd\/\d+$/;

/**
 * Opens a regular file to read, or a pipe that is open. Throws what the system says, and for whatever else is there: to
 * open another pipe, or to read a device, may never end, and no signal ends that.
 */
export function openRegularFile(path: string): Deno.FsFile {
  if (!openPipe.test(path)) checkRegularFile(followed(path));
  return Deno.openSync(path);
}

/** The text of one. Throws the same. */
export function readRegularFile(path: string): string {
  if (!openPipe.test(path)) checkRegularFile(followed(path));
  return Deno.readTextFileSync(path);
}

/** By what the system says of it before it is opened. Throws the same. */
export function checkRegularFile(
  { isFile, isDirectory }: Pick<Deno.FileInfo, "isFile" | "isDirectory">,
): void {
  if (isDirectory) throw new Error("it is a directory");
  if (!isFile) throw new Error("it is a pipe or a device, and must be a file");
}

function followed(path: string): Deno.FileInfo {
  try {
    return Deno.statSync(path);
  } catch (error) {
    // Not the same as no file: what is kept may be on a disk that is not there now.
    if (error instanceof Deno.errors.NotFound && isLink(path)) {
      throw new Error("it is a link to nowhere");
    }
    throw error;
  }
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch {
    return false;
  }
}
