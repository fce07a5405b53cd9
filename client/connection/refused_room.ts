import type { ServerMessage } from "../../protocol.ts";

const refusals: ReadonlySet<string> = new Set(["room_invalid", "room_taken", "too_many_rooms"]);

/** The room that the server does not let one into on connecting, if the message says so. */
export function refusedRoom(message: ServerMessage): string | undefined {
  // With an id it answers a command, and the room is where that was typed.
  if (message.type !== "error" || message.id !== undefined) return undefined;
  return refusals.has(message.code) ? message.room : undefined;
}
