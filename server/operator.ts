import type { Member } from "../chat/member.ts";
import type { RequestBody } from "../chat/request.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import { type CommandSummary, defaultRoom, type ServerMessage } from "../protocol.ts";
import type { ChatState } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Recipient } from "./delivery/recipient.ts";
import type { Participants, ParticipantSession } from "./participants.ts";
import type { Persons } from "./persons.ts";
import type { Requests } from "./requests.ts";

const completedRooms = 100;

export const operatorNick = "server";

export interface OperatorOptions {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly persons: Persons;
  readonly delivery: Delivery;
  readonly requests: Requests;
  /** Gets what is for the operator alone: answers, refusals and direct messages. */
  readonly show: (message: ServerMessage) => void;
  readonly startedAt: number;
}

/** Who sits at the server's terminal: here as `server`, in no room, and speaking in any. */
export class Operator {
  readonly #console: ParticipantSession;
  readonly #member: Member;

  constructor(private readonly options: OperatorOptions) {
    const { chat, participants, persons, delivery, requests, show, startedAt } = options;
    // What everybody in a room gets, the console sees as an observer.
    const recipient: Recipient = {
      mayAskForMore: true,
      sendBatch() {},
      // A console has no place for who types.
      send: (...messages) => messages.filter(({ type }) => type !== "typing").forEach(show),
      sendOwn: show,
      sendMarks() {},
      sendPage: (request) => void requests.readPage(request).then(show),
    };
    this.#console = { recipient, dismiss: show };
    const about = { isConsole: true, person: persons.of(operatorNick) };
    this.#member = chat.members.enter(operatorNick, operatorNick, startedAt, about);
    delivery.attach(participants.enter(this.#member), this.#console);
  }

  say(text: string): void {
    this.#ask({ type: "say", room: defaultRoom, text, kind: "text" });
  }

  /** `name` without the slash. */
  runCommand(name: string, args: string): void {
    this.#ask({ type: "command", name, args, room: defaultRoom });
  }

  /** How many are here besides. */
  get others(): number {
    return this.options.chat.members.nicks().length - 1;
  }

  /** What can be completed to at the console. */
  known(): { commands: CommandSummary[]; rooms: string[]; nicks: string[] } {
    const { members, rooms } = this.options.chat;
    return {
      commands: summarize(commandsFor("console")),
      rooms: rooms.listFor(this.#member).take(completedRooms).map(({ name }) => name).toArray(),
      nicks: members.nicks().toSorted(),
    };
  }

  #ask(what: RequestBody): void {
    this.options.requests.ask(operatorNick, what, this.#console);
  }
}
