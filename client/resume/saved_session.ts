import { limits } from "../../protocol.ts";
import { ClientError } from "../client_error.ts";
import { maxRemembered } from "../remembered_nicks.ts";

/** What is kept of a server between two runs of the client, for one nick. */
export interface SavedSession {
  /** A secret: whoever has it can take the nick over. */
  readonly token: string;
  readonly nick: string;
  /** What one was called before; absent where that is nothing. */
  readonly formerNicks?: readonly string[];
  /** Where one is, or was last. */
  readonly rooms: readonly string[];
  /** The newest that was read of each room, also of others, and of direct messages under `directRoom`. */
  readonly seqs: ReadonlyMap<string, number>;
}

/** Where one session is kept. */
export interface SessionStorage {
  /** Undefined where there is none, or none that can be read. Never throws. */
  load(): SavedSession | undefined;
  /** Replaces what is there, whole or not at all. Never throws: a chat goes on without. */
  save(session: SavedSession): void;
}

const version = 1;

/** Of rooms, those one is not in now included; and one more for direct messages. */
export const maxSavedSeqs = 200;

/** As text; `readSession` reads it. */
export function writeSession({ seqs, ...session }: SavedSession): string {
  return JSON.stringify({ version, ...session, seqs: Object.fromEntries(seqs) });
}

/** Throws `ClientError` `newer_session` for what a newer version wrote, `bad_session` for what is broken. */
export function readSession(text: string): SavedSession {
  const fields = asObject(parse(text));
  checkVersion(fields.get("version"));
  const rooms = fields.get("rooms");
  const seqs = [...asObject(fields.get("seqs"))];
  // Earlier versions did not keep them.
  const formerNicks = fields.get("formerNicks") ?? [];
  if (!Array.isArray(rooms)) throw bad("has no list of rooms");
  if (!Array.isArray(formerNicks)) throw bad("has no list of nicks");
  if (rooms.length > limits.rooms || seqs.length > maxSavedSeqs + 1) {
    throw bad("has too many rooms");
  }
  return {
    token: asString(fields.get("token"), limits.tokenLength),
    nick: asString(fields.get("nick"), limits.nickLength),
    ...formerNicks.length === 0 ? {} : {
      formerNicks: formerNicks.slice(-maxRemembered)
        .map((nick: unknown) => asString(nick, limits.nickLength)),
    },
    rooms: rooms.map((room: unknown) => asString(room, limits.roomNameLength)),
    seqs: new Map(seqs.map(([room, seq]) => [asString(room, limits.roomNameLength), asSeq(seq)])),
  };
}

function checkVersion(found: unknown): void {
  if (found === version) return;
  if (typeof found !== "number" || found < version) throw bad(`is not of version ${version}`);
  throw new ClientError("newer_session", "The saved session was written by a newer version");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad("is not JSON");
  }
}

function asObject(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw bad("has something else where an object belongs");
  }
  return new Map<string, unknown>(Object.entries(value));
}

function asString(value: unknown, maxLength: number): string {
  if (typeof value !== "string" || value === "" || [...value].length > maxLength) {
    throw bad(`has something else where a text of 1 to ${maxLength} characters belongs`);
  }
  return value;
}

function asSeq(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw bad("has something else where a number belongs");
}

function bad(problem: string): ClientError {
  return new ClientError("bad_session", `The saved session ${problem}`);
}
