import type {
  ChatEvent,
  EnteredEvent,
  JoinEvent,
  LeaveEvent,
  LoggedInEvent,
  MetadataEvent,
  ReplacedEvent,
  RevokeEvent,
  SessionEndedEvent,
  SessionMovedEvent,
  SignalEvent,
} from "../../chat/event.ts";
import type { ServerMessage } from "../../protocol.ts";
import type { Participant, Participants, ParticipantSession } from "../participants.ts";
import { Backlog } from "./backlog.ts";
import { DirectChannel } from "./direct_channel.ts";
import { directDraft, roomDraft, topicDraft } from "./drafts.ts";
import {
  leaveMessage,
  leftMessage,
  moderationMessage,
  profileMessage,
  renameMessage,
  signalMessage,
  topicMessage,
} from "./event_messages.ts";
import type { Recipient } from "./recipient.ts";
import { broadcast, type RoomChannelOptions } from "./room_channel.ts";
import { RoomChannels } from "./room_channels.ts";

export interface DeliveryOptions extends Omit<RoomChannelOptions, "backlog"> {
  readonly participants: Participants;
}

/** All but what concerns sessions rather than rooms and persons, which `Requests` sees to. */
type DeliveredEvent = Exclude<
  ChatEvent,
  | EnteredEvent
  | LoggedInEvent
  | ReplacedEvent
  | RevokeEvent
  | SessionEndedEvent
  | SessionMovedEvent
>;

/** Brings what happened to the sessions here of those whom it concerns, by way of each room's channel. */
export class Delivery implements Disposable {
  readonly #rooms: RoomChannels;
  readonly #directs: DirectChannel;
  readonly #backlog = new Backlog();
  /** Of what was told in all of somebody's rooms. */
  #eventCount = 0;
  #disposed = false;

