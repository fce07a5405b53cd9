import type { Chat } from "../chat/chat.ts";
import { ChatError } from "../chat/chat_error.ts";
import { depart } from "../chat/depart.ts";
import { enter } from "../chat/enter.ts";
import type { ChatEvent } from "../chat/event.ts";
import { Members } from "../chat/members.ts";
import { type ChatRequest, placeOf } from "../chat/request.ts";
import type { Member } from "../chat/room.ts";
import { Rooms } from "../chat/rooms.ts";
import type { Effect } from "../commands/command.ts";
import { runCommand } from "../commands/mod.ts";
import { sayToPerson } from "../commands/msg.ts";
import {
  type AnswerMessage,
  directRoom,
  type ErrorMessage,
  type HistoryRequest,
  type NoticeMessage,
} from "../protocol.ts";
import { inboxOf } from "../store/store.ts";
import type { PageRequest } from "./pages.ts";
import type { Later } from "./delivery/recipient.ts";
import type { AskedSearch } from "./search_desk.ts";

/** What comes of a request, as plain data: what happened, and what is for who asked alone. */
export type Outcome =
  | ChatEvent
  | AnswerMessage
  | NoticeMessage
  | ErrorMessage
  | Later
  | ({ readonly type: "search" } & AskedSearch)
  | { readonly type: "stop"; readonly text?: string };

/**
 * The one door to the rules: whatever changes who is here, and where, is a request. State and outcomes depend on
 * nothing but the requests so far and their order, and nothing here knows of sessions.
 */
export class ChatState implements Chat {
  readonly members = new Members();
  readonly rooms = new Rooms();
  motd: string;

  constructor(motd: string) {
    this.motd = motd;
  }

  /** What comes of it, in order; what the rules refuse is an `error` at the end. Nothing from who is not here. */
  apply(request: ChatRequest): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    try {
      for (const outcome of this.#apply(request)) outcomes.push(outcome);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      outcomes.push(error.toMessage(placeOf(request.what)));
    }
    return outcomes;
  }

  #apply({ by, what, nowMs }: ChatRequest): Iterable<Outcome> {
    if (what.type === "enter") return enter(this, by, what, nowMs);
    const { members, rooms, motd } = this;
    const member = members.get(by);
    if (member === undefined) return [];
    switch (what.type) {
      case "say":
        return "to" in what
          ? this.#outcomesOf(sayToPerson({ members, member }, what), member, what.id)
          : [rooms.say(member, what, nowMs)];
      case "command": {
        const { name, args, room, id } = what;
        const context = { members, rooms, motd, member, room, id, nowMs };
        return this.#outcomesOf(runCommand(context, name, args), member, id);
      }
      case "history":
        return [{ type: "page", page: this.#pageFor(member, what) }];
      case "typing": {
        const event = "to" in what
          ? members.typeDirect(member, what.to)
          : rooms.type(member, what.room);
        return event === undefined ? [] : [event];
      }
      case "lose":
        member.lostBy = what.reason;
        return [];
      case "expire":
        return member.lostBy === undefined ? [] : [depart(this, member, member.lostBy)];
      case "depart":
        return [depart(this, member, what.reason, what.text)];
      default:
        return what satisfies never;
    }
  }

  #pageFor(member: Member, request: HistoryRequest): PageRequest {
    const { room, with: nicks, before, after, limit, id } = request;
    const bounds = { before, after, limit, id };
    return room === directRoom
      ? { inbox: inboxOf(member.identity), with: nicks, ...bounds }
      : { room: this.rooms.findFor(member, "read", room).name, ...bounds };
  }

  *#outcomesOf(
    effects: Iterable<Effect>,
    member: Member,
    id: string | undefined,
  ): Iterable<Outcome> {
    for (const effect of effects) {
      switch (effect.type) {
        case "notice":
          yield { ...effect, id };
          break;
        case "answer": {
          const { answer, text, room } = effect;
          yield { ...answer, id };
          yield { type: "notice", text, room, id };
          break;
        }
        case "logOut":
          yield depart(this, member, "left", effect.text);
          break;
        case "kick": {
          const kicked = this.members.get(effect.identity);
          if (kicked !== undefined) yield depart(this, kicked, "kicked", effect.text);
          break;
        }
        case "setMotd":
          this.motd = effect.text;
          break;
        case "search":
          yield { type: "search", identity: member.identity, request: effect.request, id };
          break;
        case "stats":
          yield { type: "stats", id };
          break;
        default:
          yield effect;
      }
    }
  }
}
