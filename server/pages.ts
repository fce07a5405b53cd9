import { within } from "../helpers/within.ts";
import { directRoom, limits, type ServerMessage } from "../protocol.ts";
import { inboxOf, type Page, type Store } from "../store/store.ts";
import { directMessage, entryMessage } from "./entry_message.ts";
import { type Log, storageFailed } from "./log.ts";

/** Which page; the bounds as in `PageQuery`. */
export interface PageRequest {
  readonly before?: number;
  readonly after?: number;
  readonly limit: number;
  readonly id?: string;
}

/** Longer than this nothing else waits for a page. */
const withinMs = 10_000;

/** Makes the messages that carry what was said before. What fails becomes an `error`: nothing here rejects. */
export class Pages {
  readonly #store: Store;
  readonly #log: Log;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  async ofRoom(room: string, request: PageRequest): Promise<ServerMessage> {
    const { id } = request;
    const page = await this.#read(room, request);
    if (page === undefined) return failure(`Cannot read the history of "${room}"`, room, id);
    const messages = page.entries.map(entryMessage);
    const { complete, remaining } = page;
    return { type: "history", room, messages, complete, remaining, id };
  }

  async ofDirects(identity: string, request: PageRequest): Promise<ServerMessage> {
    const { id } = request;
    const page = await this.#read(inboxOf(identity), request);
    if (page === undefined) return failure("Cannot read your direct messages", directRoom, id);
    const messages = page.entries.map(directMessage);
    const { complete, remaining } = page;
    return { type: "directs", messages, complete, remaining, id };
  }

  async #read(room: string, request: PageRequest): Promise<Page | undefined> {
    const { before, after, limit } = request;
    // Who fetches what was missed is told how much it is; who looks back need not know.
    const countUpTo = after === undefined ? undefined : limits.countedRemaining;
    const query = { room, before, after, limit, maxBytes: limits.historyBytes, countUpTo };
    try {
      const page = await within(withinMs, this.#store.page(query));
      if (page === undefined) throw new Error(`no answer within ${withinMs / 1000} s`);
      return page;
    } catch (error) {
      this.#log(storageFailed(`Cannot read a page of "${room}"`, error));
      return undefined;
    }
  }
}

function failure(message: string, room: string, id: string | undefined): ServerMessage {
  return { type: "error", code: "storage_failed", message, room, id };
}
