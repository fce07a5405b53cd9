/** The files of a store. */
export interface Paths {
  readonly directory: string;
  readonly history: string;
  /** The log of changes that are not yet in the history's file itself. */
  readonly log: string;
  /** Where a new history is made before it gets its name, so that there is never half of one. */
  readonly fresh: string;
  readonly lock: string;
  /** There for a moment, to see whether there is room. */
  readonly trial: string;
  /** Where a history of an older version is copied to before it is changed. */
  readonly copyOf: (version: number) => string;
}

export function pathsIn(directory: string): Paths {
  const path = directory.replace(/(?<=.)\/+$/, "");
  return {
    directory: path,
    history: `${path}/chatroom.sqlite`,
    log: `${path}/chatroom.sqlite-wal`,
    fresh: `${path}/chatroom.sqlite.new`,
    lock: `${path}/chatroom.lock`,
    trial: `${path}/chatroom.trial`,
    copyOf: (version) => `${path}/chatroom.sqlite.version-${version}`,
  };
}

/** In bytes; 0 if it is not there. */
export function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/**
 * Gives what throws when a file of these is no longer where it is now: removed, or another in its place. A program that
 * has it open would write on into what nobody finds any more.
 */
export function watchPlaces(paths: readonly string[]): () => void {
  const files = paths.map((path) => ({ path, identity: identify(path) }));
  return () => {
    for (const { path, identity } of files) {
      if (identify(path) === identity) continue;
      throw new Error(
        `"${path}" was removed or replaced while the server runs. Put it back, or start the server again`,
      );
    }
  };
}

function identify(path: string): string | undefined {
  try {
    const { dev, ino } = Deno.statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

/** Makes a new name outlive a loss of power. Windows cannot open directories, and does not need this. */
export function syncDirectory(path: string): void {
  if (Deno.build.os === "windows") return;
  using directory = Deno.openSync(path);
  directory.syncSync();
}

/** Makes a file that only its owner may read. What SQLite puts beside it later gets the same permissions. */
export function makePrivate(path: string): void {
  Deno.openSync(path, { create: true, write: true, mode: 0o600 }).close();
}

export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
