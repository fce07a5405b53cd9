import type {
  ChatEvent,
  DirectEvent,
  DirectToAbsentEvent,
  JoinEvent,
  LeaveEvent,
} from "../chat/event.ts";
import { largeRoomMembers, listMembers, type Member, type Room } from "../chat/room.ts";
import type { JoinedMessage, ServerMessage } from "../protocol.ts";
import { type Draft, inboxOf, type Store } from "../store/store.ts";
import { broadcast } from "./broadcast.ts";
import { DirectChannel, type Resume } from "./direct_channel.ts";
import type { Log } from "./log.ts";
import { Backlog } from "./ordered_queue.ts";
import { PresenceTicker } from "./presence_ticker.ts";
import type { Recipient } from "./recipient.ts";
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
  readonly identity: string;
  /** Absent while the member's connection is lost and it may come back. */
  recipient?: Recipient;
}

/** So much waits only for a store that hangs: what a client asks for then is refused. */
const maxBacklogBytes = 64 * 1024 * 1024;

/** Brings what happened to those whom it concerns: each event to its room's channel or to single members. */
export class Delivery implements Disposable {
  readonly #options: DeliveryOptions;
  readonly #addresses = new Map<Member, Address>();
  /** By the room's name: a room that begins anew goes on where what was said before is still on its way. */
  readonly #channels = new Map<string, RoomChannel>();
  readonly #directs: DirectChannel;
  readonly #presence: PresenceTicker;
  readonly #backlog = new Backlog();
  #disposed = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#directs = new DirectChannel({ ...options, backlog: this.#backlog });
    this.#presence = new PresenceTicker(options.presenceEveryMs, (room, names) => {
      const ts = options.clock();
      const count = room.members.size;
      if (count === 0) return;
      this.#channel(room).tell({ type: "presence", room: room.name, ts, count, ...names });
    });
  }

  /** Nothing more is to be taken on until some of what waits is done. */
  get isOverloaded(): boolean {
    return this.#backlog.bytes > maxBacklogBytes;
  }

  /** From now on, what is for the member goes to the recipient, and what it says is the identity's. */
  attach(member: Member, recipient: Recipient, identity: string, resume?: Resume): void {
    this.#addresses.set(member, { recipient, identity });
    this.#directs.enter(identity, recipient, resume);
  }

  /** The member's connection is gone: nothing goes there any more, and nobody is told. */
  park(member: Member): void {
    const address = this.#addressOf(member);
    if (address.recipient === undefined) return;
    for (const room of member.rooms) this.#channel(room).exit(address.recipient, { told: false });
    this.#directs.exit(address.identity);
    address.recipient = undefined;
  }

  /** After the member's last event. */
  detach(member: Member): void {
    this.park(member);
    this.#addresses.delete(member);
  }

  /** Throws `room_busy`. */
  deliver(event: ChatEvent): void {
    if (this.#disposed) return;
    const ts = this.#options.clock();
    switch (event.type) {
      case "said": {
        const { room, member, from, text, kind, id } = event;
        const { recipient, identity } = this.#speakerOf(member);
        const draft = { room: room.name, ts, from, text, kind, identity, id };
        return this.#channel(room).say(draft, recipient);
      }
      case "direct":
        return this.#direct(event, ts);
      case "directToAbsent":
        return this.#directToAbsent(event, ts);
      case "join":
        return this.join(event);
      case "leave":
        return this.#leave(event, ts, true);
      case "rename": {
        const { member, from, to } = event;
        this.#addressOf(member).recipient?.send({ type: "rename", ts, from, to });
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
      case "typing": {
        const { room, member } = event;
        const others = this.#recipientsOf([...room.members].filter((other) => other !== member));
        const message = { type: "typing", room: room.name, nick: member.nick } as const;
        return this.#channel(room).passOn(message, others);
      }
      case "typingDirect": {
        const { nick } = event.member;
        return broadcast(this.#recipientsOf([event.to]), [{ type: "typing", nick }], []);
      }
      default:
        return event satisfies never;
    }
  }

  /** `after` is the `seq` of what the member has of the room already. */
  join({ room, member }: JoinEvent, after?: number): void {
    const { name, members } = room;
    const ts = this.#options.clock();
    if (this.#isLarge(room, members.size)) this.#presence.join(room, member.nick);
    else this.#channel(room).tell({ type: "join", room: name, ts, nick: member.nick });
    this.enter(member, room, after);
  }

  /** Lets a member into a room that it has been in all the time, but for its connection. Nobody else is told. */
  enter(member: Member, room: Room, after?: number): void {
    const { recipient } = this.#addressOf(member);
    if (recipient !== undefined) this.#channel(room).enter(recipient, joinedMessage(room), after);
  }

  /** The member leaves its rooms, and the server. */
  depart(left: readonly LeaveEvent[]): void {
    if (this.#disposed) return;
    for (const event of left) this.#leave(event, this.#options.clock(), false);
  }

  /** Resolves when all that happened in the rooms so far is in the outboxes of those it is for. */
  async drained(rooms: Iterable<string> = this.#channels.keys()): Promise<void> {
    const channels = [...rooms].map((room) => this.#channels.get(room)?.drained());
    await Promise.all([this.#directs.drained(), ...channels]);
  }

  /** Tells nobody anything more. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#presence[Symbol.dispose]();
  }

  #direct({ member, to, text, kind, id }: DirectEvent, ts: number): void {
    const { recipient, identity } = this.#speakerOf(member);
    const receiver = this.#addressOf(to).identity;
    const draft = { ts, from: member.nick, to: to.nick, text, kind, identity, id };
    this.#directs.say(between(draft, receiver), recipient);
  }

  #directToAbsent(event: DirectToAbsentEvent, ts: number): void {
    const { member, from, nick, keys, text, kind, id, typedIn: room } = event;
    const { recipient, identity } = this.#speakerOf(member);
    const draft = { room: inboxOf(identity), ts, from, to: nick, text, kind, identity, id };
    this.#directs.sayToAbsent(draft, recipient, { nick, keys, room });
  }

  /** Who `isStaying` is told to have left the room; who is not gets a `bye`. */
  #leave({ room, member, reason, text }: LeaveEvent, ts: number, isStaying: boolean): void {
    const channel = this.#channel(room);
    const { nick } = member;
    const { recipient } = this.#addressOf(member);
    if (recipient !== undefined) channel.exit(recipient, { told: isStaying });
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
      const backlog = this.#backlog;
      channel = new RoomChannel({ room: name, store, observe, log, backlog });
      this.#channels.set(name, channel);
    }
    return channel;
  }

  #closeWhenIdle({ name }: Room, channel: RoomChannel): void {
    channel.drained().then(() => {
      if (channel.idle && this.#channels.get(name) === channel) this.#channels.delete(name);
    });
  }

  /** Of those whose connection is not lost. */
  #recipientsOf(members: readonly Member[]): ReadonlySet<Recipient> {
    const recipients = members.map((member) => this.#addressOf(member).recipient);
    return new Set(recipients.filter((recipient) => recipient !== undefined));
  }

  #speakerOf(member: Member): Required<Address> {
    const { identity, recipient } = this.#addressOf(member);
    if (recipient === undefined) throw new Error(`Member "${member.nick}" is not connected`);
    return { identity, recipient };
  }

  #addressOf(member: Member): Address {
    const address = this.#addresses.get(member);
    if (address === undefined) throw new Error(`Member "${member.nick}" is not attached`);
    return address;
  }
}

/** A direct message is in the inboxes of both; there is but one of somebody who talks to itself. */
function between(draft: Omit<Draft, "room">, receiver: string): Draft {
  const room = inboxOf(draft.identity);
  return draft.identity === receiver
    ? { ...draft, room }
    : { ...draft, room, alsoIn: inboxOf(receiver) };
}

function joinedMessage(room: Room): Omit<JoinedMessage, "seq"> {
  const { name, topic, members } = room;
  return { type: "joined", room: name, topic, members: listMembers(room), count: members.size };
}