  constructor(private readonly options: DeliveryOptions) {
    const shared = { ...options, backlog: this.#backlog };
    this.#rooms = new RoomChannels(shared);
    this.#directs = new DirectChannel(shared);
  }

  /** Nothing more is to be taken on until some of what waits is done. */
  get isOverloaded(): boolean {
    return this.#backlog.isFull;
  }

  /** Of what happened and is not in all outboxes yet, about. */
  get waitingBytes(): number {
    return this.#backlog.bytes;
  }

  /** Something that happened is not in all outboxes yet. */
  get isBusy(): boolean {
    return this.#backlog.busy.size > 0;
  }

  /** From now on, what is for the participant goes to the session too, which with `directs` first gets what it missed. */
  attach(
    participant: Participant,
    session: ParticipantSession,
    directs?: EnteredEvent["directs"],
  ): void {
    participant.sessions.add(session);
    this.#directs.enter(participant.identity, session.recipient, directs);
  }

  /** The session gets nothing more, neither of these rooms nor else, and nobody is told but the session, if `isTold`. */
  detach(
    { identity, sessions }: Participant,
    session: ParticipantSession,
    rooms: Iterable<string>,
    isTold = false,
  ): void {
    sessions.delete(session);
    for (const room of rooms) {
      this.#rooms.of(room).exit(session.recipient, isTold ? { type: "left", room } : undefined);
    }
    this.#directs.exit(identity, session.recipient);
  }

  /** The participant was that identity until now: what is direct comes to it as who it is, with what that one missed. */
  identify({ identity, sessions }: Participant, before: string): void {
    for (const { recipient } of sessions) {
      this.#directs.exit(before, recipient);
      this.#directs.enter(identity, recipient, { after: undefined });
    }
  }

  /**
   * `ts`: when it happened, in milliseconds since the Unix epoch. `sender`: of the participant's sessions the one that
   * asked, if it is here, which gets the acknowledgement of what is said. Throws `room_busy`.
   */
  deliver(event: DeliveredEvent, ts: number, sender?: Recipient): void {
    if (this.#disposed) return;
    const { persons } = this.options;
    switch (event.type) {
      case "said": {
        const { room, tags, isFromOutside } = event;
        return this.#rooms.of(room).say(roomDraft(event, ts), sender, { tags, isFromOutside });
      }
      case "direct":
        return this.#directs.say(directDraft(event, ts), sender, { tags: event.tags });
      case "directToAbsent": {
        const draft = directDraft({ ...event, to: event.nick }, ts);
        return this.#directs.sayToAbsent(draft, sender, event);
      }
      case "directToLast":
        return this.#directs.sayToAbsent(directDraft({ ...event, to: "" }, ts), sender, event);
      case "delete": {
        const channel = event.room === undefined ? this.#directs : this.#rooms.of(event.room);
        return channel.delete(event, ts, sender);
      }
      case "join":
        return this.#join(event, ts, sender);
      case "rejoin":
        if (sender === undefined) return;
        return this.#rooms.of(event.joined.room).enter(sender, event.joined, event.after);
      case "leave":
        return this.#leave(event, ts, true);
      case "depart": {
        const number = ++this.#eventCount;
        for (const left of event.left) this.#leave({ ...left, eventNumber: number }, ts, false);
        for (const recipient of this.#recipientsOf(event.identity)) {
          this.#directs.exit(event.identity, recipient);
        }
        return;
      }
      case "rename": {
        const rename = renameMessage(event, persons, ts, ++this.#eventCount);
        this.#sendTo(event.identity, rename);
        for (const room of event.rooms) this.#rooms.of(room).tellRename(rename);
        return;
      }
      case "profile": {
        const message = profileMessage(event, persons, ts, ++this.#eventCount);
        this.#sendTo(event.identity, message);
        for (const room of event.rooms) this.#rooms.of(room).tell({ ...message, room });
        return;
      }
      case "topic":
        return this.#rooms.of(event.room)
          .keepAndTell(topicDraft(event, ts), topicMessage(event, persons, ts));
      case "settings": {
        const { identity, ...changed } = event;
        return this.#rooms.of(event.room).tell({ ...changed, person: persons.of(identity), ts });
      }
      case "moderation":
        return this.#rooms.of(event.room).tell(moderationMessage(event, persons, ts));
      case "invited": {
        const { type, identity, toIdentity, by, room } = event;
        return this.#sendTo(toIdentity, { type, room, ts, by, byPerson: persons.of(identity) });
      }
      case "metadataChanged":
        return this.#tellMetadata(event, sender);
      case "away": {
        const { type, identity, nick, text, rooms } = event;
        const person = persons.of(identity);
        const about = { ts, eventNumber: ++this.#eventCount, nick, person, text };
        for (const room of rooms) this.#rooms.of(room).tell({ type, room, ...about });
        return;
      }
      case "read":
        return this.#sendTo(event.identity, event.read, sender);
      case "typing": {
        const { identity, nick, room } = event;
        const person = persons.of(identity);
        const message = { type: "typing", room, ts, nick, person } as const;
        return this.#rooms.of(room).passOn(message, new Set(this.#recipientsOf(identity)));
      }
      case "typingDirect": {
        const { identity, nick, toIdentity } = event;
        const person = persons.of(identity);
        return this.#sendTo(toIdentity, { type: "typing", ts, nick, person });
      }
      case "signal":
        return this.#signal(event, ts, sender);
      default:
        return event satisfies never;
    }
  }

  /** Resolves when all that happened in the rooms so far is in the outboxes of those it is for. */
  async drained(rooms?: Iterable<string>): Promise<void> {
    await Promise.all([this.#directs.drained(), this.#rooms.drained(rooms)]);
  }

  /** Whatever happens in `work` was asked for by that session. */
  onBehalfOf<Result>(asker: Recipient | undefined, work: () => Result): Result {
    const backlog = this.#backlog;
    const before = backlog.asker;
    backlog.asker = asker;
    try {
      return work();
    } finally {
      backlog.asker = before;
    }
  }

  /** Resolves when all that it has asked for, and all that is for it, so far is in outboxes, whatever comes meanwhile. */
  async passed(recipient: Recipient): Promise<void> {
    const concerning = [...this.#backlog.busy].filter((channel) => channel.concerns(recipient));
    await Promise.all(concerning.map((channel) => channel.passed()));
  }

  /** Tells nobody anything more. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#rooms[Symbol.dispose]();
  }

  /** Each gets it once, in however many of the rooms, and once it is kept. */
  #tellMetadata(
    { about, values, by, rooms, toIdentity }: MetadataEvent,
    sender: Recipient | undefined,
  ): void {
    const message = { type: "metadata", ...about, values, by } as const;
    const others = toIdentity === undefined ? [] : this.#recipientsOf(toIdentity);
    const inRooms = rooms.flatMap((room) => [...this.#rooms.find(room)?.recipients ?? []]);
    const recipients = new Set([...others, ...inRooms]);
    if (sender !== undefined) recipients.delete(sender);
    const { records: { settled }, measurements } = this.options;
    const tell = () => {
      measurements.deliveries += broadcast(recipients, [message], []);
    };
    if (settled === undefined) tell();
    else void settled.then(tell);
  }

  #signal(event: SignalEvent, ts: number, sender?: Recipient): void {
    const { identity, toIdentity } = event;
    const message = signalMessage(event, this.options.persons, ts, ++this.#eventCount);
    const { id: _, ...forOthers } = message;
    if (event.room !== undefined) {
      this.#rooms.of(event.room).passOn(forOthers, new Set(sender && [sender]));
    } else {
      for (const each of new Set([identity, toIdentity ?? identity])) {
        this.#sendTo(each, forOthers, sender);
      }
    }
    sender?.send(message);
  }

  #sendTo(identity: string, message: ServerMessage, except?: Recipient): void {
    for (const recipient of this.#recipientsOf(identity)) {
      if (recipient !== except) recipient.send(message);
    }
  }

  #join(event: JoinEvent, ts: number, sender?: Recipient): void {
    const { identity, nick, role, account, joined, after, id } = event;
    const channel = this.#rooms.of(joined.room);
    const person = this.options.persons.of(identity);
    channel.tellJoin({ ts, nick, person, role, account }, joined.count);
    for (const recipient of this.#recipientsOf(identity)) {
      if (recipient === sender) channel.enter(recipient, { ...joined, id }, after);
      else channel.enter(recipient, joined);
    }
  }

  /** Who `isStaying` is told to have left the room; who is not gets a `bye`. */
  #leave(event: LeaveEvent, ts: number, isStaying: boolean): void {
    const { identity, room, count } = event;
    const { persons } = this.options;
    const channel = this.#rooms.of(room);
    const left = isStaying ? leftMessage(event, persons, ts) : undefined;
    for (const recipient of this.#recipientsOf(identity)) channel.exit(recipient, left);
    channel.tellLeave(leaveMessage(event, persons, ts), count);
    if (event.forgetSinceTs !== undefined) {
      channel.end(this.options.forgetting.begin(room, event.forgetSinceTs));
    }
    if (count === 0) this.#rooms.closeWhenIdle(room, channel);
  }

  /** Whoever is on another server, or lost its connection, has none here. */
  #recipientsOf(identity: string): Recipient[] {
    const sessions = this.options.participants.get(identity)?.sessions ?? [];
    return Array.from(sessions, ({ recipient }) => recipient);
  }
}
