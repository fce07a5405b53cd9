import type { ChatClient } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import { defaultRoom, type ServerMessage } from "../../protocol.ts";

export interface ServerCommandsOptions {
  readonly client: ChatClient;
  readonly conversations: Conversations;
  /** Of a clock that never goes back. */
  readonly monotonicMs: () => number;
}

/** A server that is there has answered a command by then. */
const answeredWithinMs = 30_000;

/** The commands that the server runs, each in a room, and its answers, which are shown where one typed. */
export class ServerCommands {
  readonly #options: ServerCommandsOptions;
  /** The last that was typed in another place than the room it runs in, until it is answered. */
  #elsewhere:
    | { readonly room: string; readonly place: Conversation; readonly atMs: number }
    | undefined;

  constructor(options: ServerCommandsOptions) {
    this.#options = options;
  }

  /** False, and told to the person, if it cannot be run. */
  run(name: string, args: string): boolean {
    const { client, conversations, monotonicMs } = this.#options;
    const { current } = conversations;
    const room = this.#room();
    const isElsewhere = current.type === "direct";
    this.#elsewhere = isElsewhere ? { room, place: current, atMs: monotonicMs() } : undefined;
    try {
      client.runCommand(name, args, room);
      return true;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      conversations.tell(error.message);
      return false;
    }
  }

  /** What the server sends, as it is to be shown. */
  routed(message: ServerMessage): ServerMessage {
    if (message.type !== "notice" && message.type !== "error") return message;
    const { conversations, monotonicMs } = this.#options;
    const { room, place, atMs } = this.#elsewhere ?? {};
    if (atMs === undefined || message.room !== room) return message;
    // No command has more than one answer with a room.
    this.#elsewhere = undefined;
    const isLate = monotonicMs() - atMs >= answeredWithinMs;
    if (isLate || place !== conversations.current) return message;
    // Without a room it is shown where the person is.
    const { room: _room, ...routed } = message;
    return routed;
  }

  /** Where commands are run: with one person, in the first of one's rooms. */
  #room(): string {
    const { current, list } = this.#options.conversations;
    const room = current.type === "room" ? current : list.find(({ type }) => type === "room");
    return room?.name ?? defaultRoom;
  }
}
