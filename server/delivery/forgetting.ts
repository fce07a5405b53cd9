import { delay } from "../../helpers/delay.ts";
import type { RoomRecord } from "../../records.ts";
import type { Store } from "../../store/store.ts";
import { type Log, storageFailed } from "../log.ts";
import { storeAnswer } from "../store_answer.ts";

export interface ForgettingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly clock: () => number;
  /** Nothing of a room is to be forgotten any more. */
  readonly onForgotten: (room: string) => void;
}

const againAfterMs = 1000;

/**
 * Has the store forget what was said in rooms that are gone, and knows of which that is not done yet: whoever reads there
 * waits, or is told where it fails. That is tried again.
 */
export class Forgetting implements Disposable {
  readonly #rooms = new Map<string, Promise<void>>();
  /** Those of them with which the store has failed. */
  readonly #failing = new Set<string>();
  readonly #disposing = new AbortController();

  constructor(private readonly options: ForgettingOptions) {}

  /** Those of which not all is forgotten yet. */
  get rooms(): readonly string[] {
    return [...this.#rooms.keys()];
  }

  has(room: string): boolean {
    return this.#rooms.has(room);
  }

  /** Resolves when nothing of these rooms is to be forgotten any more; rejects where it cannot be done. */
  async forgotten(rooms: readonly string[]): Promise<void> {
    if (rooms.some((room) => this.#failing.has(room))) {
      throw new Error("what was said there by others is still to be forgotten");
    }
    const running = rooms.flatMap((room) => this.#rooms.get(room) ?? []);
    if (running.length > 0) await storeAnswer(Promise.all(running));
  }

  /**
   * From now on nobody reads what was said in the room since then. It is forgotten once what is given is called, with the
   * `seq` of the newest of it.
   */
  begin(room: string, sinceTs: number): (upToSeq: number) => void {
    const { onForgotten, clock } = this.options;
    // Where a clock that was wrong was set right, the times of what was said are others now.
    const fromTs = sinceTs > clock() ? 0 : sinceTs;
    const { promise: end, resolve } = Promise.withResolvers<number>();
    const before = this.#rooms.get(room);
    const forgotten = Promise.all([end, before])
      .then(([upToSeq]) => this.#forget({ room, sinceTs: fromTs, upToSeq }))
      .then((isForgotten) => {
        if (!isForgotten || this.#rooms.get(room) !== forgotten) return;
        this.#rooms.delete(room);
        onForgotten(room);
      });
    this.#rooms.set(room, forgotten);
    return resolve;
  }

  /** Begins with those of the rooms that were kept at the last stop, or crash, to be forgotten. */
  beginWith(kept: readonly RoomRecord[]): void {
    for (const { room, isPassing = false, createdTs = 0 } of kept) {
      if (!isPassing) continue;
      const end = this.begin(room, createdTs);
      storeAnswer(this.options.store.newestSeq(room)).then(end, () => end(Number.MAX_SAFE_INTEGER));
    }
  }

  /** Tries nothing again. */
  [Symbol.dispose](): void {
    this.#disposing.abort();
  }

  /** False if it is given up, since the server stops. Never rejects. */
  async #forget(what: Parameters<Store["forget"]>[0]): Promise<boolean> {
    const { store, log } = this.options;
    const { signal } = this.#disposing;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await store.forget(what);
        this.#failing.delete(what.room);
        return true;
      } catch (error) {
        if (failures === 0 && !signal.aborted) {
          log(storageFailed("Cannot forget what was said in a room that is gone", error));
        }
        this.#failing.add(what.room);
        await delay(againAfterMs, signal);
      }
    }
    return false;
  }
}
