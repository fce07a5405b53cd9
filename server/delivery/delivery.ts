import type {
  ChatEvent,
  DirectEvent,
  DirectToAbsentEvent,
  EnteredEvent,
  JoinEvent,
  LeaveEvent,
  ReplacedEvent,
} from "../../chat/event.ts";
import { largeRoomMembers } from "../../chat/room.ts";
import type { ServerMessage } from "../../protocol.ts";
import { type Draft, inboxOf, type Store } from "../../store/store.ts";
import { DirectChannel, type Resume } from "./direct_channel.ts";
import type { Log } from "../log.ts";
import { Backlog } from "./ordered_queue.ts";
import type { Participant, Participants, ParticipantSession } from "../participants.ts";
import type { Recipient } from "./recipient.ts";
import { PresenceTicker } from "./presence_ticker.ts";
import { RoomChannel } from "./room_channel.ts";

export interface DeliveryOptions {
  readonly participants: Participants;
  readonly store: Store;
  readonly clock: () => number;
  readonly observe: (messages: readonly ServerMessage[]) => void;
  readonly log: Log;
  /** How often the joins and leaves of a large room are told. */
  readonly presenceEveryMs: number;
}

/** All but what concerns sessions rather than rooms and persons, which `Requests` sees to. */
type DeliveredEvent = Exclude<ChatEvent, EnteredEvent | ReplacedEvent>;

/** Only while the store hangs does so much wait: until it goes on, what clients ask for is refused. */
const maxBacklogBytes = 64 * 1024 * 1024;

/** Brings what happened to the sessions here of those whom it concerns, by way of each room's channel. */
export class Delivery implements Disposable {
  /** By the room's name: a room that begins anew goes on where what was said before is still on its way. */
  readonly #channels = new Map<string, RoomChannel>();
  readonly #directs: DirectChannel;
  readonly #presence: PresenceTicker;
  readonly #backlog = new Backlog();
  #disposed = false;

