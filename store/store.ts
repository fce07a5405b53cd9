import type { MessageKind, Unsearched } from "../protocol.ts";
import type { KnownTime } from "./clock.ts";
import type { RecordStores } from "./records/record_store.ts";

/** What is to be kept of something said. */
export interface EntryDraft {
  /** A room's name; of a direct message its sender's inbox, as `inboxOf` names it. */
  readonly room: string;
  /** Of a direct message, the inbox of whom it is for: one entry, in two places. */
  readonly alsoIn?: string;
  /** Milliseconds since the Unix epoch. */
  readonly ts: number;
  readonly from: string;
  /** The nick that a direct message is for. */
  readonly to?: string;
  readonly text: string;
  readonly kind: MessageKind;
  /** Of a deletion, by `seq`: `deletion.ts` tells what becomes of those. */
  readonly deletes?: readonly number[];
  /** Of a deletion: why. */
  readonly reason?: string;
  /** Of a topic: what it was set to, which `text` says in words. */
  readonly topic?: string;
  /** The `seq` of what it answers. Stores do not look whether that is there. */
  readonly replyTo?: number;
  /** Where the text was joined, as of a message. */
  readonly joins?: readonly number[];
  /** Of what is deleted: the nick of who deleted it. */
  readonly deletedBy?: string;
  /** Who said it, over nicks and connections; with `id`, what a repeat is known by. */
  readonly identity: string;
  /** The client's own, unique per identity, of any characters; without one nothing is a repeat. */
  readonly id?: string;
}

/** What is kept of something said. */
export interface Entry extends EntryDraft {
  /**
   * Strictly increases over all that is kept, and so within a room, from 1 on; gaps are allowed. A store that is opened
   * again goes on above the milliseconds since the Unix epoch: were it restored from a copy, no `seq` is given twice.
   */
  readonly seq: number;
}

export interface Appended {
  readonly entry: Entry;
  /** The identity has said this `id` before: `entry` is the first one, and nothing was stored. */
  readonly repeated: boolean;
}

/**
 * Which entries of a room: the oldest after `after`, or the newest before `before`, or the newest. With both
 * bounds the newest between them. Bounds are in `seq`, or times; with two at one side both hold.
 */
export interface PageQuery {
  readonly room: string;
  /**
   * Of an inbox: only what its owner said to one of these nicks, or was told under one, whatever its case, and what is
   * with one of these identities. That is looked for among at most `maxLookedThrough` entries.
   */
  readonly with?: readonly string[];
  readonly withIdentities?: readonly string[];
  /** No entries of these kinds; looked for in the same way. */
  readonly withoutKinds?: readonly MessageKind[];
  readonly before?: number;
  readonly after?: number;
  readonly beforeTs?: number;
  readonly afterTs?: number;
  /** The oldest between the bounds, whichever there are. */
  readonly oldest?: boolean;
  readonly limit: number;
  /** Entries that may take more, encoded as JSON, end the page early; one entry comes all the same. */
  readonly maxBytes: number;
  /** Entries beyond the page are counted up to this number; absent, they are not, which takes less time. */
  readonly countUpTo?: number;
}

export interface EntryPage {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Nothing more is kept in the direction that was asked for: up to the other bound, where there are both. */
  readonly complete: boolean;
  /** How many more those are, at most `countUpTo`. There if that was given and the page is not complete. */
  readonly remaining?: number;
  /**
   * The page has an end because so much was looked through, up to here: it goes on from this `seq`. `remaining` is
   * not known then, nor where counting would take as much.
   */
  readonly reachedSeq?: number;
}

/** How many entries one page looks through for those that are wanted. */
export const maxLookedThrough = 10_000;

/** Which rooms, and which persons in an inbox, have their newest entry between two times, which are no bound themselves. */
export interface ConversationsQuery {
  readonly rooms: readonly string[];
  readonly inbox: string;
  readonly afterTs?: number;
  readonly beforeTs?: number;
  /** The least new of them. */
  readonly oldest?: boolean;
  readonly limit: number;
}

/** A room, or somebody in an inbox, by its newest entry. */
export interface ConversationEnd {
  /** The room, or whom it is with, under the nick in that entry. */
  readonly of: string | Peer;
  readonly seq: number;
  readonly ts: number;
}

export interface FoundConversations {
  /** The newest first or, with `oldest`, the oldest. */
  readonly ends: readonly ConversationEnd[];
  /** There are no more: also where more are not found, since an inbox is looked through only so far. */
  readonly complete: boolean;
}

/**
 * What must be in a text, without case and diacritics: words that follow one another, letters of a script without
 * spaces, symbols, wherever they stand; or, with `prefix`, the beginning of the last word.
 */
export interface SearchTerm {
  readonly text: string;
  readonly prefix: boolean;
}

export interface SearchQuery {
  /** Absent: all rooms. Inboxes are never searched. */
  readonly rooms?: readonly string[];
  /** All of them must be there. One that shows nothing is passed over; only such ones find nothing, none at all find all. */
  readonly terms: readonly SearchTerm[];
  /** The nick it was said under, in any case. */
  readonly from?: string;
  /** Said at this time or later, and before that. Milliseconds since the Unix epoch. */
  readonly sinceTs?: number;
  readonly beforeTs?: number;
  /** What has one of these is left out. */
  readonly without?: {
    readonly terms: readonly SearchTerm[];
    readonly from: readonly string[];
    readonly rooms: readonly string[];
  };
  readonly limit: number;
  /** So many of the best are passed over. */
  readonly offset: number;
}

