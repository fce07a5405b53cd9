import { ChatError } from "../../chat/chat_error.ts";
import { type Appended, type Draft, NotKeptError, type Store } from "../../store/store.ts";
import { type SaidItem, sizeOf } from "./batches.ts";
import { type Log, storageFailed } from "../log.ts";

export interface AppenderOptions {
  readonly store: Store;
  readonly log: Log;
  /** What waits for the store, about; at the bound `admit` throws `room_busy`. */
  readonly maxPendingBytes?: number;
}

/** Brings what was said in one place to the store, and tells those whose words could not be kept. */
export class Appender {
  readonly #options: AppenderOptions;
  /** What a person reads in errors, such as `"lobby"`. */
  readonly #where: string;
  readonly #maxPendingBytes: number;
  #pendingBytes = 0;

  constructor(where: string, options: AppenderOptions) {
    this.#where = where;
    this.#options = options;
    this.#maxPendingBytes = options.maxPendingBytes ?? 8 * 1024 * 1024;
  }

  /** Before it is queued. Throws `room_busy` while the store is too far behind. */
  admit(draft: Draft): void {
    if (this.#pendingBytes + sizeOf(draft) > this.#maxPendingBytes) {
      throw new ChatError("room_busy", `${this.#where} is too busy: say it again in a moment`);
    }
    this.#pendingBytes += sizeOf(draft);
  }

  /** What was admitted is not to be appended after all. */
  dismiss(draft: Draft): void {
    this.#pendingBytes -= sizeOf(draft);
  }

  /**
   * Stores what was admitted, and gives what became of each. Those that could not be stored are left out, and their
   * senders told. Never rejects.
   */
  async append(said: readonly SaidItem[]): Promise<ReadonlyMap<SaidItem, Appended>> {
    const kept = new Map<SaidItem, Appended>();
    if (said.length === 0) return kept;
    const { store, log } = this.#options;
    for (const { draft } of said) this.#pendingBytes -= sizeOf(draft);
    try {
      const appended = await store.append(said.map(({ draft }) => draft));
      said.forEach((item, index) => {
        const result = appended[index];
        if (result !== undefined) kept.set(item, result);
      });
    } catch (error) {
      log(storageFailed(`Cannot store ${said.length} messages of ${this.#where}`, error));
      const known = error instanceof NotKeptError ? error.known : undefined;
      for (const [index, item] of said.entries()) {
        const entry = known?.get(index);
        if (entry === undefined) refuse(item);
        else kept.set(item, { entry, repeated: true });
      }
    }
    return kept;
  }
}

function refuse({ sender, draft: { room, to, id } }: SaidItem): void {
  const message = "The server cannot store messages now: say it again later";
  const where = to === undefined ? room : undefined;
  sender?.send({ type: "error", code: "storage_failed", message, room: where, id });
}
