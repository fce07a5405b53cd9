import { parseNick } from "../chat/people/nick.ts";
import { parseRoomName } from "../chat/rooms/room_name.ts";
import { parseText } from "../chat/text.ts";
import { toPlainJson } from "../helpers/text/quoted.ts";
import { limits, ProtocolError } from "../protocol.ts";
import { deletedText } from "../helpers/text/deleted_text.ts";
import { tombstone } from "../store/deletion.ts";
import type { Entry, EntryDraft } from "../store/store.ts";
import { localDay, localSeconds } from "../helpers/text/local_time.ts";
import { formatForPipe } from "../ui/format.ts";
import { Fields } from "../wire/fields.ts";

/** How far ahead of this clock a record's time may be. */
const aheadMs = 24 * 60 * 60 * 1000;

/** One entry as a JSON object, its time also in a form for people. */
export function encodeRecord(entry: Entry): string {
  const { room, seq, ts, from, text, kind, deletes, deletedBy, identity, id } = entry;
  const time = new Date(ts).toISOString();
  return toPlainJson({
    ...{ room, seq, ts, time, from, text, kind, deletes, deletedBy, identity, id },
  });
}

/** `2026-11-01 14:05:09 #lobby ann: hi` in local time; each line of a text begins so. */
export function formatRecord(entry: Entry): string {
  const { room, seq, ts, from, deletedBy } = entry;
  const start = `${localDay(ts)} ${localSeconds(ts)}`;
  const { text, kind } = deletedBy === undefined
    ? entry
    : { text: deletedText(deletedBy), kind: "text" };
  const said = { type: "message", room, seq, ts, from, text, kind } as const;
  const lines = formatForPipe(said, { showRoom: true }) ?? "";
  return lines.split("\n").map((line) => `${start} ${line}`).join("\n");
}

/**
 * What an export wrote, read strictly: a file is trusted no more than a client, so names are checked as when they
 * were said. A record without `id` gets one made of its `seq`, so that importing it again
 * adds nothing. What was deleted stays so; whose `seq` a deletion names is of the other file, and left out. Throws `ProtocolError` or `ChatError`, whose message says what is wrong.
 */
export function readRecord(line: string, nowMs: number): EntryDraft {
  const fields = new Fields(parse(line));
  const seq = fields.integer("seq");
  return {
    room: parseRoomName(fields.string("room", limits.roomNameLength)),
    ts: readTime(fields, nowMs),
    from: parseNick(fields.string("from", limits.nickLength)),
    ...readSaid(fields),
    // The store would make U+FFFD of lone surrogates, and one of two identities that differ in them alone.
    identity: fields.string("identity", limits.tokenLength).toWellFormed(),
    id: fields.id ?? `import ${seq}`,
  };
}

function readSaid(fields: Fields): Pick<EntryDraft, "text" | "kind" | "deletedBy"> {
  const kind = fields.word("kind");
  if (kind !== "deleted") {
    return { kind, text: parseText(fields.string("text", limits.textBytes)) };
  }
  return tombstone(parseNick(fields.string("deletedBy", limits.nickLength)));
}

/**
 * Later messages never get an earlier time, so one from the future would stop the clock for all. A little is taken for
 * a difference between two clocks.
 */
function readTime(fields: Fields, nowMs: number): number {
  const ts = fields.integer("ts");
  if (ts <= nowMs + aheadMs) return Math.min(ts, nowMs);
  throw new ProtocolError("bad_field", `Field "ts" is in the future: ${ts}`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ProtocolError("bad_json", "The line is not JSON");
  }
}
