import {
  type ConversationEnd,
  type ConversationsQuery,
  type Entry,
  type FoundConversations,
  maxLookedThrough,
  type Peer,
} from "./store.ts";

type Newest = Pick<Entry, "seq" | "ts">;

/** What `conversations` of a store answers, of the newest entries of its rooms and of the persons in the inbox. */
export function findConversations(
  rooms: readonly { readonly room: string; readonly newest: Newest | undefined }[],
  persons: readonly ConversationEnd[],
  { afterTs = -Infinity, beforeTs = Infinity, oldest = false, limit }: ConversationsQuery,
): FoundConversations {
  const ofRooms = rooms.flatMap(({ room, newest }): ConversationEnd[] =>
    newest === undefined ? [] : [{ of: room, seq: newest.seq, ts: newest.ts }]
  );
  const ends = [...ofRooms, ...persons]
    .filter(({ ts }) => ts > afterTs && ts < beforeTs)
    .toSorted((one, other) => (one.seq - other.seq) * (oldest ? 1 : -1));
  return { ends: ends.slice(0, limit), complete: ends.length <= limit };
}

/** The newest of what is with each person, out of an inbox, the newest first; looks at `maxLookedThrough`. */
export function newestOf<Direct extends Newest>(
  newestFirst: Iterable<Direct>,
  peerOf: (direct: Direct) => Peer,
): ConversationEnd[] {
  const ends = new Map<string, ConversationEnd>();
  for (const direct of Iterator.from(newestFirst).take(maxLookedThrough)) {
    const peer = peerOf(direct);
    if (ends.has(peer.identity)) continue;
    ends.set(peer.identity, { of: peer, seq: direct.seq, ts: direct.ts });
  }
  return [...ends.values()];
}
