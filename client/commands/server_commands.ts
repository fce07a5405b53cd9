import { defaultRoom, directRoom, type ServerMessage } from "../../protocol.ts";
import type { Conversation } from "../conversations/conversation.ts";
import type { ConversationList } from "../conversations/conversation_list.ts";

/** A server that is there has answered a command by then. */
const answeredWithinMs = 30_000;

interface UnansweredCommand {
  /** Where it runs. */
  readonly room: string;
  /** Where it was typed. */
  readonly place: Conversation;
  readonly atMs: number;
}

/** Where the server runs what is typed, and where its answer is shown. */
export class ServerCommands {
  /** The one that was typed with one person, until it is answered. */
  #unanswered: UnansweredCommand | undefined;

  /** `monotonicMs`: of a clock that never goes back. */
  constructor(
    private readonly conversations: Pick<ConversationList, "current" | "list">,
    private readonly monotonicMs: () => number,
  ) {}

  /** What the server is to run for a command: in the room where one is, with one person in the first of one's rooms. */
  typed(
    name: string,
    args: string,
  ): { readonly name: string; readonly args: string; readonly room: string } {
    const { current, list } = this.conversations;
    if (name === "delete" && current.type === "direct") {
      // Nobody has to be named where one talks to one person; what is written with "in:" or "seq:" stays.
      const isOwnAmount = /^\s*(?:\d\S*)?\s*$/.test(args);
      const named = isOwnAmount ? `${current.name} ${args.trim()}`.trim() : args;
      return { name, args: named, room: directRoom };
    }
    const inRoom = current.type === "room" ? current : list.find(({ type }) => type === "room");
    const room = inRoom?.name ?? defaultRoom;
    this.#unanswered = current.type === "room"
      ? undefined
      : { room, place: current, atMs: this.monotonicMs() };
    return { name, args, room };
  }

  /** What the server sends, as it is to be shown: the answer to a command stands where that was typed. */
  routed(message: ServerMessage): ServerMessage {
    if (message.type !== "notice" && message.type !== "error") return message;
    const unanswered = this.#unanswered;
    if (unanswered === undefined || message.room !== unanswered.room) return message;
    // No command has more than one answer with a room.
    this.#unanswered = undefined;
    const isLate = this.monotonicMs() - unanswered.atMs >= answeredWithinMs;
    if (isLate || unanswered.place !== this.conversations.current) return message;
    // Without a room it is shown where the person is, who does not see there what the room is told.
    const { room: _room, ...withoutRoom } = message;
    return withoutRoom.type === "notice" ? { ...withoutRoom, told: undefined } : withoutRoom;
  }
}