/** An entry whose text, if it is long, is cut to the surroundings of the first match. Places are in the whole text. */
export interface FoundEntry extends Entry {
  /** Where the first match begins, in UTF-16 code units; absent if no words were looked for. */
  readonly foundAt?: number;
  /** Where the excerpt begins, in UTF-16 code units; absent if the text is whole. */
  readonly excerptAt?: number;
}

export interface Found {
  /** The best first; of those as good, the newest. */
  readonly entries: readonly FoundEntry[];
  /** There are no more among what was searched. */
  readonly complete: boolean;
  /** There if older entries were not searched, and why. */
  readonly unsearched?: Unsearched;
}

/** What is to be kept; absent, everything. */
export interface Retention {
  /** Nothing said before. Milliseconds since the Unix epoch. */
  readonly sinceTs?: number;
  /** The newest of each room, and of each inbox. */
  readonly newest?: number;
}

/** What was said in a room from a time on, milliseconds since the Unix epoch, up to that entry and with it. */
export interface Forgotten {
  readonly room: string;
  readonly sinceTs: number;
  readonly upToSeq: number;
}

/** How many of its nicks, the last ones, an identity is found by. */
export const maxNicksOfIdentity = 8;

/** Under which nick an identity was here. */
export interface KnownNick {
  readonly identity: string;
  readonly nick: string;
  /** What it is found by. What nicks are compared by: two that share one are the same. */
  readonly keys: readonly string[];
}

export interface StoreStats {
  readonly messages: number;
  readonly bytes: number;
}

/**
 * Keeps entries, for one server at a time: what is in use cannot be opened (`StoreError`). Knows nothing of permissions.
 * Disposing closes it, with all that was appended before kept; nothing may be called afterwards.
 */
export interface Store extends AsyncDisposable {
  /** A secret of this store's own, the same whenever it is opened: tokens are signed with it. */
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  /** Where it is kept, for a person to read. */
  readonly location: string;
  /** What it knew of the time when it was opened. */
  readonly knownTime: KnownTime;
  /** What it keeps beside entries. */
  readonly records: RecordStores;
  /**
   * Keeps all drafts, in order, and gives one result a draft; or keeps none and rejects, with a `NotKeptError` where
   * it can. When it resolves, the entries are kept as safely as this store keeps anything. Appends take place in the
   * order of the calls, but where much waits small ones may overtake large ones. One that cannot be kept fails no
   * other. An entry's `ts` is raised to that of the entry before it in the room, at least.
   */
  append(drafts: readonly EntryDraft[]): Promise<readonly Appended[]>;
  page(query: PageQuery): Promise<EntryPage>;
  /** Of an inbox the newest `maxLookedThrough` entries are looked at. */
  conversations(query: ConversationsQuery): Promise<FoundConversations>;
  /** The `seq` of the newest entry: of the room or, without one, of all; 0 if there is none. */
  newestSeq(room?: string): Promise<number>;
  search(query: SearchQuery): Promise<Found>;
  /** Forgets some of what is not to be kept, few enough not to hold anything up. Gives how many; 0 when done. */
  trim(keep: Retention): Promise<number>;
  /**
   * Forgets entries of a room, as trimming does. Resolves when all are forgotten, and nothing that is asked then finds one;
   * where it rejects, some may be.
   */
  forget(what: Forgotten): Promise<void>;
  /**
   * Gives new times to entries with one after `nowMs`, and with one of a clock that was not set: `restamping` in
   * `clock.ts` says which. Gives how many; appends from then on begin with the newest of those times.
   */
  restamp(nowMs: number): Promise<number>;
  /** Notes a time that is believed, for the next opening; 0: a clock that is not set is used. */
  trustTime(ts: number): Promise<void>;
  /**
   * Notes under which nick an identity is here, or was until now: what was said to it before counts as seen. The last
   * `maxNicksOfIdentity` are kept. Of very many identities those not noted for longest are forgotten, and one to which
   * something was said since only where all are so.
   */
  remember(known: KnownNick): Promise<void>;
  /** Who was the last to be here under a nick that shares one of these keys. */
  whoWas(keys: readonly string[]): Promise<KnownNick | undefined>;
  stats(): Promise<StoreStats>;
  /**
   * Writes something that changes nothing, in the order of the appends: resolves if they can be kept now, rejects with
   * why not.
   */
  tryWriting(): Promise<void>;
}

/** Nothing of an append was kept; it may be tried again. */
export class NotKeptError extends Error {
  override readonly name = "NotKeptError";

  /** `known`: by the index of the draft, what had been kept of it before, under the same `id`. */
  constructor(message: string, readonly known: ReadonlyMap<number, Entry> = new Map()) {
    super(message);
  }
}

export type StoreErrorCode = "in_use" | "newer" | "damaged" | "unusable";

/** A store cannot be opened. `message` says what is wrong, where, and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(readonly code: StoreErrorCode, message: string) {
    super(message);
  }
}

/** The place of an identity's direct messages, sent and received; no room can have this name. */
export function inboxOf(identity: string): string {
  return `@${identity}`;
}

/** Whose inbox it is. */
export function identityOf(inbox: string): string {
  return inbox.slice(inboxOf("").length);
}

/** The other end of a direct message. */
export interface Peer {
  readonly nick: string;
  readonly identity: string;
}

/** As seen from one of its inboxes. */
export function peerIn(
  inbox: string,
  { room, alsoIn = room, identity, from, to = "" }: EntryDraft,
): Peer {
  const isOwn = inboxOf(identity) === inbox;
  return isOwn ? { nick: to, identity: identityOf(alsoIn) } : { nick: from, identity };
}

export function isInbox(room: string): boolean {
  return room.startsWith("@");
}
