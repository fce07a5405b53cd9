import { ChatError } from "../../chat/chat_error.ts";
import { nextTurn } from "../../helpers/next_turn.ts";
import { limits } from "../../protocol.ts";
import {
  type Appended,
  type Entry,
  type EntryDraft,
  NotKeptError,
  type Store,
} from "../../store/store.ts";
import { type Log, storageFailed, unexpected } from "../log.ts";
import {
  type BatchItem,
  type ChangeItem,
  cut,
  maxBatchBytes,
  type SaidItem,
  sizeOf,
  type TransientItem,
} from "./batches.ts";
import type { Recipient } from "./recipient.ts";

/** How much waits in all channels together, about: what a crowd may make wait is bounded by it. */
export class Backlog {
  bytes = 0;
}

export interface ChannelOptions {
  readonly store: Store;
  readonly log: Log;
  readonly backlog: Backlog;
  /** What waits for the store in one channel, about; at the bound `say` throws `room_busy`. */
  readonly maxWaitingBytes?: number;
}

const defaultMaxWaitingBytes = 8 * 1024 * 1024;

/** What was said and is kept now; or was kept before, under the same `id`. */
export interface KeptItem {
  readonly type: "kept";
  readonly said: SaidItem;
  readonly entry: Entry;
  readonly repeated: boolean;
}

/**
 * The order of what happens in one place. All that one turn of the event loop brings is one batch: appended to the
 * store, then published. What comes meanwhile waits, and is the next. A batch is cut where it changes who is
 * there, so that nobody gets a message that was said before, or misses one after.
 */
export abstract class Channel<Change> {
  #waiting: (BatchItem | ChangeItem<Change>)[] = [];
  #waitingBytes = 0;
  #draining: Promise<void> | undefined;
  #newestSeq: number | undefined;

  /** `label` is for people: `"lobby"`. */
  constructor(protected readonly options: ChannelOptions, private readonly label: string) {}

  /** `sender` if it is here. Throws `room_busy` while the store is too far behind. */
  say(draft: EntryDraft, sender: Recipient | undefined): void {
    this.add({ type: "said", draft, sender });
  }

  /** Resolves when all that came so far is with its recipients. Never rejects. */
  drained(): Promise<void> {
    return this.#draining ?? Promise.resolve();
  }

  protected get isIdle(): boolean {
    return this.#draining === undefined;
  }

  /** Brings what is kept, and what is transient, to those it is for. */
  protected abstract publish(items: readonly (KeptItem | TransientItem)[]): void;

  /** Makes a change, once all before it is published; all behind it waits. */
  protected abstract change(change: Change): Promise<void>;

  /** Throws `room_busy` for something to be said while the store is too far behind. */
  protected add(item: BatchItem | ChangeItem<Change>): void {
    const bytes = sizeOf(item);
    const { backlog, maxWaitingBytes = defaultMaxWaitingBytes } = this.options;
    if (item.draft !== undefined && this.#waitingBytes + bytes > maxWaitingBytes) {
      throw new ChatError("room_busy", `${this.label} is too busy: say it again in a moment`);
    }
    this.#waiting.push(item);
    this.#waitingBytes += bytes;
    backlog.bytes += bytes;
    this.#draining ??= new Promise((resolve) =>
      setImmediate(async () => {
        while (this.#waiting.length > 0) await this.#handleWaiting();
        this.#draining = undefined;
        resolve();
      })
    );
  }

  /** Appends and publishes; who said what cannot be stored is told so. */
  protected async announce(batch: readonly BatchItem[]): Promise<void> {
    const appended = await this.#append(batch.filter((item) => item.type === "said"));
    const items: (KeptItem | TransientItem)[] = [];
    let index = 0;
    for (const item of batch) {
      if (item.type === "transient") {
        items.push(item);
        continue;
      }
      const { entry, repeated = false } = appended[index++] ?? {};
      if (entry === undefined) refuse(item);
      else items.push({ type: "kept", said: item, entry, repeated });
    }
    this.publish(items);
  }

  /** Of the room or, without one, of all entries; undefined if it cannot be read. */
  protected async newestSeq(room?: string): Promise<number | undefined> {
    try {
      return this.#newestSeq ??= await this.options.store.newestSeq(room);
    } catch (error) {
      this.options.log(storageFailed(`Cannot read the newest entry of ${this.label}`, error));
      return undefined;
    }
  }

  /** What fails is told, and what comes behind it goes on. */
  async #handleWaiting(): Promise<void> {
    const items = this.#waiting;
    this.#waiting = [];
    for (const part of cut(items)) {
      const isBatch = Array.isArray(part);
      const bytes = isBatch ? part.reduce((sum, item) => sum + sizeOf(item), 0) : sizeOf(part);
      this.#waitingBytes -= bytes;
      try {
        if (isBatch) await this.announce(part);
        else await this.change(part.change);
      } catch (error) {
        this.options.log(unexpected(error));
      }
      this.options.backlog.bytes -= bytes;
      // Outboxes are to be emptied before the next.
      if (bytes >= maxBatchBytes) await nextTurn();
    }
  }

  /** One result for each; undefined for what could not be stored. Never rejects. */
  async #append(said: readonly SaidItem[]): Promise<readonly (Appended | undefined)[]> {
    if (said.length === 0) return [];
    try {
      const appended = await this.options.store.append(said.map(({ draft }) => draft));
      const newest = appended.findLast(({ repeated }) => !repeated);
      if (newest !== undefined) this.#newestSeq = newest.entry.seq;
      return appended;
    } catch (error) {
      const what = `Cannot store ${said.length} messages of ${this.label}`;
      this.options.log(storageFailed(what, error));
      const known = error instanceof NotKeptError ? error.known : undefined;
      return said.map((_, index) => {
        const entry = known?.get(index);
        return entry && { entry, repeated: true };
      });
    }
  }
}

/** Sends what is missing up to `newestSeq`: all after `after` or, without that, a short page. */
export function sendMissed(
  recipient: Recipient,
  room: string,
  after: number | undefined,
  newestSeq: number | undefined,
): void {
  const before = newestSeq === undefined ? undefined : newestSeq + 1;
  const limit = after === undefined ? limits.joinedPage : limits.historyPage;
  recipient.sendPage({ room, after, before, limit });
}

function refuse({ sender, draft: { room, to, id } }: SaidItem): void {
  const message = "The server cannot store messages now: say it again later";
  const where = to === undefined ? room : undefined;
  sender?.send({ type: "error", code: "storage_failed", message, room: where, id });
}