  constructor(private readonly options: DeliveryOptions) {
    this.#directs = new DirectChannel({ ...options, backlog: this.#backlog });
    this.#presence = new PresenceTicker(options.presenceEveryMs, (presence) => {
      this.#channel(presence.room).tell({ ...presence, ts: options.clock() });
    });
  }

  /** Nothing more is to be taken on until some of what waits is done. */
  get isOverloaded(): boolean {
    return this.#backlog.bytes > maxBacklogBytes;
  }

  /** From now on, what is for the participant goes to the session, which with `directs` first gets what it missed. */
  attach(participant: Participant, session: ParticipantSession, directs?: Resume): void {
    participant.sessions.add(session);
    this.#directs.enter(participant.identity, session.client, directs);
  }

  /** The session gets nothing more, neither of these rooms nor else, and nobody is told. */
  detach(
    { identity, sessions }: Participant,
    session: ParticipantSession,
    rooms: Iterable<string>,
  ): void {
    sessions.delete(session);
    for (const room of rooms) this.#channel(room).exit(session.client, { told: false });
    this.#directs.exit(identity);
  }

  /** `ts`: when it happened, in milliseconds since the Unix epoch. Throws `room_busy`. */
  deliver(event: DeliveredEvent, ts: number): void {
    if (this.#disposed) return;
    switch (event.type) {
      case "said": {
        const { identity, room, from, text, kind, id } = event;
        const draft = { room, ts, from, text, kind, identity, id };
        return this.#channel(room).say(draft, this.#senderOf(identity));
      }
      case "direct":
        return this.#direct(event, ts);
      case "directToAbsent":
        return this.#directToAbsent(event, ts);
      case "join":
      case "rejoin":
        return this.#join(event, ts);
      case "leave":
        return this.#leave(event, ts, true);
      case "depart": {
        for (const left of event.left) this.#leave(left, ts, false);
        return this.#directs.exit(event.identity);
      }
      case "rename": {
        const { identity, from, to, rooms } = event;
        for (const client of this.#clientsOf(identity)) {
          client.send({ type: "rename", ts, from, to });
        }
        for (const room of rooms) {
          this.#presence.rename(room, from, to);
          this.#channel(room).tell({ type: "rename", room, ts, from, to });
        }
        return;
      }
      case "topic": {
        const { room, by, topic } = event;
        return this.#channel(room).tell({ type: "topic", room, ts, by, topic });
      }
      case "away": {
        const { nick, text, rooms } = event;
        for (const room of rooms) this.#channel(room).tell({ type: "away", room, ts, nick, text });
        return;
      }
      case "typing": {
        const { identity, nick, room } = event;
        const message = { type: "typing", room, nick } as const;
        return this.#channel(room).passOn(message, new Set(this.#clientsOf(identity)));
      }
      case "typingDirect": {
        const { nick, toIdentity } = event;
        for (const client of this.#clientsOf(toIdentity)) client.send({ type: "typing", nick });
        return;
      }
      default:
        return event satisfies never;
    }
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

  #direct({ identity, from, toIdentity, to, text, kind, id }: DirectEvent, ts: number): void {
    const draft = { ts, from, to, text, kind, identity, id };
    this.#directs.say(between(draft, toIdentity), this.#senderOf(identity));
  }

  #directToAbsent(event: DirectToAbsentEvent, ts: number): void {
    const { identity, from, nick, keys, text, kind, id, typedIn: room } = event;
    const sender = this.#senderOf(identity);
    const draft = { room: inboxOf(identity), ts, from, to: nick, text, kind, identity, id };
    this.#directs.sayToAbsent(draft, sender, { nick, keys, room });
  }

  #join({ type, identity, nick, joined, after }: JoinEvent, ts: number): void {
    const { room, count } = joined;
    const channel = this.#channel(room);
    if (type === "join") {
      if (this.#isLarge(room, count)) this.#presence.join(room, nick, count);
      else channel.tell({ type: "join", room, ts, nick });
    }
    for (const client of this.#clientsOf(identity)) channel.enter(client, joined, after);
  }

  /** Who `isStaying` is told to have left the room; who is not gets a `bye`. */
  #leave(event: LeaveEvent, ts: number, isStaying: boolean): void {
    const { identity, nick, room, reason, text, count } = event;
    const channel = this.#channel(room);
    for (const client of this.#clientsOf(identity)) channel.exit(client, { told: isStaying });
    if (this.#isLarge(room, count + 1)) this.#presence.leave(room, nick, count);
    else channel.tell({ type: "leave", room, ts, nick, reason, text });
    if (count === 0) this.#closeWhenIdle(room, channel);
  }

  /** Whether joins and leaves of the room are gathered now; `size` with whoever comes or goes. */
  #isLarge(room: string, size: number): boolean {
    return size > largeRoomMembers || this.#presence.isGathering(room);
  }

  #channel(room: string): RoomChannel {
    let channel = this.#channels.get(room);
    if (channel === undefined) {
      const { store, observe, log } = this.options;
      channel = new RoomChannel({ room, store, observe, log, backlog: this.#backlog });
      this.#channels.set(room, channel);
    }
    return channel;
  }

  #closeWhenIdle(room: string, channel: RoomChannel): void {
    channel.drained().then(() => {
      if (channel.idle && this.#channels.get(room) === channel) this.#channels.delete(room);
    });
  }

  /** Whoever is on another server, or lost its connection, has none here. */
  #clientsOf(identity: string): Recipient[] {
    const sessions = this.options.participants.get(identity)?.sessions ?? [];
    return Array.from(sessions, ({ client }) => client);
  }

  /** The client that gets the acknowledgement of what the participant says. */
  #senderOf(identity: string): Recipient | undefined {
    const [session] = this.options.participants.get(identity)?.sessions ?? [];
    return session?.client;
  }
}

/** A direct message is in the inboxes of both; there is but one of somebody who talks to itself. */
function between(draft: Omit<Draft, "room">, receiver: string): Draft {
  const room = inboxOf(draft.identity);
  return draft.identity === receiver
    ? { ...draft, room }
    : { ...draft, room, alsoIn: inboxOf(receiver) };
}
