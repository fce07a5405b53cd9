import { reasonOf } from "../../helpers/reason_of.ts";
import { limits, ProtocolError } from "../../protocol.ts";
import { Fields } from "../../wire/fields.ts";
import { ClientError } from "../client_error.ts";
import { maxRemembered } from "../remembered_nicks.ts";

/** What is kept of a server between two runs of the client, for one nick. */
export interface SavedSession {
  /** A secret: whoever has it can take the nick over. */
  readonly token: string;
  /** The token came over an encrypted connection, or has gone over one since: it goes over no other. */
  readonly encrypted?: true;
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
  /** What is there counts no more. Never throws. */
  forget(): void;
}

const version = 2;
/**
 * Of a session whose token may go over every connection. Earlier versions of the program, which would send any in the
 * clear, read this one alone.
 */
const plainVersion = 1;

/** Of rooms, those one is not in now included; and one more for direct messages. */
export const maxSavedSeqs = 200;

/** As text; `readSession` reads it. */
export function writeSession({ seqs, ...session }: SavedSession): string {
  const written = session.encrypted ? version : plainVersion;
  return JSON.stringify({ version: written, ...session, seqs: Object.fromEntries(seqs) });
}

/** Throws `ClientError` `newer_session` for what a newer version wrote, `bad_session` for what is broken. */
export function readSession(text: string): SavedSession {
  try {
    return readFields(new Fields(JSON.parse(text)));
  } catch (error) {
    if (error instanceof ClientError) throw error;
    throw new ClientError("bad_session", `The saved session is broken: ${reasonOf(error)}`);
  }
}

function readFields(fields: Fields): SavedSession {
  const found = fields.optionalInteger("version") ?? 0;
  if (found > version) {
    throw new ClientError("newer_session", "The saved session was written by a newer version");
  }
  if (found < plainVersion) {
    throw new ProtocolError("bad_field", `It has no version from ${plainVersion} to ${version}`);
  }
  const token = fields.string("token", limits.tokenLength);
  const encrypted = fields.optionalBoolean("encrypted");
  const nick = fields.string("nick", limits.nickLength);
  // Earlier versions did not keep them.
  const formerNicks = fields.optionalStrings("formerNicks")?.slice(-maxRemembered) ?? [];
  const rooms = fields.optionalStrings("rooms", limits.rooms);
  const seqs = fields.optionalIntegers("seqs", maxSavedSeqs + 1);
  if (token === "" || nick === "" || rooms === undefined || seqs === undefined) {
    throw new ProtocolError("bad_field", "Something is missing");
  }
  return {
    token,
    ...encrypted ? { encrypted } : {},
    nick,
    ...formerNicks.length === 0 ? {} : { formerNicks },
    rooms,
    seqs,
  };
}
