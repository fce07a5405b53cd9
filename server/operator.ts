import type { Member } from "../chat/room.ts";
import { roleOf } from "../chat/permissions.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import { type CommandSummary, defaultRoom, type ServerMessage } from "../protocol.ts";
import { lookUp } from "./look_up.ts";
import type { Parts } from "./parts.ts";
import type { Recipient } from "./recipient.ts";
import { runCommand, sendRefusal } from "./run_command.ts";

const completedRooms = 100;

export const operatorNick = "server";

/** Who sits at the server's terminal: here as `server`, in no room, and speaking in any. */
export class Operator {
  readonly #parts: Parts;
  readonly #member: Member;
  readonly #recipient: Recipient;

  /** `show` gets what is for the operator alone: answers, refusals and direct messages. */
  constructor(parts: Parts, show: (message: ServerMessage) => void) {
    this.#parts = parts;
    this.#member = parts.members.enter(operatorNick, parts.clock(), { operator: true });
    // What everybody in a room gets, the console sees as an observer.
    this.#recipient = {
      sendBatch() {},
      send: (...messages) => messages.forEach(show),
      sendOwn: show,
      sendLater: (later) => void lookUp(parts, later).then(show),
    };
    parts.delivery.attach(this.#member, this.#recipient, operatorNick);
  }

  say(text: string): void {
    const { rooms, delivery, clock } = this.#parts;
    try {
      const said = { room: defaultRoom, text, kind: "text" } as const;
      delivery.deliver(rooms.say(this.#member, said, clock()));
    } catch (error) {
      sendRefusal(this.#recipient, error);
    }
  }

  /** `name` without the slash. */
  runCommand(name: string, args: string): void {
    const by = { member: this.#member, recipient: this.#recipient };
    runCommand(this.#parts, by, { name, args, room: defaultRoom });
  }

  /** What can be completed to at the console. */
  known(): { commands: CommandSummary[]; rooms: string[]; nicks: string[] } {
    const { members, rooms } = this.#parts;
    return {
      commands: summarize(commandsFor(roleOf(this.#member))),
      rooms: rooms.largest(completedRooms).map(({ name }) => name),
      nicks: members.nicks().toSorted(),
    };
  }
}
