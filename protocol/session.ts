/** The beginning and the end of a session, and commands in it. */

import type { OpenWord, Person } from "./words.ts";

export interface HelloMessage extends HelloSecrets {
  readonly type: "hello";
  readonly version: number;
  readonly nick: string;
  /** From an earlier `welcome`: who has it comes back as itself. */
  readonly token?: string;
  /**
   * Rooms to be put into; where the person has other sessions, beside those it is in. Absent: those one was in or, if that
   * is not known, those of `resume`, or the default.
   */
  readonly rooms?: readonly string[];
  /** The newest `seq` that the client has of each room: what came after it is sent. Heeded with a known `token`. */
  readonly resume?: ReadonlyMap<string, number>;
  /** The client's program and version, for `/whois`. */
  readonly agent?: string;
  /**
   * Random, one for each run of a client: the same one takes the place of the connection that had it, and another one is
   * added to the person's others, whose nick and rooms it then shares. Absent: it takes the place of all of them.
   */
  readonly session?: string;
  /** Nobody sits at it, as at a script's: it does not count for whether the person is away. */
  readonly unattended?: boolean;
  /**
   * The person comes in away: why, perhaps empty. With `unattended` it stays so until somebody sits at another session, and
   * means nothing where somebody does.
   */
  readonly away?: string;
  /** The name of whoever sits there on that machine, as IRC's clients tell it. */
  readonly user?: string;
  readonly realName?: string;
  /** No person speaks there, but a program. */
  readonly bot?: boolean;
}

/** What may let somebody in besides a token; each of at most `limits.secretBytes`. */
export interface HelloSecrets {
  /** Of the nick: who gives it comes in as whom the nick belongs to. */
  readonly password?: string;
  /** Of the server. */
  readonly serverPassword?: string;
  /** A code that another device of the same person shows. */
  readonly link?: string;
  /** A code that lets one into a server, or a room of it, that not everybody may come into. */
  readonly invite?: string;
}

/** A slash command: `name` without the slash, `args` as typed behind it. */
export interface CommandMessage {
  readonly type: "command";
  readonly name: string;
  readonly args: string;
  /** Where it was typed; the default room if absent. */
  readonly room: string;
  readonly id?: string;
}

export type PingMessage = { readonly type: "ping"; readonly id?: string };

export type PongMessage = { readonly type: "pong"; readonly id?: string };

export interface WelcomeMessage {
  readonly type: "welcome";
  readonly version: number;
  /** The server's name, as its operator gave it. */
  readonly server: string;
  /** The nick as the server keeps it; its form may differ from the one asked for (NFKC). */
  readonly nick: string;
  /** Your own. */
  readonly person?: Person;
  /** A secret: whoever has it can take this nick over. */
  readonly token: string;
  readonly limits: SessionLimits;
  /** What the server can do, such as `features`; perhaps more, and nothing for an old one. */
  readonly features: readonly string[];
  readonly commands: readonly CommandSummary[];
  readonly motd?: string;
}

/**
 * What `welcome` tells a client about bounds; `rate` is absent where nothing is limited. Our server tells all of
 * them, our client reads `textBytes`.
 */
export interface SessionLimits {
  readonly textBytes: number;
  readonly frameBytes?: number;
  readonly smallFrameBytes?: number;
  readonly largeFrameValues?: number;
  readonly argsBytes?: number;
  readonly nickLength?: number;
  readonly roomNameLength?: number;
  readonly topicLength?: number;
  readonly awayLength?: number;
  readonly rooms?: number;
  readonly rate?: { readonly burst: number; readonly perSecond: number };
}

export interface CommandSummary {
  readonly name: string;
  readonly aliases: readonly string[];
  /** As in `/msg NICK TEXT`. */
  readonly usage: string;
  readonly summary: string;
  /** Lines that tell more of it. */
  readonly details?: readonly string[];
}

/** With an unknown code the server means this client to stay away: it does not come back by itself. */
export const byeCodes = [
  "logged_out",
  "kicked",
  "banned",
  "replaced",
  "token_revoked",
  "stopping",
] as const;

export type KnownByeCode = (typeof byeCodes)[number];

export type ByeCode = OpenWord<KnownByeCode>;

/**
 * The last message of a session. `replaced`: another connection came in place of this one. `token_revoked`: the token
 * counts no more, since another device of the same person has logged this one out.
 */
export interface ByeMessage {
  readonly type: "bye";
  readonly code: ByeCode;
  readonly text?: string;
  /** With `banned`: for how long, if not for good. */
  readonly retryAfterMs?: number;
}
