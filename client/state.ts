import type {
  CommandSummary,
  DirectMessage,
  JoinedMessage,
  MemberSummary,
  RoomMessage,
  ServerMessage,
  SessionLimits,
} from "../protocol.ts";
import type { CatchUpProgress, CaughtUp } from "./catch_up.ts";
import type { ClientEvent } from "./client_event.ts";

export interface RoomState {
  readonly name: string;
  topic: string;
  /** By nick; in a large room only some. `count` is always the whole number. */
  readonly members: Map<string, MemberSummary>;
  count: number;
  /** The newest, oldest first, with none between them left out. */
  readonly messages: RoomMessage[];
  /** The newest message's; what comes with a lower one is known. */
  seq: number;
  /** Said by others since `markRead`; not what was said before one came. */
  unread: number;
  /** While what was missed still comes in. */
  catchingUp?: CatchUpProgress;
}

/** What was said to oneself alone and by oneself to others, as in a room. */
export interface DirectsState {
  readonly messages: DirectMessage[];
  seq: number;
  unread: number;
}

const keptMessages = 500;

type Kept<Message> = Pick<RoomState, "seq" | "unread"> & { readonly messages: Message[] };

function keep<Message extends { readonly seq: number }>(
  kept: Kept<Message>,
  messages: readonly Message[],
): void {
  kept.messages.push(...messages);
  kept.messages.splice(0, kept.messages.length - keptMessages);
  kept.seq = messages.at(-1)?.seq ?? kept.seq;
}

/** What the client knows of the server, kept up to date by what the server sends. */
export class ClientState {
  nick = "";
  server = "";
  motd?: string;
  limits?: SessionLimits;
  commands: readonly CommandSummary[] = [];
  /** In the order in which they were joined. */
  readonly rooms = new Map<string, RoomState>();
  readonly directs: DirectsState = { messages: [], seq: 0, unread: 0 };

  /** Applies what an event carries. */
  applyEvent(event: ClientEvent): void {
    switch (event.type) {
      case "message":
        return this.apply(event.message);
      case "history": {
        const room = this.rooms.get(event.room);
        if (room !== undefined) room.catchingUp = event.progress;
        return this.#caughtUp(room, event);
      }
      case "directs":
        return this.#caughtUp(this.directs, event);
      case "connected":
        this.apply(event.welcome);
        if (!event.resumed) this.#forget();
        return;
      case "disconnected":
      case "closed":
        return;
      default:
        return event satisfies never;
    }
  }

  apply(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        return this.#welcome(message);
      case "joined":
        return this.#joined(message);
      case "left":
        this.rooms.delete(message.room);
        return;
      case "message":
        return this.#said(this.rooms.get(message.room), message);
      case "rename":
        return this.#renamed(message);
      case "join":
      case "leave":
      case "topic":
      case "away":
      case "presence":
        return this.#changeRoom(message);
      case "direct":
        return this.#said(this.directs, message);
      case "history":
      case "directs":
      case "results":
      case "notice":
      case "error":
      case "ping":
      case "pong":
      case "bye":
        return;
      default:
        return message satisfies never;
    }
  }

  markRead(room: string): void {
    const state = this.rooms.get(room);
    if (state !== undefined) state.unread = 0;
  }

  #welcome({ nick, server, motd, limits, commands }: Extract<ServerMessage, { type: "welcome" }>) {
    Object.assign(this, { nick, server, motd, limits, commands });
  }

  /** After a reconnection the room is there already, with its messages. */
  #joined({ room, topic, members, count }: JoinedMessage): void {
    const known = this.rooms.get(room);
    this.rooms.set(room, {
      name: room,
      topic,
      members: new Map(members.map((member) => [member.nick, member])),
      count,
      messages: known?.messages ?? [],
      seq: known?.seq ?? 0,
      unread: known?.unread ?? 0,
    });
  }

  #said<Message extends RoomMessage | DirectMessage>(
    kept: Kept<Message> | undefined,
    message: Message,
  ): void {
    if (kept === undefined || message.seq <= kept.seq) return;
    keep(kept, [message]);
    if (message.from !== this.nick) kept.unread++;
  }

  #caughtUp<Message extends RoomMessage | DirectMessage>(
    kept: Kept<Message> | undefined,
    { messages, missed, leftOut }: CaughtUp<Message>,
  ): void {
    if (kept === undefined) return;
    if (leftOut) kept.messages.length = 0;
    keep(kept, messages.filter(({ seq }) => seq > kept.seq));
    if (missed) kept.unread += messages.filter(({ from }) => from !== this.nick).length;
  }

  /** What was known of rooms is of another history. */
  #forget(): void {
    for (const kept of [...this.rooms.values(), this.directs]) {
      kept.messages.length = 0;
      Object.assign(kept, { seq: 0, unread: 0 });
    }
  }

  #renamed({ room, from, to }: Extract<ServerMessage, { type: "rename" }>): void {
    if (room === undefined) {
      this.nick = to;
      return;
    }
    const members = this.rooms.get(room)?.members;
    const member = members?.get(from);
    if (members === undefined || member === undefined) return;
    members.delete(from);
    members.set(to, { ...member, nick: to });
  }

  #changeRoom(
    message: Extract<ServerMessage, { type: "join" | "leave" | "topic" | "away" | "presence" }>,
  ): void {
    const room = this.rooms.get(message.room);
    if (room === undefined) return;
    switch (message.type) {
      case "join":
        if (!room.members.has(message.nick)) room.count++;
        room.members.set(message.nick, { nick: message.nick });
        return;
      case "leave":
        room.members.delete(message.nick);
        room.count--;
        return;
      case "topic":
        room.topic = message.topic;
        return;
      case "away":
        room.members.set(message.nick, { nick: message.nick, away: message.text });
        return;
      case "presence":
        for (const nick of message.joined) room.members.set(nick, { nick });
        for (const nick of message.left) room.members.delete(nick);
        room.count = message.count;
        return;
      default:
        return message satisfies never;
    }
  }
}
