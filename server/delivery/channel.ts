import { ChatError } from "../../chat/chat_error.ts";
import type { DeleteEvent } from "../../chat/event.ts";
import { type ErrorMessage, limits, type ServerMessage } from "../../protocol.ts";
import {
  type Appended,
  type Entry,
  type EntryDraft,
  inboxOf,
  NotKeptError,
  type Store,
} from "../../store/store.ts";
import { type Log, storageFailed, unexpected } from "../log.ts";
import type { Measurements } from "../measuring/measurements.ts";
import type { RecordKeeper } from "../record_keeper.ts";
import type { Persons } from "../accounts/persons.ts";
import { storeAnswer } from "../store_answer.ts";
import type { StoreHealth } from "../measuring/store_health.ts";
import type { Backlog } from "./backlog.ts";
import {
  type BatchItem,
  type ChangeItem,
  cut,
  type SaidItem,
  sizeOf,
  takeBatch,
  type TransientItem,
} from "./batches.ts";
import { deletionsOf } from "./deletions.ts";
import type { Forgetting } from "./forgetting.ts";
import { findTargets } from "./deletion_targets.ts";
import type { Recipient } from "./recipient.ts";

export interface ChannelOptions {
  readonly store: Store;
  readonly persons: Persons;
  readonly records: Pick<RecordKeeper, "settled">;
  readonly measurements: Measurements;
  readonly health: Pick<StoreHealth, "noteKept" | "noteFailed">;
  readonly log: Log;
  readonly backlog: Backlog;
  readonly forgetting: Forgetting;
  /** What waits for the store in one channel, about; at the bound `say` throws `room_busy`. */
  readonly maxWaitingBytes?: number;
}

const moreText = "Not all at once: delete again what is older";
const defaultMaxWaitingBytes = 8 * 1024 * 1024;

/** What was said and is kept now; or was kept before, under the same `id`. */
export interface KeptItem {
  readonly type: "kept";
  readonly said: SaidItem;
  readonly entry: Entry;
  readonly repeated: boolean;
}

/** What was said and is not kept: its sender is told so. */
interface RefusedItem {
  readonly type: "refused";
  readonly said: SaidItem;
  readonly error: ErrorMessage;
}

type WaitingItem<Change> = BatchItem | ChangeItem<Change>;
type SettledItem<Change> = KeptItem | RefusedItem | TransientItem | ChangeItem<Change>;

/** The entry to be appended, or why it is refused. */
export type Prepared = EntryDraft | ErrorMessage;

/**
 * The order of what happens in one place. All that one turn of the event loop brings is one batch: appended to the
 * store in one go, then published. What comes meanwhile waits, and is the next. It is published piece by piece, cut
 * where it changes who is there, so that nobody gets a message that was said before, or misses one after.
 */
export abstract class Channel<Change> {
  readonly #waiting: WaitingItem<Change>[] = [];
  #waitingBytes = 0;
  #draining: Promise<void> | undefined;
  #addedCount = 0;
  #handledCount = 0;
  /** Who waits until so many are handled, in order; each session waits for one thing at a time. */
  readonly #awaited: { readonly after: number; readonly resolve: () => void }[] = [];
  /** Of those who asked for something that waits the count at their last, the oldest first. */
  readonly #askedAt = new Map<Recipient, number>();
  /** The newest `seq` among what is published; undefined until it is first read or appended. */
  #newestSeq: number | undefined;

  /** `label` is for people: `"lobby"`. Without a room it is the order of all that is in none. */
  constructor(
    protected readonly options: ChannelOptions,
    private readonly label: string,
    private readonly inRoom?: string,
  ) {}

  /** `sender` if it is here. Throws `room_busy` while the store is too far behind. */
  say(
    draft: EntryDraft,
    sender: Recipient | undefined,
    about: Pick<SaidItem, "tags" | "isFromOutside"> = {},
  ): void {
    this.add({ type: "said", draft, sender, ...about });
  }

  /** Keeps what has happened already, and tells it: as `otherwise` where it cannot be kept. */
  keepAndTell(draft: EntryDraft, otherwise: ServerMessage): void {
    this.add({ type: "said", draft, sender: undefined, otherwise });
  }

  /** `ts`: when it was asked. Who asks is told what could not be deleted. Throws as `say` does. */
  delete(event: DeleteEvent, ts: number, sender: Recipient | undefined): void {
    const { identity, from, id, reason, room = inboxOf(identity) } = event;
    const about = reason === undefined ? {} : { reason };
    const draft = { room, ts, from, text: "", kind: "deletion", identity, id, ...about };
    this.add({ type: "said", draft, sender, deletion: event });
  }

