import type { SearchRequest } from "../commands/command.ts";
import { delay } from "../net/delay.ts";
import { limits, type ServerMessage } from "../protocol.ts";
import type { Store } from "../store/store.ts";
import { entryMessage } from "./entry_message.ts";
import { type Log, storageFailed } from "./log.ts";

const maxWaiting = 100;
/** So long the store is left to others after a search: pages and searches take turns. */
const pauseMs = 1;

/** Searches one after another, however many ask, so that pages of history never wait for more than one. */
export class SearchDesk {
  readonly #store: Store;
  readonly #log: Log;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** Gives the message with the results, or an `error`. Never rejects. */
  async search(request: SearchRequest, id: string | undefined): Promise<ServerMessage> {
    if (this.#waiting >= maxWaiting) {
      const message = `${maxWaiting} searches wait already: ask again in a moment`;
      return { type: "error", code: "room_busy", message, id };
    }
    this.#waiting++;
    const answer = this.#last.then(() => this.#answer(request, id));
    this.#last = answer.then(() => delay(pauseMs));
    return await answer.finally(() => this.#waiting--);
  }

  async #answer(request: SearchRequest, id: string | undefined): Promise<ServerMessage> {
    const { query, page, ...about } = request;
    const limit = limits.resultsPage;
    try {
      const found = await this.#store.search({ ...about, limit, offset: (page - 1) * limit });
      const messages = found.entries.map(entryMessage);
      return { type: "results", query, page, messages, complete: found.complete, id };
    } catch (error) {
      this.#log(storageFailed("Cannot search", error));
      return { type: "error", code: "storage_failed", message: "Cannot search now", id };
    }
  }
}
