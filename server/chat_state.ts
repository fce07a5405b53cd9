import { type Chat, depart } from "../chat/chat.ts";
import { ChatError } from "../chat/chat_error.ts";
import { may } from "../chat/permissions.ts";
import { addInvitation } from "../chat/order/server_lock.ts";
import { duration } from "../helpers/duration.ts";
import { enter } from "../chat/enter.ts";
import type { ChatEvent, ReadEvent } from "../chat/event.ts";
import { logIn } from "../chat/log_in.ts";
import { Accounts } from "../chat/people/accounts.ts";
import { Members } from "../chat/people/members.ts";
import { setProfile } from "../chat/people/profile.ts";
import {
  type ChatRequest,
  type GrantRoleRequest,
  type InviteRequest,
  type RegisterAccountRequest,
  type RequestBody,
  roomAndId,
} from "../chat/request.ts";
import type { Member } from "../chat/people/member.ts";
import { refuseIfReadOnly } from "../chat/guests.ts";
import type { RecordChange } from "../chat/record_change.ts";
import {
  defaultReserveMs,
  followAccount,
  followAccountName,
  registerAccount,
  setPassword,
  sweep,
} from "../chat/people/reservations.ts";
import { askMetadata } from "../chat/metadata.ts";
import { grantRole, makeOwner } from "../chat/order/server_roles.ts";
import { Rooms } from "../chat/rooms/rooms.ts";
import { signal } from "../chat/signal.ts";
import { endSession, leaveUnattended, loseSession } from "../chat/people/sessions.ts";
import type { AlertOutcome, CommandOutcome, StopOutcome } from "../commands/command.ts";
import { runCommand } from "../commands/mod.ts";
import {
  type CommandMessage,
  directRoom,
  type ErrorMessage,
  type HistoryRequest,
  type LoginMessage,
  type MetadataRequest,
  type ReadMessage,
  type SayToPerson,
} from "../protocol.ts";
import { type Account, noServerRecord, type RoomRecord, type ServerRecord } from "../records.ts";
import { inboxOf } from "../store/store.ts";
import type { ConversationsLookup } from "./answers/read_conversations.ts";
import type { ReadPlace } from "./answers/read_marks.ts";
import type { PageRequest } from "./answers/read_page.ts";

/** What comes of a request, as plain data: what happened, and what is for who asked alone. */
export type Outcome =
  | CommandOutcome
  | ErrorMessage
  | LoginMessage
  | { readonly type: "page"; readonly page: PageRequest }
  | { readonly type: "findConversations"; readonly asked: ConversationsLookup }
  | {
    readonly type: "findRead";
    readonly identity: string;
    readonly place: ReadPlace;
    readonly id?: string;
  };

/** What holds as long as the server runs. */
interface Rules extends Pick<Chat, "reserveMs" | "readOnlyGuests"> {
  /** The server's names: nobody is called so, or what is read as one. */
  readonly reservedNicks: readonly string[];
}

/** What was kept when the server began. */
export interface KeptRecords {
  readonly accounts?: readonly Account[];
  readonly rooms?: readonly RoomRecord[];
  readonly server?: readonly ServerRecord[];
}

/**
 * The one door to the rules: whatever changes who is here, and where, is a request; only the operator is in before
 * the first. State and outcomes depend on nothing but the requests so far and their order, and nothing here knows of
 * sessions.
 */
export class ChatState implements Chat {
  readonly members: Members;
  readonly rooms: Rooms;
  readonly accounts: Accounts;
  readonly reserveMs: number;
  readonly readOnlyGuests: boolean;
  server: ServerRecord;

  constructor(
    public motd: string,
    kept: KeptRecords = {},
    { reserveMs = defaultReserveMs, readOnlyGuests = false, reservedNicks = [] }: Partial<Rules> =
      {},
  ) {
    this.reserveMs = reserveMs;
    this.readOnlyGuests = readOnlyGuests;
    this.accounts = new Accounts(kept.accounts);
    this.rooms = new Rooms(kept.rooms, this.accounts);
    this.members = new Members(this.accounts, reservedNicks);
    this.server = kept.server?.[0] ?? noServerRecord;
  }