  /** Resolves when all that came so far is with its recipients. Never rejects. */
  drained(): Promise<void> {
    return this.#draining ?? Promise.resolve();
  }

  /** The same, whatever comes meanwhile: in a busy place there is always something on its way. */
  passed(): Promise<void> {
    if (this.#handledCount === this.#addedCount) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited.push({ after: this.#addedCount, resolve });
    return promise;
  }

  concerns(recipient: Recipient): boolean {
    return this.reaches(recipient) || (this.#askedAt.get(recipient) ?? 0) > this.#handledCount;
  }

  protected get isIdle(): boolean {
    return this.#draining === undefined;
  }

  /** How many get all that is published. */
  protected abstract get audience(): number;

  /** Whether it gets what is published, or some of it. */
  protected abstract reaches(recipient: Recipient): boolean;

  /** Brings what is kept, and what is transient, to those it is for. */
  protected abstract publish(items: readonly (KeptItem | TransientItem)[]): void;

  /**
   * Makes a change, once all before it is published and nothing behind it. `newestSeq` is that of the newest entry
   * before it; undefined if that cannot be read, or was not looked for.
   */
  protected abstract change(change: Change, newestSeq: number | undefined): void;

  /** Whether somebody comes in by it who gets what was said before: only then `newestSeq` is looked for. */
  protected abstract startsWithHistory(change: Change): boolean;

  /** The draft with what is still to be looked up, or why it is refused. Must not reject. */
  protected address({ draft }: SaidItem): Promise<Prepared> | Prepared {
    return draft;
  }

  /** One result for each, all looked up at the same time. Never rejects. */
  #prepare(said: readonly SaidItem[]): Promise<readonly Prepared[]> {
    if (said.every(({ deletion, absent }) => (deletion ?? absent) === undefined)) {
      return Promise.resolve(said.map(({ draft }) => draft));
    }
    return Promise.all(
      said.map((item) => item.deletion === undefined ? this.address(item) : this.#find(item)),
    );
  }

  /** Of many messages the first; the others are deleted behind what waits already. */
  async #find({ draft, deletion, sender }: SaidItem): Promise<Prepared> {
    if (deletion === undefined) return draft;
    const { store, log, forgetting } = this.options;
    const { id } = draft;
    try {
      await forgetting.forgotten([draft.room]);
      const targets = await findTargets(store, deletion);
      if ("code" in targets) return { type: "error", ...targets, room: deletion.room, id };
      const [first = draft, ...others] = deletionsOf(draft, targets.entries);
      for (const other of others) this.add({ type: "said", draft: other, sender });
      if (!targets.isAll) sender?.send({ type: "notice", text: moreText, room: deletion.room, id });
      return first;
    } catch (error) {
      if (error instanceof ChatError) return error.toMessage({ room: deletion.room, id });
      log(storageFailed(`Cannot look for what is to be deleted in ${this.label}`, error));
      const message = "The server cannot look for messages now: delete them later";
      return { type: "error", code: "storage_failed", message, room: deletion.room, id };
    }
  }

  /** Throws `room_busy` for something to be said while the store is too far behind. */
  protected add(item: WaitingItem<Change>): void {
    const bytes = sizeOf(item);
    const { backlog, maxWaitingBytes = defaultMaxWaitingBytes } = this.options;
    const mayWait = item.type === "said" && item.otherwise === undefined;
    const most = mayWait ? backlog.limitFor(maxWaitingBytes) : Infinity;
    if (this.#waitingBytes + bytes > most) {
      throw new ChatError("room_busy", `${this.label} is too busy: say it again in a moment`);
    }
    this.#waiting.push(item);
    const sender = item.type === "said" ? item.sender : undefined;
    this.#noteAsked(++this.#addedCount, sender ?? backlog.asker);
    this.#waitingBytes += bytes;
    backlog.bytes += bytes;
    if (this.#draining !== undefined) return;
    backlog.busy.add(this);
    this.#draining = new Promise((resolve) =>
      setImmediate(async () => {
        while (this.#waiting.length > 0) await this.#handleWaiting();
        this.#draining = undefined;
        backlog.busy.delete(this);
        resolve();
      })
    );
  }

  #noteAsked(at: number, asker: Recipient | undefined): void {
    if (asker === undefined) return;
    this.#askedAt.delete(asker);
    this.#askedAt.set(asker, at);
  }

  /** What fails is told, and what comes behind it goes on. */
  async #handleWaiting(): Promise<void> {
    const items = takeBatch(this.#waiting);
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    this.#waitingBytes -= bytes;
    try {
      // What follows from a change is told once the change is kept.
      const { settled } = this.options.records;
      if (settled !== undefined) await settled;
      // Before the batch is kept: it is for those who come in now what was said before.
      if (items.some((item) => this.#needsNewestSeq(item))) await this.#findNewestSeq();
      const kept = await this.#keepAll(items);
      // Outboxes are to be emptied in between.
      const turn = this.options.backlog.pace.take(bytes, this.audience);
      if (turn !== undefined) await turn;
      for (const part of cut(kept)) this.#handlePart(part);
    } catch (error) {
      this.options.log(unexpected(error));
    }
    this.options.backlog.bytes -= bytes;
    this.#handledCount += items.length;
    for (const [asker, at] of this.#askedAt) {
      if (at > this.#handledCount) break;
      this.#askedAt.delete(asker);
    }
    while ((this.#awaited[0]?.after ?? Infinity) <= this.#handledCount) {
      this.#awaited.shift()?.resolve();
    }
  }

  #handlePart(part: (KeptItem | RefusedItem | TransientItem)[] | ChangeItem<Change>): void {
    try {
      if (!Array.isArray(part)) return this.change(part.change, this.#newestSeq);
      const items: (KeptItem | TransientItem)[] = [];
      for (const item of part) {
        if (item.type === "refused") item.said.sender?.send(item.error);
        else items.push(item);
        if (item.type === "kept" && !item.repeated) this.#newestSeq = item.entry.seq;
      }
      this.publish(items);
    } catch (error) {
      this.options.log(unexpected(error));
    }
  }

  #needsNewestSeq(item: WaitingItem<Change>): boolean {
    return item.type === "change" && this.startsWithHistory(item.change);
  }

  async #findNewestSeq(): Promise<void> {
    try {
      this.#newestSeq ??= await storeAnswer(this.options.store.newestSeq(this.inRoom));
    } catch (error) {
      this.options.log(storageFailed(`Cannot read the newest entry of ${this.label}`, error));
    }
  }

  /** Appends all that is said, and puts what became of it in its place. Never rejects. */
  async #keepAll(items: readonly WaitingItem<Change>[]): Promise<SettledItem<Change>[]> {
    const said = items.filter((item) => item.type === "said");
    const prepared = said.length === 0 ? [] : await this.#prepare(said);
    const appended = await this.#append(prepared.filter(isDraft));
    let [saidIndex, appendedIndex] = [0, 0];
    return items.map((item) => {
      if (item.type !== "said") return item;
      const draft = prepared[saidIndex++] ?? item.draft;
      if (!isDraft(draft)) return { type: "refused", said: item, error: draft };
      const { entry, repeated = false } = appended[appendedIndex++] ?? {};
      if (entry !== undefined) return { type: "kept", said: item, entry, repeated };
      return item.otherwise === undefined
        ? { type: "refused", said: item, error: notKept(draft) }
        : { type: "transient", message: item.otherwise };
    });
  }

  /** One result for each; undefined for what could not be stored. Never rejects. */
  async #append(drafts: readonly EntryDraft[]): Promise<readonly (Appended | undefined)[]> {
    if (drafts.length === 0) return [];
    const { store, measurements, health } = this.options;
    measurements.batchMessages.observe(drafts.length);
    const beganAtMs = performance.now();
    try {
      const appended = await store.append(drafts);
      measurements.noteAppended(appended, performance.now() - beganAtMs);
      health.noteKept();
      return appended;
    } catch (error) {
      measurements.appendFailures++;
      health.noteFailed();
      const { length } = drafts;
      const what = `Cannot store ${
        length === 1 ? "a message" : `${length} messages`
      } of ${this.label}`;
      this.options.log(storageFailed(what, error));
      const known = error instanceof NotKeptError ? error.known : undefined;
      return drafts.map((_, index) => {
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

function isDraft(prepared: Prepared): prepared is EntryDraft {
  return !("code" in prepared);
}

function notKept({ room, to, id }: EntryDraft): ErrorMessage {
  const message = "The server cannot store messages now: say it again later";
  const where = to === undefined ? room : undefined;
  return { type: "error", code: "storage_failed", message, room: where, id };
}
