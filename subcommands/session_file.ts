import { createHash } from "node:crypto";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ClientError } from "../client/client_error.ts";
import {
  readSession,
  type SavedSession,
  type SessionStorage,
  writeSession,
} from "../client/resume/saved_session.ts";
import { lockFile } from "../helpers/lock_file.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { readRegularFile } from "../helpers/regular_file.ts";
import type { TcpAddress } from "../net/open_tcp.ts";
import { limits } from "../protocol.ts";
import { forOwnerAlone, replaceFile } from "./replace_file.ts";

export interface SessionFileOptions {
  /** The client's settings directory, which is made if it is not there; undefined if the system has no place for it. */
  readonly directory: () => string | undefined;
  readonly address: TcpAddress;
  /** As it was asked for, or the login name; in any case. */
  readonly nick: string;
  /** Where each is, and how far it has read, is kept apart. */
  readonly kind: "terminal" | "pipe";
  /** Told once why nothing is kept, and of a file that cannot be read. */
  readonly warn: (text: string) => void;
}

/**
 * Keeps a session in files: who one is in one for each server and nick, for all clients that run; where one is, and how
 * far one has read, in one for each of these, which is in use by one client at a time. Whoever can read them can take
 * the nick over. Undefined if nothing can be kept, or too many run. Dispose it to let it go; the end of the process does
 * so too.
 */
export function openSessionFile(
  { directory, address, nick, kind, warn }: SessionFileOptions,
): SessionFile | undefined {
  try {
    const settings = directory();
    if (settings === undefined) throw new Error("There is no home directory");
    const sessions = join(settings, "sessions");
    Deno.mkdirSync(sessions, { recursive: true, mode: forOwnerAlone.directory });
    const pathOf = (use: string) => join(sessions, fileName(address, nick, use));
    const uses = Array.from({ length: limits.sessions }, (_, index) => useOf(kind, index + 1));
    for (const path of uses.map(pathOf)) {
      const lock = lockFile(`${path}.lock`);
      if (lock === undefined) continue;
      const paths = { own: path, person: pathOf("person"), first: pathOf("terminal") };
      return new SessionFile(kind, paths, lock, warn);
    }
    throw new Error(`${limits.sessions} other clients that run have the same nick`);
  } catch (error) {
    // Who runs the client without the permission to keep anything need not be told.
    if (!(error instanceof Deno.errors.NotCapable)) warn(notKept(error));
    return undefined;
  }
}

/** The first has the name that it had when there could be no others. */
function useOf(kind: string, number: number): string {
  return number === 1 ? kind : `${kind} ${number}`;
}

/** Without the ending. */
interface SessionPaths {
  readonly own: string;
  /** Who one is. */
  readonly person: string;
  /** The first terminal's, which before there was one for the person said who one is. */
  readonly first: string;
}

class SessionFile implements SessionStorage, Disposable {
  #failed = false;
  /** Those written by a newer version, which are left alone. */
  readonly #newer = new Set<string>();
  /** What this client has last found in the file of who one is, or kept there. */
  #person: Person | undefined;
  #token: string | undefined;

  constructor(
    private readonly kind: SessionFileOptions["kind"],
    private readonly paths: SessionPaths,
    private readonly lock: Disposable,
    private readonly warn: (text: string) => void,
  ) {}

  load(): SavedSession | undefined {
    const own = this.#read(this.paths.own);
    const first = this.paths.first === this.paths.own ? own : this.#read(this.paths.first);
    this.#person = this.#read(this.paths.person);
    const person = this.#person ?? first ?? own;
    if (person === undefined) return undefined;
    this.#token = person.token;
    // A further terminal begins where the first one is, and a script with what is said from now on.
    const begun = this.kind === "terminal" ? first : undefined;
    const { rooms = [], seqs = new Map() } =
      [own, begun].find((session) => session?.token === person.token) ?? {};
    return { ...person, rooms, seqs };
  }

  save(session: SavedSession): void {
    this.#write(this.paths.own, session);
    this.#token = session.token;
    if (isDeepStrictEqual(personOf(session), this.#person && personOf(this.#person))) return;
    // Where another client has kept another one meanwhile, that one counts, or has made it one for encryption alone.
    const kept = this.#read(this.paths.person);
    if (kept !== undefined && kept.token !== this.#person?.token) return;
    if (kept?.encrypted && !session.encrypted) return;
    this.#write(this.paths.person, { ...session, rooms: [], seqs: new Map() });
    this.#person = session;
  }

  forget(): void {
    const { own, person, first } = this.paths;
    for (const path of new Set([own, person, first])) {
      if (path === own || this.#read(path)?.token === this.#token) this.#remove(path);
    }
    this.#person = this.#token = undefined;
  }

  [Symbol.dispose](): void {
    this.lock[Symbol.dispose]();
  }

  #read(path: string): SavedSession | undefined {
    const file = `${path}.json`;
    try {
      return readSession(readRegularFile(file));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound || this.#newer.has(path)) return undefined;
      const isNewer = error instanceof ClientError && error.code === "newer_session";
      if (isNewer) this.#newer.add(path);
      const begins = error instanceof ClientError ? "Begins anew" : "Cannot resume";
      this.warn(
        isNewer
          ? notKept(new Error(`"${file}" was written by a newer version`))
          : `${begins}: "${file}": ${reasonOf(error)}`,
      );
      return undefined;
    }
  }

  #write(path: string, session: SavedSession): void {
    if (this.#newer.has(path)) return;
    try {
      replaceFile(`${path}.json`, writeSession(session));
    } catch (error) {
      if (!this.#failed) this.warn(notKept(error));
      this.#failed = true;
    }
  }

  #remove(path: string): void {
    if (this.#newer.has(path)) return;
    const file = `${path}.json`;
    try {
      Deno.removeSync(file);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      this.warn(`Cannot remove "${file}", which is of no use any more: ${reasonOf(error)}`);
    }
  }
}

export type { SessionFile };

type Person = Pick<SavedSession, "token" | "encrypted" | "nick" | "formerNicks">;

function personOf({ token, encrypted, nick, formerNicks = [] }: Person): Person {
  return { token, encrypted, nick, formerNicks };
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
