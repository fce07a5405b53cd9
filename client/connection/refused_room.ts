import type { ServerMessage } from "../../protocol.ts";

/** The room that the server does not let one into on connecting, if the message says so. */
export function refusedRoom(message: ServerMessage): string | undefined {
  // With an id it answers a command, and the room is where that was typed.
  if (message.type !== "error" || message.id !== undefined) return undefined;
  const isRefusal = message.code === "room_invalid" || message.code === "too_many_rooms";
  return isRefusal ? message.room : undefined;
}