  /** What comes of it, in order; what the rules refuse is an `error` at the end. Nothing from who is not here. */
  apply(request: ChatRequest): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    try {
      for (const outcome of this.#apply(request)) {
        // What others are told of waits until it is kept.
        if ("identity" in outcome) {
          outcomes.push(...followAccount(this, outcome, request.nowMs, request.session));
        }
        outcomes.push(outcome);
      }
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      outcomes.push(error.toMessage(roomAndId(request.what)));
    }
    for (const identity of accountsOf(outcomes)) {
      outcomes.push(...followAccountName(this, identity));
    }
    return outcomes;
  }

  #apply({ by, session, device, what, nowMs }: ChatRequest): Iterable<Outcome> {
    if (what.type === "enter") return enter(this, by, what, nowMs, session);
    if (what.type === "registerAccount") return this.#registerAccount(by, what, nowMs);
    const { members, rooms } = this;
    const member = members.get(by);
    if (member === undefined) return [];
    switch (what.type) {
      case "say":
        refuseIfReadOnly(this, member);
        return "to" in what
          ? this.#answer(what, [members.sayDirect(member, what.to, what.text, what)])
          : [rooms.say(member, what, nowMs)];
      case "command": {
        const { name, args, room, id, proof } = what;
        const context = { chat: this, member, session, device, room, id, proof, nowMs };
        return this.#answer(what, runCommand(context, name, args));
      }
      case "history":
        return [{ type: "page", page: this.#pageFor(member, what) }];
      case "conversations": {
        const asked = { ...what, inbox: inboxOf(member.identity), rooms: [...member.rooms] };
        return [{ type: "findConversations", asked }];
      }
      case "typing": {
        refuseIfReadOnly(this, member);
        const event = "to" in what
          ? members.typeDirect(member, what.to, what.toPerson)
          : rooms.type(member, what.room, nowMs);
        return event === undefined ? [] : [event];
      }
      case "signal":
        refuseIfReadOnly(this, member);
        return [signal(this, member, what, nowMs)];
      case "getMetadata":
      case "setMetadata":
      case "clearMetadata":
        return this.#answer(what, askMetadata(this, member, what));
      case "read":
        return [this.#read(member, what, nowMs)];
      case "getRead": {
        const { id, ...asked } = what;
        return [{ type: "findRead", identity: by, place: this.#readPlace(member, asked), id }];
      }
      case "invite":
        if (!may(member, "lockServer")) return [];
        return this.#invite(member, what, nowMs);
      case "profile":
        return setProfile(member, session, what);
      case "lose":
        return loseSession(this, member, session, what.reason, nowMs);
      case "expire":
        return member.lostBy === undefined
          ? leaveUnattended(this, member)
          : [depart(this, member, member.lostBy)];
      case "depart":
        return endSession(this, member, session, what, nowMs);
      case "setPassword":
        return this.#setPassword(member, what, nowMs);
      case "logIn":
        return session === undefined ? [] : logIn(this, member, what, session, nowMs);
      case "grantRole":
        return session === undefined ? [] : this.#grantRole(member, session, what, nowMs);
      case "makeOwner":
        return this.#makeOwner(member, what, nowMs);
      case "sweep":
        return member.isConsole ? sweep(this, nowMs) : [];
      default:
        return what satisfies never;
    }
  }

  *#setPassword(
    member: Member,
    asked: Extract<RequestBody, { readonly type: "setPassword" }>,
    nowMs: number,
  ): Iterable<Outcome> {
    const { nick = "" } = yield* setPassword(this, member, asked, nowMs);
    if (asked.isRegistration === true) {
      return yield { type: "login", account: nick, person: member.person, id: asked.id };
    }
    const text = `"${nick}" has this password now: with it you come in as ${nick} from anywhere`;
    yield { type: "notice", text, id: asked.id };
  }

  *#registerAccount(
    identity: string,
    asked: RegisterAccountRequest,
    nowMs: number,
  ): Iterable<Outcome> {
    const account = yield* registerAccount(this, identity, asked, nowMs);
    yield { type: "login", account, person: asked.person, id: asked.id };
  }

  *#grantRole(
    member: Member,
    session: string,
    asked: GrantRoleRequest,
    nowMs: number,
  ): Iterable<Outcome> {
    yield* grantRole(this, member, session, asked, nowMs);
    const text = "You are an operator of this server as long as you are connected";
    yield { type: "notice", text, id: asked.id };
  }

  *#makeOwner(
    by: Member,
    { identity, id }: Extract<RequestBody, { readonly type: "makeOwner" }>,
    nowMs: number,
  ): Iterable<Outcome> {
    yield* makeOwner(this, by, identity, nowMs);
    const { nick } = this.accounts.get(identity) ?? {};
    yield { type: "notice", text: `"${nick}" is an owner of this server now`, id };
  }

  /** With whom somebody has talked only the store knows, so that it may be anybody. */
  #read(member: Member, { seq, ts = 0, ...asked }: ReadMessage, nowMs: number): ReadEvent {
    const place = this.#readPlace(member, asked);
    // What is not said yet nobody has read.
    const read = { type: "read", ...place, seq, ts: Math.min(ts, nowMs) } as const;
    return { type: "read", identity: member.identity, read };
  }

  #readPlace(member: Member, asked: ReadPlace): ReadPlace {
    if ("with" in asked) return { with: asked.with };
    return { room: this.rooms.findFor(member, "read", asked.room).name };
  }

  *#invite(by: Member, what: InviteRequest, nowMs: number): Iterable<Outcome> {
    yield* addInvitation({ chat: this, by, nowMs }, what);
    const { told, uses, untilTs, id } = what;
    yield { type: "invitation", ...told, untilTs, uses, id };
    const many = uses === undefined ? "whoever has it" : uses === 1 ? "1 person" : `${uses} people`;
    const time = untilTs === undefined ? "" : ` for ${duration(untilTs - nowMs + 1000)}`;
    const links = told.webLink === undefined ? told.link : `${told.webLink}
For chatroom client it is ${told.link}`;
    yield { type: "notice", text: `This link lets ${many} in${time}: ${links}`, id };
  }

  #pageFor(member: Member, request: HistoryRequest): PageRequest {
    const { type: _type, room, with: nicks, withPersons, without, ...bounds } = request;
    const asked = { ...bounds, withoutKinds: without };
    return room === directRoom
      ? { room: inboxOf(member.identity), with: nicks, withPersons, ...asked }
      : { room: this.rooms.findFor(member, "read", room).name, ...asked };
  }

  /** Answers have the `id` of what was asked; what is told to others too has its own, or none. */
  *#answer(
    asked: SayToPerson | CommandMessage | MetadataRequest,
    outcomes: Iterable<CommandOutcome>,
  ): Iterable<CommandOutcome> {
    const { id } = asked;
    for (const outcome of outcomes) {
      switch (outcome.type) {
        case "notice":
        case "members":
        case "whois":
        case "rooms":
        case "results":
        case "search":
        case "addresses":
        case "invitation":
        case "stats":
        case "readStats":
        case "showAddress":
        case "rehash":
        case "audit":
        case "metadata":
        case "conversations":
        case "readAudit":
        case "newInvitation":
        case "join":
        case "showLink":
        case "claim":
          yield { ...outcome, id };
          break;
        case "directToAbsent":
        case "directToLast":
          yield { ...outcome, typedIn: "args" in asked ? asked.room : undefined };
          break;
        case "direct": {
          yield outcome;
          const away = this.members.get(outcome.toIdentity)?.away;
          if (away === undefined) break;
          const why = away === "" ? "" : `: ${away}`;
          yield { type: "notice", text: `${outcome.to} is away${why}`, id };
          break;
        }
        default:
          // What is for who asked alone has its case above, and the `id`.
          yield outcome satisfies ChatEvent | RecordChange | AlertOutcome | StopOutcome;
      }
    }
  }
}

/** Whose accounts changed by what came of a request. */
function accountsOf(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.type === "keepAccount") return outcome.account.identity;
    return outcome.type === "forgetAccount" ? outcome.identity : [];
  });
}
