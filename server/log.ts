import type { Member } from "../chat/people/member.ts";
import { encryptionText } from "../helpers/network/encryption.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import type { ConnectionCounts, Person } from "../protocol.ts";

/** What the operator is told beside what happens in the rooms. */
export interface LogRecord {
  readonly event:
    | "accept_failed"
    | "refused"
    | "connected"
    | "logged_in"
    | "rehash"
    | "hung_up"
    | "handshake_failed"
    | "rate_limited"
    | "proxy_header_missing"
    | "storage_failed"
    | "clock"
    | "times_mended"
    | "indexing"
    | "history_copied"
    | "unexpected_error"
    | "stopping"
    | "admin_socket_failed"
    | "output_left_out"
    | "writable_by_others"
    | "key_made"
    | "key_not_kept"
    | "key_readable_by_others"
    | "certificate"
    | "no_encryption"
    | "no_page";
  readonly level: "info" | "warning" | "error";
  /** One sentence for a person. */
  readonly message: string;
  /** Whom it is about, and from where. */
  readonly nick?: string;
  readonly person?: Person;
  readonly address?: string;
  /** How the connection is encrypted, such as `TLS 1.3`; `none` in the clear. */
  readonly encryption?: string;
  /** How many connections came in since the server began. */
  readonly connectionsSoFar?: ConnectionCounts;
  /** Where an unexpected error came from: for the log of programs only. */
  readonly stack?: string;
}

/** An error that nobody foresaw. */
export function unexpected(error: unknown): LogRecord {
  const stack = error instanceof Error ? error.stack : undefined;
  return { event: "unexpected_error", level: "error", message: `Unexpected: ${error}`, stack };
}

/** Somebody is in, or was here already, with a new connection. */
export function connected(member: Member, wasHere: boolean): LogRecord {
  const { nick, person, address, encryption } = member;
  const how = `from ${address}, ${encryptionText(encryption)}`;
  const message = `"${nick}" ${wasHere ? "connected again" : "joined"} ${how}`;
  const about = { nick, person, address, encryption: encryption ?? "none" };
  return { event: "connected", level: "info", message, ...about };
}

/** Somebody who was here under the nick `before` has logged in to an account. */
export function loggedIn({ nick, person, address, account }: Member, before: string): LogRecord {
  const message = `"${before}" logged in to the account "${account}"`;
  return { event: "logged_in", level: "info", message, nick, person, address };
}

/** The server begins to stop. */
export function stopBegun(connectionsSoFar: ConnectionCounts): LogRecord {
  const { encrypted, plain } = connectionsSoFar;
  const counts = `${encrypted} encrypted, ${plain} not encrypted`;
  const message = `The server is stopping; connections since its start: ${counts}`;
  return { event: "stopping", level: "info", message, connectionsSoFar };
}

/** The store could not do what it was asked; the server goes on. */
export function storageFailed(what: string, error: unknown): LogRecord {
  const why = reasonOf(error);
  return { event: "storage_failed", level: "error", message: `${what}: ${why}` };
}

export type Log = (record: LogRecord) => void;

/**
 * Lets through one record a while of each event, with the count of those left out since: a crowd of clients can bring
 * about any at any rate, and nobody is to fill the operator's log. Of those who come each is to be found: how fast they
 * may come is bounded. `monotonicMs` must not go back.
 */
export function throttleLog(log: Log, everyMs: number, monotonicMs: () => number): Log {
  const last = new Map<LogRecord["event"], { atMs: number; leftOut: number }>();
  return (record) => {
    if (record.event === "connected") return log(record);
    const previous = last.get(record.event);
    if (previous !== undefined && monotonicMs() - previous.atMs < everyMs) {
      previous.leftOut++;
      return;
    }
    last.set(record.event, { atMs: monotonicMs(), leftOut: 0 });
    const leftOut = previous?.leftOut ?? 0;
    const message = leftOut === 0 ? record.message : `${record.message} (and ${leftOut} more)`;
    log({ ...record, message });
  };
}
