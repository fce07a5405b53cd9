import type { RoomMessage } from "../protocol.ts";
import type { Entry } from "../store/store.ts";

/** What a client sees of an entry: neither its identity nor, unless it is the sender's echo, its `id`. */
export function entryMessage({ room, seq, ts, from, text, kind }: Entry): RoomMessage {
  return { type: "message", room, seq, ts, from, text, kind };
}
