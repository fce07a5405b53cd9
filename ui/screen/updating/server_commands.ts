import { defaultRoom, directRoom, type ServerMessage } from "../../../protocol.ts";
import type { ScreenState } from "../screen_state.ts";

/** A server that is there has answered a command by then. */
const answeredWithinMs = 30_000;

/** Has the server run a command: in the room where one is, with one person in the first of one's rooms. */
export function runOnServer(state: ScreenState, name: string, args: string): void {
  const { conversations: { current, list }, monotonicMs, effects } = state;
  if (name === "delete" && current.type === "direct") {
    // Nobody has to be named where one talks to one person; what is written with "in:" or "seq:" stays.
    const isOwnAmount = /^\s*(?:\d\S*)?\s*$/.test(args);
    const named = isOwnAmount ? `${current.name} ${args.trim()}`.trim() : args;
    return void effects.push({ type: "runCommand", name, args: named, room: directRoom });
  }
  const inRoom = current.type === "room" ? current : list.find(({ type }) => type === "room");
  const room = inRoom?.name ?? defaultRoom;
  const isTypedThere = current.type === "room";
  state.unanswered = isTypedThere ? undefined : { room, place: current, atMs: monotonicMs() };
  effects.push({ type: "runCommand", name, args, room });
}

/** What the server sends, as it is to be shown: the answer to a command stands where that was typed. */
export function routed(state: ScreenState, message: ServerMessage): ServerMessage {
  if (message.type !== "notice" && message.type !== "error") return message;
  const { unanswered, conversations, monotonicMs } = state;
  if (unanswered === undefined || message.room !== unanswered.room) return message;
  // No command has more than one answer with a room.
  state.unanswered = undefined;
  const isLate = monotonicMs() - unanswered.atMs >= answeredWithinMs;
  if (isLate || unanswered.place !== conversations.current) return message;
  // Without a room it is shown where the person is, who does not see there what the room is told.
  const { room: _room, ...withoutRoom } = message;
  return withoutRoom.type === "notice" ? { ...withoutRoom, told: undefined } : withoutRoom;
}
