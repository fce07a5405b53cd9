import type {
  ChatEvent,
  EnteredEvent,
  JoinEvent,
  LeaveEvent,
  LoggedInEvent,
  MetadataEvent,
  ModerationEvent,
  ReplacedEvent,
  RevokeEvent,
  SessionEndedEvent,
  SessionMovedEvent,
  SignalEvent,
  TopicEvent,
  Words,
} from "../../chat/event.ts";
import type { ServerMessage } from "../../protocol.ts";
import { topicText } from "../../helpers/text/topic_text.ts";
import { type EntryDraft, inboxOf } from "../../store/store.ts";
import type { Participant, Participants, ParticipantSession } from "../participants.ts";
import { Backlog } from "./backlog.ts";
import { DirectChannel } from "./direct_channel.ts";
import type { Recipient } from "./recipient.ts";
import { broadcast, RoomChannel, type RoomChannelOptions } from "./room_channel.ts";

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
  /** By the room's name: a room that begins anew goes on where what was said before is still on its way. */
  readonly #channels = new Map<string, RoomChannel>();
  readonly #directs: DirectChannel;
  readonly #backlog = new Backlog();
  /** Of what was told in all of somebody's rooms. */
  #eventCount = 0;
  #disposed = false;

  constructor(private readonly options: DeliveryOptions) {
    this.#directs = new DirectChannel({ ...options, backlog: this.#backlog });
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
      this.#channel(room).exit(session.recipient, isTold ? { type: "left", room } : undefined);
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
        const draft = { room, ts, ...wordsOf(event) };
        return this.#channel(room).say(draft, sender, { tags, isFromOutside });
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
        const { room } = event;
        const channel = room === undefined ? this.#directs : this.#channel(room);
        return channel.delete(event, ts, sender);
      }
      case "join":
        return this.#join(event, ts, sender);
      case "rejoin":
        if (sender === undefined) return;
        return this.#channel(event.joined.room).enter(sender, event.joined, event.after);
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
        const { type, identity, from, to, rooms } = event;
        const told = { ts, eventNumber: ++this.#eventCount };
        const rename = { type, ...told, from, to, person: persons.of(identity) };
        this.#sendTo(identity, rename);
        for (const room of rooms) this.#channel(room).tellRename(rename);
        return;
      }
      case "profile": {
        const { type, identity, nick, profile, was, rooms } = event;
        const told = { ts, eventNumber: ++this.#eventCount };
        const message = { type, ...told, nick, person: persons.of(identity), ...profile, was };
        this.#sendTo(identity, message);
        for (const room of rooms) this.#channel(room).tell({ ...message, room });
        return;
      }
      case "topic":
        return this.#tellTopic(event, ts);
      case "settings": {
        const { identity, ...changed } = event;
        return this.#channel(event.room).tell({ ...changed, person: persons.of(identity), ts });
      }
      case "moderation":
        return this.#tellModeration(event, ts);
      case "invited": {
        const { type, identity, toIdentity, by, room } = event;
        return this.#sendTo(toIdentity, { type, room, ts, by, byPerson: persons.of(identity) });
      }
      case "metadataChanged":
        return this.#tellMetadata(event, sender);
      case "away": {
        const { type, identity, nick, text, rooms } = event;
        const about = {
          ts,
          eventNumber: ++this.#eventCount,
          nick,
          person: persons.of(identity),
          text,
        };
        for (const room of rooms) this.#channel(room).tell({ type, room, ...about });
        return;
      }
      case "read":
        return this.#sendTo(event.identity, event.read, sender);
      case "typing": {
        const { identity, nick, room } = event;
        const person = persons.of(identity);
        const message = { type: "typing", room, ts, nick, person } as const;
        return this.#channel(room).passOn(message, new Set(this.#recipientsOf(identity)));
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
  async drained(rooms: Iterable<string> = this.#channels.keys()): Promise<void> {
    const channels = [...rooms].map((room) => this.#channels.get(room)?.drained());
    await Promise.all([this.#directs.drained(), ...channels]);
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
    for (const channel of this.#channels.values()) channel[Symbol.dispose]();
  }

  #tellTopic({ identity, room, by, topic }: TopicEvent, ts: number): void {
    const text = topicText(topic);
    const draft = { room, ts, from: by, text, topic, kind: "topic", identity };
    const person = this.options.persons.of(identity);
    this.#channel(room).keepAndTell(draft, { type: "topic", room, ts, by, person, topic });
  }

  /** Each gets it once, in however many of the rooms, and once it is kept. */
  #tellMetadata(
    { about, values, by, rooms, toIdentity }: MetadataEvent,
    sender: Recipient | undefined,
  ): void {
    const message = { type: "metadata", ...about, values, by } as const;
    const others = toIdentity === undefined ? [] : this.#recipientsOf(toIdentity);
    const inRooms = rooms.flatMap((room) => [...this.#channels.get(room)?.recipients ?? []]);
    const recipients = new Set([...others, ...inRooms]);
    if (sender !== undefined) recipients.delete(sender);
    const { records: { settled }, measurements } = this.options;
    const tell = () => {
      measurements.deliveries += broadcast(recipients, [message], []);
    };
    if (settled === undefined) tell();
    else void settled.then(tell);
  }

  #tellModeration(event: ModerationEvent, ts: number): void {
    const { identity, toIdentity, roles: changed, ...moderation } = event;
    const { persons } = this.options;
    const byPerson = persons.of(identity);
    const person = toIdentity === undefined ? undefined : persons.of(toIdentity);
    const roles = changed.map(({ identity, ...about }) => ({
      ...about,
      person: persons.of(identity),
    }));
    this.#channel(event.room).tell({ ...moderation, ts, byPerson, person, roles });
  }

  #signal(event: SignalEvent, ts: number, sender?: Recipient): void {
    const { identity, toIdentity, ...signal } = event;
    const { persons } = this.options;
    const ref = `${ts.toString(36)}-${(++this.#eventCount).toString(36)}`;
    const toPerson = toIdentity === undefined ? undefined : persons.of(toIdentity);
    const message = { ...signal, ts, ref, person: persons.of(identity), toPerson };
    const { id: _, ...forOthers } = message;
    if (event.room !== undefined) {
      this.#channel(event.room).passOn(forOthers, new Set(sender && [sender]));
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
    const channel = this.#channel(joined.room);
    const person = this.options.persons.of(identity);
    channel.tellJoin({ ts, nick, person, role, account }, joined.count);
    for (const recipient of this.#recipientsOf(identity)) {
      if (recipient === sender) channel.enter(recipient, { ...joined, id }, after);
      else channel.enter(recipient, joined);
    }
  }

  /** Who `isStaying` is told to have left the room; who is not gets a `bye`. */
  #leave(event: LeaveEvent, ts: number, isStaying: boolean): void {
    const { type, identity, nick, room, reason, text, by, byIdentity, action, untilTs } = event;
    const { count, eventNumber } = event;
    const channel = this.#channel(room);
    const { persons } = this.options;
    const sentOut = byIdentity === undefined ? {} : { by, byPerson: persons.of(byIdentity) };
    const done = byIdentity === undefined ? {} : { ts, action, untilTs };
    const left = isStaying ? { type: "left", room, ...done, ...sentOut, text } as const : undefined;
    for (const recipient of this.#recipientsOf(identity)) channel.exit(recipient, left);
    const person = persons.of(identity);
    const about = { ts, eventNumber, nick, person, reason, text };
    channel.tellLeave({ type, room, ...about, ...sentOut }, count);
    if (event.forgetSinceTs !== undefined) {
      channel.end(this.options.forgetting.begin(room, event.forgetSinceTs));
    }
    if (count === 0) this.#closeWhenIdle(room, channel);
  }

  #channel(room: string): RoomChannel {
    let channel = this.#channels.get(room);
    if (channel === undefined) {
      channel = new RoomChannel(room, { ...this.options, backlog: this.#backlog });
      this.#channels.set(room, channel);
    }
    return channel;
  }

  #closeWhenIdle(room: string, channel: RoomChannel): void {
    channel.drained().then(() => {
      if (!channel.idle || this.#channels.get(room) !== channel) return;
      channel[Symbol.dispose]();
      this.#channels.delete(room);
    });
  }

  /** Whoever is on another server, or lost its connection, has none here. */
  #recipientsOf(identity: string): Recipient[] {
    const sessions = this.options.participants.get(identity)?.sessions ?? [];
    return Array.from(sessions, ({ recipient }) => recipient);
  }
}

type DirectWords = Words & { readonly to: string; readonly toIdentity?: string };

/** A direct message is in the inboxes of both; there is but one of somebody who talks to itself. */
function directDraft(
  { to, toIdentity, ...words }: DirectWords,
  ts: number,
): EntryDraft {
  const { identity } = words;
  const isToOneself = toIdentity === undefined || toIdentity === identity;
  const alsoIn = isToOneself ? undefined : inboxOf(toIdentity);
  return { room: inboxOf(identity), alsoIn, ts, to, ...wordsOf(words) };
}

function wordsOf({ identity, from, text, kind, id, replyTo, joins }: Words): Omit<Words, "tags"> {
  return {
    ...{ from, text, kind, identity, id },
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(joins === undefined ? {} : { joins }),
  };
}
