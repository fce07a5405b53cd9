import { ChatError } from "../chat/chat_error.ts";
import type { JoinedMessage, ServerMessage } from "../protocol.ts";
import type { Appended, Draft, Store } from "../store/store.ts";
import { entryMessage } from "./entry_message.ts";
import type { Recipient } from "./recipient.ts";
import { type Announcement, cut, type Membership, type SaidItem, sizeOf } from "./batches.ts";
import { type Acknowledgement, broadcast } from "./broadcast.ts";
import { type Log, unexpected } from "./log.ts";

export interface RoomChannelOptions {
  readonly room: string;
  readonly store: Store;
  /** Sees every message that the room's members get, in order. */
  readonly observe: (messages: readonly ServerMessage[]) => void;
  readonly log: Log;
  /** What waits for the store, about; at the bound `say` throws `room_busy`. */
  readonly maxPendingBytes?: number;
}

/**
 * The order of one room. What one turn of the event loop brings is one batch: appended to the store, encoded
 * once a dialect, sent to all. A batch is cut where somebody enters or exits, so that nobody gets a message
 * that was said before, or misses one after.
 */
export class RoomChannel {
  readonly #options: RoomChannelOptions;
  readonly #maxPendingBytes: number;
  readonly #recipients = new Set<Recipient>();
  #pending: (Announcement | Membership)[] = [];
  #pendingBytes = 0;
  #draining: Promise<void> | undefined;
  #newestSeq: number | undefined;

  constructor(options: RoomChannelOptions) {
    this.#options = options;
    this.#maxPendingBytes = options.maxPendingBytes ?? 8 * 1024 * 1024;
  }

  /** Throws `room_busy` while the store is too far behind. */
  say(draft: Draft, sender: Recipient): void {
    if (this.#pendingBytes + sizeOf(draft) > this.#maxPendingBytes) {
      throw new ChatError("room_busy", `"${draft.room}" is too busy: say it again in a moment`);
    }
    this.#pendingBytes += sizeOf(draft);
    this.#add({ type: "said", draft, sender });
  }

  tell(message: ServerMessage): void {
    this.#add({ type: "told", message });
  }

  /** The recipient gets `joined`, then all that is said after it. */
  enter(recipient: Recipient, joined: Omit<JoinedMessage, "seq">): void {
    this.#add({ type: "enter", recipient, joined });
  }

  /** The recipient gets `left`, and nothing more of the room. */
  exit(recipient: Recipient): void {
    this.#add({ type: "exit", recipient });
  }

  /** Resolves when all that came so far is with its recipients. Never rejects. */
  drained(): Promise<void> {
    return this.#draining ?? Promise.resolve();
  }

  /** Nobody is in it and nothing is on its way. */
  get idle(): boolean {
    return this.#recipients.size === 0 && this.#draining === undefined;
  }

  #add(item: Announcement | Membership): void {
    this.#pending.push(item);
    this.#draining ??= new Promise((resolve) =>
      setImmediate(async () => {
        await this.#drain();
        this.#draining = undefined;
        resolve();
      })
    );
  }

  /** Never rejects: what fails is told, and what comes behind it goes on. */
  async #drain(): Promise<void> {
    while (this.#pending.length > 0) {
      const items = this.#pending;
      this.#pending = [];
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
  }

  async #change(change: Membership): Promise<void> {
    const { recipient } = change;
    const { room, store } = this.#options;
    if (change.type === "exit") {
      this.#recipients.delete(recipient);
      recipient.send({ type: "left", room });
      return;
    }
    try {
      this.#newestSeq ??= await store.newestSeq(room);
    } catch (error) {
      this.#reportStorage(`Cannot read the newest entry of "${room}"`, error);
    }
    recipient.send({ ...change.joined, seq: this.#newestSeq ?? 0 });
    this.#recipients.add(recipient);
  }

  async #publish(batch: readonly Announcement[]): Promise<void> {
    const kept = await this.#append(batch.filter((item) => item.type === "said"));
    const shared: ServerMessage[] = [];
    const acknowledgements: Acknowledgement[] = [];
    // After the batch, which may have the first one in it.
    const repeats: (() => void)[] = [];
    for (const item of batch) {
      if (item.type === "told") {
        shared.push(item.message);
        continue;
      }
      const { draft: { id }, sender } = item;
      const appended = kept.get(item);
      if (appended === undefined) continue;
      const message = entryMessage(appended.entry);
      if (appended.repeated) {
        repeats.push(() => sender.send({ ...message, id }));
        continue;
      }
      this.#newestSeq = message.seq;
      if (id !== undefined) acknowledgements.push({ sender, id, index: shared.length });
      shared.push(message);
    }
    broadcast(this.#recipients, shared, acknowledgements);
    for (const sendRepeat of repeats) sendRepeat();
    this.#options.observe(shared);
  }

  /** What became of each; nothing of those that could not be stored, whose senders are told. */
  async #append(said: readonly SaidItem[]): Promise<ReadonlyMap<SaidItem, Appended>> {
    const kept = new Map<SaidItem, Appended>();
    if (said.length === 0) return kept;
    for (const { draft } of said) this.#pendingBytes -= sizeOf(draft);
    try {
      const appended = await this.#options.store.append(said.map(({ draft }) => draft));
      said.forEach((item, index) => {
        const result = appended[index];
        if (result !== undefined) kept.set(item, result);
      });
    } catch (error) {
      const message = "The server cannot store messages now: say it again later";
      this.#reportStorage(`Cannot store ${said.length} messages of "${this.#options.room}"`, error);
      for (const { sender, draft: { room, id } } of said) {
        sender.send({ type: "error", code: "storage_failed", message, room, id });
      }
    }
    return kept;
  }

  #reportStorage(what: string, error: unknown): void {
    this.#options.log({ event: "storage_failed", level: "error", message: `${what}: ${error}` });
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
