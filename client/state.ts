import type {
  CommandSummary,
  JoinedMessage,
  MemberSummary,
  RoomMessage,
  ServerMessage,
  SessionLimits,
} from "../protocol.ts";

export interface RoomState {
  readonly name: string;
  topic: string;
  /** By nick; in a large room only some. `count` is always the whole number. */
  readonly members: Map<string, MemberSummary>;
  count: number;
  /** The newest, oldest first. */
  readonly messages: RoomMessage[];
  /** The newest message's; what comes with a lower one is known. */
  seq: number;
  /** Said by others since `markRead`. */
  unread: number;
}

const keptMessages = 500;

/** What the client knows of the server, kept up to date by what the server sends. */
export class ClientState {
  nick = "";
  server = "";
  motd?: string;
  limits?: SessionLimits;
  commands: readonly CommandSummary[] = [];
  /** In the order in which they were joined. */
  readonly rooms = new Map<string, RoomState>();

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
        return this.#said(message);
      case "rename":
        return this.#renamed(message);
      case "join":
      case "leave":
      case "topic":
      case "away":
      case "presence":
        return this.#changeRoom(message);
      case "direct":
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
  #joined({ room, topic, members, count, seq }: JoinedMessage): void {
    const known = this.rooms.get(room);
    this.rooms.set(room, {
      name: room,
      topic,
      members: new Map(members.map((member) => [member.nick, member])),
      count,
      messages: known?.messages ?? [],
      // A server that lost its memory counts from the beginning again.
      seq: Math.min(known?.seq ?? 0, seq),
      unread: known?.unread ?? 0,
    });
  }

  #said(message: RoomMessage): void {
    const room = this.rooms.get(message.room);
    if (room === undefined || message.seq <= room.seq) return;
    room.seq = message.seq;
    room.messages.push(message);
    if (room.messages.length > keptMessages) room.messages.shift();
    if (message.from !== this.nick) room.unread++;
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
