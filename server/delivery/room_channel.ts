import { nextTurn } from "../../helpers/next_turn.ts";
import { type JoinedMessage, limits, type ServerMessage } from "../../protocol.ts";
import type { Draft } from "../../store/store.ts";
import { Appender, type AppenderOptions } from "./appender.ts";
import { type Announcement, cut, itemBytes, type Membership, sizeOf } from "./batches.ts";
import { broadcast, type SenderMessage } from "./broadcast.ts";
import { echo, entryMessage } from "../entry_message.ts";
import { storageFailed, unexpected } from "../log.ts";
import { type Backlog, OrderedQueue } from "./ordered_queue.ts";
import type { Recipient } from "./recipient.ts";

export interface RoomChannelOptions extends AppenderOptions {
  readonly room: string;
  readonly backlog: Backlog;
  /** Sees every message that the room's members get, in order. */
  readonly observe: (messages: readonly ServerMessage[]) => void;
}

/**
 * The order of one room. What one turn of the event loop brings is one batch: appended to the store, encoded
 * once a dialect, sent to all. A batch is cut where somebody enters or exits, so that nobody gets a message
 * that was said before, or misses one after.
 */
export class RoomChannel {
  readonly #options: RoomChannelOptions;
  readonly #appender: Appender;
  readonly #queue: OrderedQueue<Announcement | Membership>;
  readonly #recipients = new Set<Recipient>();
  #newestSeq: number | undefined;

  constructor(options: RoomChannelOptions) {
    this.#options = options;
    this.#appender = new Appender(`"${options.room}"`, options);
    this.#queue = new OrderedQueue(options.backlog, (items) => this.#handle(items));
  }

  /** `sender` if it is here. Throws `room_busy` while the store is too far behind. */
  say(draft: Draft, sender: Recipient | undefined): void {
    this.#appender.admit(draft);
    this.#queue.add({ type: "said", draft, sender }, sizeOf(draft));
  }

  tell(message: ServerMessage): void {
    this.#queue.add({ type: "told", message }, itemBytes);
  }

  /** At once, past all that waits, to the others who have had `joined` by now. */
  passOn(message: ServerMessage, except: ReadonlySet<Recipient>): void {
    broadcast(this.#recipients.difference(except), [message], []);
  }

  /**
   * The recipient gets `joined`, a page of what was said up to then, and all that is said later. `after` is the
   * `seq` of what it has already; without it the page is short.
   */
  enter(recipient: Recipient, joined: Omit<JoinedMessage, "seq">, after?: number): void {
    this.#queue.add({ type: "enter", recipient, joined, after }, itemBytes);
  }

  /** The recipient gets nothing more of the room, and is `told` that it has left unless it is gone itself. */
  exit(recipient: Recipient, { told = true }: { told?: boolean } = {}): void {
    this.#queue.add({ type: "exit", recipient, told }, itemBytes);
  }

  /** Resolves when all that came so far is with its recipients. Never rejects. */
  drained(): Promise<void> {
    return this.#queue.drained();
  }

  /** Nobody is in it and nothing is on its way. */
  get idle(): boolean {
    return this.#recipients.size === 0 && this.#queue.isIdle;
  }

  /** What fails is told, and what comes behind it goes on. */
  async #handle(items: readonly (Announcement | Membership)[]): Promise<void> {
    for (const part of cut(items)) {
      try {
        if (part.type === "batch") await this.#publish(part.items);
        else await this.#change(part);
      } catch (error) {
        this.#options.log(unexpected(error));
      }
      if (part.type === "batch" && part.full) await nextTurn();
    }
  }

  async #change(change: Membership): Promise<void> {
    const { recipient } = change;
    const { room } = this.#options;
    if (change.type === "exit") {
      this.#recipients.delete(recipient);
      if (change.told) recipient.send({ type: "left", room });
      return;
    }
    const { joined, after } = change;
    const newest = this.#newestSeq ?? await this.#readNewestSeq();
    // A `seq` beyond what a client has tells it that something may be missing, and to ask for it.
    const seq = newest ?? (after === undefined ? 0 : after + 1);
    recipient.send({ ...joined, seq });
    if (newest === undefined) {
      const message = `Cannot read the history of "${room}"`;
      recipient.send({ type: "error", code: "storage_failed", message, room });
    } else if (seq > (after ?? 0)) {
      const limit = after === undefined ? limits.joinedPage : limits.historyPage;
      recipient.sendPage({ room, after, before: seq + 1, limit });
    }
    this.#recipients.add(recipient);
  }

  /** Undefined if it cannot be read. */
  async #readNewestSeq(): Promise<number | undefined> {
    const { room, store, log } = this.#options;
    try {
      this.#newestSeq = await store.newestSeq(room);
    } catch (error) {
      log(storageFailed(`Cannot read the newest entry of "${room}"`, error));
    }
    return this.#newestSeq;
  }

  async #publish(batch: readonly Announcement[]): Promise<void> {
    const kept = await this.#appender.append(batch.filter((item) => item.type === "said"));
    const shared: ServerMessage[] = [];
    const said: SenderMessage[] = [];
    // Sent after the batch, since what is repeated may be in it.
    const repeats: (() => void)[] = [];
    for (const item of batch) {
      if (item.type === "told") {
        shared.push(item.message);
        continue;
      }
      const { draft: { id }, sender } = item;
      const appended = kept.get(item);
      if (appended === undefined) continue;
      if (appended.repeated) {
        repeats.push(() => sender?.sendOwn(echo(appended.entry, id)));
        continue;
      }
      const message = entryMessage(appended.entry);
      this.#newestSeq = message.seq;
      if (sender !== undefined) said.push({ sender, id, index: shared.length });
      shared.push(message);
    }
    broadcast(this.#recipients, shared, said);
    for (const sendRepeat of repeats) sendRepeat();
    this.#options.observe(shared);
  }
}
