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
  type CommandMessage,
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
      this.#apply(request, outcomes);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      outcomes.push(error.toMessage(placeOf(request.what)));
    }
    return outcomes;
  }

  #apply({ by, what, nowMs }: ChatRequest, outcomes: Outcome[]): void {
    if (what.type === "enter") {
      for (const event of enter(this, by, what, nowMs)) outcomes.push(event);
      return;
    }
    const member = this.members.get(by);
    if (member === undefined) return;
    switch (what.type) {
      case "say":
        if ("to" in what) {
          const effects = sayToPerson({ members: this.members, member }, what);
          return this.#handleEffects(effects, member, what.id, outcomes);
        }
        outcomes.push(this.rooms.say(member, what, nowMs));
        return;
      case "command":
        return this.#handleEffects(this.#run(member, what, nowMs), member, what.id, outcomes);
      case "history":
        outcomes.push({ type: "page", page: this.#pageFor(member, what) });
        return;
      case "typing": {
        const event = "to" in what
          ? this.members.typeDirect(member, what.to)
          : this.rooms.type(member, what.room);
        if (event !== undefined) outcomes.push(event);
        return;
      }
      case "lose":
        member.lostBy = what.reason;
        return;
      case "expire":
        if (member.lostBy !== undefined) outcomes.push(depart(this, member, member.lostBy));
        return;
      case "depart":
        outcomes.push(depart(this, member, what.reason, what.text));
        return;
      default:
        return what satisfies never;
    }
  }

  #run(member: Member, command: CommandMessage, nowMs: number): Iterable<Effect> {
    const { members, rooms, motd } = this;
    const { name, args, room, id } = command;
    return runCommand({ members, rooms, motd, member, room, id, nowMs }, name, args);
  }

  #pageFor(member: Member, request: HistoryRequest): PageRequest {
    const { room, with: nicks, before, after, limit, id } = request;
    const bounds = { before, after, limit, id };
    return room === directRoom
      ? { inbox: inboxOf(member.identity), with: nicks, ...bounds }
      : { room: this.rooms.findFor(member, "read", room).name, ...bounds };
  }

  #handleEffects(
    effects: Iterable<Effect>,
    member: Member,
    id: string | undefined,
    outcomes: Outcome[],
  ): void {
    for (const effect of effects) outcomes.push(...this.#outcomesOf(effect, member, id));
  }

  #outcomesOf(effect: Effect, member: Member, id: string | undefined): readonly Outcome[] {
    switch (effect.type) {
      case "notice":
        return [{ ...effect, id }];
      case "answer": {
        const { answer, text, room } = effect;
        return [{ ...answer, id }, { type: "notice", text, room, id }];
      }
      case "logOut":
        return [depart(this, member, "left", effect.text)];
      case "kick": {
        const kicked = this.members.get(effect.identity);
        return kicked === undefined ? [] : [depart(this, kicked, "kicked", effect.text)];
      }
      case "setMotd":
        this.motd = effect.text;
        return [];
      case "search":
        return [{ type: "search", identity: member.identity, request: effect.request, id }];
      case "stats":
        return [{ type: "stats", id }];
      default:
        return [effect];
    }
  }
}
