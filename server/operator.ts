import { roleOf } from "../chat/permissions.ts";
import type { RequestBody } from "../chat/request.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import { type CommandSummary, defaultRoom, type ServerMessage } from "../protocol.ts";
import type { ChatState } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Participant, Participants, ParticipantSession } from "./participants.ts";
import type { Requests } from "./requests.ts";

const completedRooms = 100;

export const operatorNick = "server";

export interface OperatorOptions {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly delivery: Delivery;
  readonly requests: Requests;
  /** Gets what is for the operator alone: answers, refusals and direct messages. */
  readonly show: (message: ServerMessage) => void;
  readonly startedAt: number;
}

/** Who sits at the server's terminal: here as `server`, in no room, and speaking in any. */
export class Operator {
  readonly #options: OperatorOptions;
  readonly #console: ParticipantSession;
  readonly #participant: Participant;

  constructor(options: OperatorOptions) {
    const { chat, participants, delivery, requests, show, startedAt } = options;
    this.#options = options;
    // What everybody in a room gets, the console sees as an observer.
    this.#console = {
      mayAskForMore: true,
      sendBatch() {},
      send: (...messages) => messages.forEach(show),
      sendOwn: show,
      sendLater: (later) => void requests.lookUp(later).then(show),
      dismiss: show,
    };
    const about = { operator: true };
    const member = chat.members.enter(operatorNick, operatorNick, startedAt, about);
    this.#participant = participants.enter(member);
    delivery.attach(this.#participant, this.#console);
  }

  say(text: string): void {
    this.#ask({ type: "say", room: defaultRoom, text, kind: "text" });
  }

  /** `name` without the slash. */
  runCommand(name: string, args: string): void {
    this.#ask({ type: "command", name, args, room: defaultRoom });
  }

  /** What can be completed to at the console. */
  known(): { commands: CommandSummary[]; rooms: string[]; nicks: string[] } {
    const { members, rooms } = this.#options.chat;
    return {
      commands: summarize(commandsFor(roleOf(this.#participant.member))),
      rooms: rooms.largest(completedRooms).map(({ name }) => name),
      nicks: members.nicks().toSorted(),
    };
  }

  #ask(what: RequestBody): void {
    this.#options.requests.ask(this.#participant.identity, what, this.#console);
  }
}
