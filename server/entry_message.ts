import type { DirectMessage, RoomMessage } from "../protocol.ts";
import type { Entry } from "../store/store.ts";

/** What a client sees of an entry: neither its identity nor, unless it is the sender's echo, its `id`. */
export function entryMessage({ room, seq, ts, from, text, kind }: Entry): RoomMessage {
  return { type: "message", room, seq, ts, from, text, kind };
}

/** The same of an entry in an inbox. */
export function directMessage({ seq, ts, from, to = "", text, kind }: Entry): DirectMessage {
  return { type: "direct", seq, ts, from, to, text, kind };
}

/** What its sender gets of an entry that was kept before, and perhaps elsewhere than now. */
export function echo(entry: Entry, id: string | undefined): RoomMessage | DirectMessage {
  return { ...(entry.to === undefined ? entryMessage(entry) : directMessage(entry)), id };
}
