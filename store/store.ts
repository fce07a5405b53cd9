import type { MessageKind } from "../protocol.ts";

/** What is to be kept of something said. */
export interface Draft {
  readonly room: string;
  /** Milliseconds since the Unix epoch. */
  readonly ts: number;
  readonly from: string;
  readonly text: string;
  readonly kind: MessageKind;
  /** Who said it, over nicks and connections; with `id`, what a repeat is known by. */
  readonly identity: string;
  /** The client's own, unique per identity; without one nothing is a repeat. */
  readonly id?: string;
}

/** What is kept of something said. */
export interface Entry extends Draft {
  /** Strictly increases within a room, from 1 on; gaps are allowed. */
  readonly seq: number;
}

export interface Appended {
  readonly entry: Entry;
  /** The identity has said this `id` before: `entry` is the first one, and nothing was stored. */
  readonly repeated: boolean;
}

/** Which entries: the newest before `before`, or the oldest after `after`, or, without both, the newest. */
export interface PageQuery {
  readonly room: string;
  readonly before?: number;
  readonly after?: number;
  readonly limit: number;
  /** Entries that may take more, encoded as JSON, end the page early; one entry comes all the same. */
  readonly maxBytes: number;
}

export interface Page {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Nothing more is kept in the direction that was asked for. */
  readonly complete: boolean;
}

/** What keeps entries. Knows nothing of permissions. Disposing closes it; nothing may be called afterwards. */
export interface Store extends AsyncDisposable {
  /**
   * Keeps all drafts, in order, or none. Gives one result a draft; when it resolves the entries are kept as
   * safely as this store keeps anything. An entry's `ts` is raised to that of the entry before it in the room, at least.
   */
  append(drafts: readonly Draft[]): Promise<readonly Appended[]>;
  page(query: PageQuery): Promise<Page>;
  /** The `seq` of the room's newest entry, 0 if nothing of it is kept. */
  newestSeq(room: string): Promise<number>;
}
