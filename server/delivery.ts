import type { ChatEvent, DirectEvent, JoinEvent, LeaveEvent } from "../chat/event.ts";
import type { Member } from "../chat/member.ts";
import { largeRoomMembers, listMembers, type Room } from "../chat/room.ts";
import type { ServerMessage } from "../protocol.ts";
import type { Store } from "../store/store.ts";
import type { Log } from "./log.ts";
import type { Recipient } from "./recipient.ts";
import { PresenceTicker } from "./presence_ticker.ts";
import { RoomChannel } from "./room_channel.ts";

export interface DeliveryOptions {
  readonly store: Store;
  readonly clock: () => number;
  readonly observe: (messages: readonly ServerMessage[]) => void;
  readonly log: Log;
  /** How often the joins and leaves of a large room are told. */
  readonly presenceEveryMs: number;
}

interface Address {
  readonly recipient: Recipient;
  readonly identity: string;
}

/** Brings what happened to those whom it concerns: each event to its room's channel or to single members. */
export class Delivery implements Disposable {
  readonly #options: DeliveryOptions;
  readonly #addresses = new Map<Member, Address>();
  /** By the room's name: a room that begins anew goes on where what was said before is still on its way. */
  readonly #channels = new Map<string, RoomChannel>();
  readonly #presence: PresenceTicker;
  #disposed = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#presence = new PresenceTicker(options.presenceEveryMs, (room, names) => {
      const ts = options.clock();
      const count = room.members.size;
      if (count === 0) return;
      this.#channel(room).tell({ type: "presence", room: room.name, ts, count, ...names });
    });
  }

  /** From now on, what is for the member goes to the recipient, and what it says is the identity's. */
  attach(member: Member, recipient: Recipient, identity: string): void {
    this.#addresses.set(member, { recipient, identity });
  }

  /** After the member's last event. */
  detach(member: Member): void {
    this.#addresses.delete(member);
  }

  /** Throws `room_busy`. */
  deliver(event: ChatEvent): void {
    if (this.#disposed) return;
    const ts = this.#options.clock();
    switch (event.type) {
      case "said": {
        const { room, member, from, text, kind, id } = event;
        const { recipient, identity } = this.#addressOf(member);
        const draft = { room: room.name, ts, from, text, kind, identity, id };
        return this.#channel(room).say(draft, recipient);
      }
      case "direct":
        return this.#direct(event, ts);
      case "join":
        return this.#join(event, ts);
      case "leave":
        return this.#leave(event, ts);
      case "rename": {
        const { member, from, to } = event;
        this.#addressOf(member).recipient.send({ type: "rename", ts, from, to });
        for (const room of member.rooms) this.#presence.rename(room, from, to);
        return this.#tellRooms(member, (room) => ({ type: "rename", room, ts, from, to }));
      }
      case "topic": {
        const { room, by, topic } = event;
        return this.#channel(room).tell({ type: "topic", room: room.name, ts, by, topic });
      }
      case "away": {
        const { member, text } = event;
        const { nick } = member;
        return this.#tellRooms(member, (room) => ({ type: "away", room, ts, nick, text }));
      }
      default:
        return event satisfies never;
    }
  }

  /** Resolves when all that happened in the rooms so far is in the outboxes of those it is for. */
  async drained(rooms: Iterable<string> = this.#channels.keys()): Promise<void> {
    await Promise.all([...rooms].map((room) => this.#channels.get(room)?.drained()));
  }

  /** Tells nobody anything more. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#presence[Symbol.dispose]();
  }

  #direct({ member, to, text, kind, id }: DirectEvent, ts: number): void {
    const message = {
      type: "direct",
      seq: 0,
      ts,
      from: member.nick,
      to: to.nick,
      text,
      kind,
    } as const;
    if (to !== member) this.#addressOf(to).recipient.send(message);
    this.#addressOf(member).recipient.send({ ...message, id });
  }

  #join({ room, member }: JoinEvent, ts: number): void {
    const { name, topic, members } = room;
    const channel = this.#channel(room);
    if (this.#isLarge(room, members.size)) this.#presence.join(room, member.nick);
    else channel.tell({ type: "join", room: name, ts, nick: member.nick });
    channel.enter(this.#addressOf(member).recipient, {
      type: "joined",
      room: name,
      topic,
      members: listMembers(room),
      count: members.size,
    });
  }

  #leave({ room, member, reason, text }: LeaveEvent, ts: number): void {
    const channel = this.#channel(room);
    const { nick } = member;
    channel.exit(this.#addressOf(member).recipient);
    if (this.#isLarge(room, room.members.size + 1)) this.#presence.leave(room, nick);
    else channel.tell({ type: "leave", room: room.name, ts, nick, reason, text });
    if (room.members.size === 0) this.#closeWhenIdle(room, channel);
  }

  /** Whether joins and leaves of the room are gathered now; `size` with whoever comes or goes. */
  #isLarge(room: Room, size: number): boolean {
    return size > largeRoomMembers || this.#presence.isGathering(room);
  }

  #tellRooms(member: Member, message: (room: string) => ServerMessage): void {
    for (const room of member.rooms) this.#channel(room).tell(message(room.name));
  }

  #channel({ name }: Room): RoomChannel {
    let channel = this.#channels.get(name);
    if (channel === undefined) {
      const { store, observe, log } = this.#options;
      channel = new RoomChannel({ room: name, store, observe, log });
      this.#channels.set(name, channel);
    }
    return channel;
  }

  #closeWhenIdle({ name }: Room, channel: RoomChannel): void {
    channel.drained().then(() => {
      if (channel.idle && this.#channels.get(name) === channel) this.#channels.delete(name);
    });
  }

  #addressOf(member: Member): Address {
    const address = this.#addresses.get(member);
    if (address === undefined) throw new Error(`Member "${member.nick}" is not attached`);
    return address;
  }
}
