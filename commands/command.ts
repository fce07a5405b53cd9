import { ChatError } from "../chat/chat_error.ts";
import type { Chat } from "../chat/chat.ts";
import type { Proof } from "../chat/request.ts";
import type { RecordChange } from "../chat/record_change.ts";
import type { ChatEvent } from "../chat/event.ts";
import type { Action } from "../chat/permissions.ts";
import type { Member } from "../chat/people/member.ts";
import { quote } from "../chat/text.ts";
import type { AnswerMessage, NoticeMessage, Person } from "../protocol.ts";
import type { PasswordHash } from "../records.ts";

/** A slash command: everything there is to know of it, `/help` and completion included. */
export interface Command {
  /** Without the slash, in lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** As in `/msg NICK TEXT`; what may be left out in brackets. */
  readonly usage: string;
  /** One line, beginning with a verb. */
  readonly summary: string;
  /** Further lines for `/help` with its name. */
  readonly details?: readonly string[];
  /**
   * Only who may do that may run it and sees it in `/help`; everybody if absent. What depends on the room, the command
   * asks itself.
   */
  readonly action?: Action;
  /** What follows it is text to be said, and so bounded as such; of other commands by `limits.argsBytes`. */
  readonly says?: true;
  /** A password may stand in its arguments. */
  readonly password?: PasswordPart;
  /**
   * Runs it. Each outcome takes place as it is yielded, so one that came before an error stands.
   * Throws `ChatError`.
   */
  run(context: CommandContext, args: string): Iterable<CommandOutcome>;
}

/** How a password that stands in a command is looked at, before the rules run what is left. */
export interface PasswordPart {
  /** The arguments without it, and it: empty where there is none. */
  split(args: string): [args: string, password: string];
  /** What is to be done with it. Throws `ChatError` where the command would. */
  use(place: CommandPlace, args: string): PasswordUse;
}

export type PasswordUse =
  /** It is a new one, to be hashed. */
  | { readonly type: "set" }
  /** It is to be the one that is kept; `what` is guessed by who does not know it. */
  | { readonly type: "compare"; readonly kept: PasswordHash; readonly what: string }
  | { readonly type: "needless" };

/** Who runs a command, where and when. */
export type CommandPlace = Pick<CommandContext, "chat" | "member" | "room" | "nowMs">;

/** What a command may know and change. */
export interface CommandContext {
  readonly chat: Chat;
  /** Who runs it. */
  readonly member: Member;
  /** At which of the member's sessions; absent for a client that gives it no id. */
  readonly session?: string;
  /** Where it was typed; not necessarily a room that exists or that the member is in. */
  readonly room: string;
  /** The client's `id` of the command, for the echo of what it says. */
  readonly id?: string;
  readonly nowMs: number;
  /** Of the client where it was typed, if that keeps a token. */
  readonly device?: string;
  /** What the server found out of a secret in it, which itself is left out. */
  readonly proof?: Proof;
  /** The commands that the member may run. */
  readonly commands: readonly Command[];
}

/** Words that follow one another or, with `prefix`, the beginning of a word. */
export interface SearchTerm {
  readonly text: string;
  readonly prefix: boolean;
}

/**
 * A time in milliseconds since the Unix epoch; or when a day begins where the server is that searches: one as
 * `2026-11-01`, or so many days before that of a time.
 */
export type SearchTime =
  | { readonly ts: number }
  | { readonly day: string }
  | { readonly daysBefore: number; readonly ts: number };

/** What somebody looks for, in rooms that they may read. */
export interface SearchRequest {
  /** As it was typed. */
  readonly query: string;
  /** All must be in the text. */
  readonly terms: readonly SearchTerm[];
  /** Absent: all. */
  readonly rooms?: readonly string[];
  readonly from?: string;
  /** Said then or later, and before that. */
  readonly since?: SearchTime;
  readonly before?: SearchTime;
  /** What has one of these is left out. */
  readonly without: {
    readonly terms: readonly SearchTerm[];
    readonly from: readonly string[];
    readonly rooms: readonly string[];
  };
  /** From 1 on. */
  readonly page: number;
}

/**
 * What comes of a command: what happened by it, and what is for who ran it, who also gets the command's `id` with
 * that. For programs there is an answer with fields; a notice has the same in words.
 */
export type CommandOutcome =
  | ChatEvent
  | RecordChange
  | AnswerMessage
  | NoticeMessage
  | SearchOutcome
  | { readonly type: "readStats"; readonly id?: string }
  | { readonly type: "showAddress"; readonly id?: string }
  | { readonly type: "rehash"; readonly id?: string }
  | AuditOutcome
  | CodeOutcome
  | InvitationOutcome
  | AlertOutcome
  | StopOutcome;

/** All operators who are here are to be told. */
export interface AlertOutcome {
  readonly type: "alert";
  /** Who tells them. */
  readonly nick: string;
  readonly person?: Person;
  readonly text: string;
}

/** The server is to stop. */
export interface StopOutcome {
  readonly type: "stop";
  readonly text?: string;
}

/** What was done to keep order is to be read, page by page, 1 the first. */
export interface AuditOutcome {
  readonly type: "readAudit";
  readonly identity: string;
  readonly nick?: string;
  readonly page: number;
  readonly id?: string;
}

/** A code is to be made, with which another client is that identity; or one is typed that may make it the owner. */
export type CodeOutcome =
  | {
    readonly type: "showLink";
    readonly identity: string;
    /** Absent if it is who asked. */
    readonly nick?: string;
    readonly id?: string;
  }
  | {
    readonly type: "claim";
    readonly identity: string;
    readonly code: string;
    readonly id?: string;
  };

/** A link is to be made that lets people onto the server, for so long and so many; absent: no bound. */
export interface InvitationOutcome {
  readonly type: "newInvitation";
  readonly identity: string;
  /** Where its links lead, if not to the default room. */
  readonly room?: string;
  readonly forMs?: number;
  readonly uses?: number;
  readonly id?: string;
}

export interface SearchOutcome {
  readonly type: "search";
  /** Who looks. */
  readonly identity: string;
  readonly request: SearchRequest;
  readonly id?: string;
}

/** An answer for the person who ran the command, of one or more lines. */
export function notice(text: string, room?: string): CommandOutcome {
  return { type: "notice", text, room };
}

/** The first word and what follows it; both empty where there is nothing. */
export function splitWord(args: string): [word: string, rest: string] {
  const [, word = "", rest = ""] = /^\s*(\S*)\s*(.*)$/s.exec(args) ?? [];
  return [word, rest.trimEnd()];
}

/** The one word that the command takes. Throws `bad_usage` where there is none, or more. */
export function onlyWord(args: string, command: Pick<Command, "usage">): string {
  const [word, rest] = splitWord(args);
  if (word === "" || rest !== "") throw badUsage(command);
  return word;
}

/** The page that is asked for, the first if none is. Throws `bad_usage`. */
export function parsePage(typed: string, maxPage: number): number {
  const page = typed === "" ? 1 : Number(typed);
  if (Number.isInteger(page) && page >= 1 && page <= maxPage) return page;
  throw new ChatError("bad_usage", `${quote(typed)} is no page: the first is 1`);
}

export function badUsage({ usage }: Pick<Command, "usage">): ChatError {
  return new ChatError("bad_usage", `Usage: ${usage}`);
}
