import { createHash } from "node:crypto";
import { join } from "node:path";
import { ClientError } from "../client/client_error.ts";
import {
  readSession,
  type SavedSession,
  type SessionStorage,
  writeSession,
} from "../client/resume/saved_session.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import type { TcpAddress } from "../net/open_tcp.ts";
import { forOwnerAlone, replaceFile } from "./replace_file.ts";

export interface SessionFileOptions {
  /** The client's settings directory, which is made if it is not there; undefined if the system has no place for it. */
  readonly directory: () => string | undefined;
  readonly address: TcpAddress;
  /** As it was asked for, or the login name; in any case. */
  readonly nick: string;
  /** Kept apart, so that a script neither receives what its person missed nor changes their rooms. */
  readonly kind: "terminal" | "pipe";
  /** Told once why nothing is kept, and of a file that cannot be read. */
  readonly warn: (text: string) => void;
}

/**
 * Keeps a session in a file: one for each server, nick and kind, in use by one client at a time. Whoever can read
 * it can take the nick over. Undefined if nothing can be kept, or if another client uses the file: this one then goes
 * on as somebody new, since two clients with one token would throw each other out. Dispose it to
 * let it go; the end of the process does so too.
 */
export function openSessionFile(
  { directory, address, nick, kind, warn }: SessionFileOptions,
): SessionFile | undefined {
  try {
    const settings = directory();
    if (settings === undefined) throw new Error("There is no home directory");
    const sessions = join(settings, "sessions");
    Deno.mkdirSync(sessions, { recursive: true, mode: forOwnerAlone.directory });
    const path = join(sessions, fileName(address, nick, kind));
    const lockPath = `${path}.lock`;
    const lock = lockFile(lockPath);
    if (lock === undefined) throw new Error("Another client that runs has the same nick");
    return new SessionFile(`${path}.json`, { file: lock, path: lockPath }, warn);
  } catch (error) {
    // Who runs the client without the permission to keep anything need not be told.
    if (!(error instanceof Deno.errors.NotCapable)) warn(notKept(error));
    return undefined;
  }
}

class SessionFile implements SessionStorage, Disposable {
  #failed = false;
  /** The file was written by a newer version, and is left alone. */
  #isNewer = false;

  constructor(
    private readonly path: string,
    private readonly lock: { readonly file: Deno.FsFile; readonly path: string },
    private readonly warn: (text: string) => void,
  ) {}

  load(): SavedSession | undefined {
    try {
      return readSession(Deno.readTextFileSync(this.path));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      this.#isNewer = error instanceof ClientError && error.code === "newer_session";
      const begins = error instanceof ClientError ? "Begins as somebody new" : "Cannot resume";
      this.warn(
        this.#isNewer
          ? notKept(new Error(`"${this.path}" was written by a newer version`))
          : `${begins}: "${this.path}": ${reasonOf(error)}`,
      );
      return undefined;
    }
  }

  save(session: SavedSession): void {
    if (this.#isNewer) return;
    try {
      replaceFile(this.path, writeSession(session));
    } catch (error) {
      if (!this.#failed) this.warn(notKept(error));
      this.#failed = true;
    }
  }

  forget(): void {
    if (this.#isNewer) return;
    try {
      Deno.removeSync(this.path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      this.warn(`Cannot remove "${this.path}", which is of no use any more: ${reasonOf(error)}`);
    }
  }

  [Symbol.dispose](): void {
    const { file, path } = this.lock;
    try {
      // While it is locked, so that it is no other client's.
      Deno.removeSync(path);
    } catch {
      // Windows removes no open file; the next client locks it again.
    }
    file.close();
  }
}

export type { SessionFile };

/**
 * Undefined if another process has it. The system lets it go with the process, so none is left over; where Deno
 * is too old to have such locks (before 2.6) nothing is kept rather than a file that says who has it, since what
 * a killed client leaves behind of such cannot be told from one that runs.
 */
function lockFile(path: string): Deno.FsFile | undefined {
  const file = Deno.openSync(path, { create: true, write: true, mode: forOwnerAlone.file });
  try {
    if ("tryLockSync" in file && file.tryLockSync(true)) {
      if (isAt(path, file)) return file;
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

/** False if the client that had it locked before has removed it since. */
function isAt(path: string, file: Deno.FsFile): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Readable, and valid on every file system; the hash tells apart names that are shown alike. */
function fileName({ host, port }: TcpAddress, nick: string, kind: string): string {
  const parts = [host.toLowerCase(), port, nick.toLowerCase(), kind];
  const key = JSON.stringify(parts);
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 16);
  const shown = parts.map((part) => `${part}`.replace(/[^A-Za-z0-9]+/g, "_").slice(0, 40));
  return [...shown, hash].join("-");
}

function notKept(error: unknown): string {
  return `Who you are here and what you have read is not kept: ${reasonOf(error)}`;
}
