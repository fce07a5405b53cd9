import type { RequestBody } from "../../chat/request.ts";
import { listMembers } from "../../chat/rooms/member_list.ts";
import { commandsFor, summarize } from "../../commands/mod.ts";
import {
  type CommandSummary,
  defaultRoom,
  type MembersMessage,
  type ServerMessage,
} from "../../protocol.ts";
import type { ChatState } from "../chat_state.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { Recipient } from "../delivery/recipient.ts";
import type { Participant, Participants, ParticipantSession } from "../participants.ts";
import type { Persons } from "../accounts/persons.ts";
import type { Requests } from "../requests.ts";
import type { Consoles } from "./consoles.ts";
import { StopQuestion } from "./stop_question.ts";

const completedRooms = 100;
/** Each with up to `limits.listedMembers`. */
const tellsOfRooms = 20;

export const operatorNick = "server";

export interface OperatorOptions {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly persons: Persons;
  readonly delivery: Delivery;
  readonly requests: Requests;
  /** Besides the server's own. */
  readonly consoles: Consoles;
  /** Gets what is for the server's own console alone: answers, refusals and direct messages. */
  readonly show: (message: ServerMessage) => void;
  readonly startedAt: number;
}

/**
 * Who runs the server: here as `server`, in no room, and speaking in any. Sits at the server's terminal, and at as many
 * consoles as are connected to its admin socket; each gets its own answers.
 */
export class Operator {
  readonly participant: Participant;
  /** At the server's own terminal. */
  readonly #console: ParticipantSession;
  readonly #stopQuestion = new StopQuestion(() => this.others);

  constructor(private readonly options: OperatorOptions) {
    const { chat, participants, persons, delivery, requests, show, startedAt } = options;
    // What everybody in a room gets, the console sees as an observer.
    const recipient: Recipient = {
      mayAskForMore: true,
      hearsEachMember: false,
      sendBatch() {},
      // A console has no place for who types.
      send: (...messages) => messages.filter(({ type }) => type !== "typing").forEach(show),
      sendOwn: show,
      sendMarks() {},
      // Nobody comes in by it.
      holdUntil() {},
      sendPage: (request) => void requests.readPage(request).then(show),
    };
    this.#console = { recipient, isOnThisMachine: true, dismiss: show };
    const about = { isConsole: true, person: persons.of(operatorNick) };
    const member = chat.members.enter(operatorNick, operatorNick, startedAt, about);
    this.participant = participants.enter(member);
    delivery.attach(this.participant, this.#console);
  }

  say(text: string): void {
    this.ask({ type: "say", room: defaultRoom, text, kind: "text" }, this.#console);
  }

  /** `name` without the slash. */
  runCommand(name: string, args: string): void {
    this.ask({ type: "command", name, args, room: defaultRoom }, this.#console);
  }

  /** Stops the server, with `args` as the reason; asks first if somebody is here. */
  stop(args: string): void {
    const taken = this.#stopQuestion.take(args);
    if ("args" in taken) this.runCommand("stop", taken.args);
    else this.options.show({ type: "notice", text: taken.question });
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
      rooms: rooms.listFor(this.participant.member).take(completedRooms).map(({ name }) => name)
        .toArray(),
      nicks: members.nicks().toSorted(),
    };
  }

  /** Who is in the largest rooms. */
  membersByRoom(): MembersMessage[] {
    const { rooms } = this.options.chat;
    return rooms.listFor(this.participant.member).take(tellsOfRooms).map((room) => ({
      type: "members" as const,
      room: room.name,
      members: listMembers(room),
      count: room.members.size,
    })).toArray();
  }

  /** Answers go to the session that asks; resolves as `Requests.ask`. */
  ask(what: RequestBody, session: ParticipantSession): Promise<unknown> | undefined {
    return this.options.requests.ask(operatorNick, what, session);
  }

  /** From now on the session is told of all that happens in rooms, and what is said to the operator. */
  attach(session: ParticipantSession): void {
    this.options.consoles.add(session);
    this.options.delivery.attach(this.participant, session);
  }

  /** Idempotent; nothing happens to a session that was not attached. */
  detach(session: ParticipantSession): void {
    if (this.options.consoles.delete(session)) {
      this.options.delivery.detach(this.participant, session, []);
    }
  }
}
