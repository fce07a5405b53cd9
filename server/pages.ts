import { within } from "../helpers/within.ts";
import { directRoom, limits, type ServerMessage } from "../protocol.ts";
import type { Page, Store } from "../store/store.ts";
import { directMessage, entryMessage } from "./entry_message.ts";
import { type Log, storageFailed } from "./log.ts";

/** A page of a room, or of an inbox (`inboxOf`): direct messages. The bounds as in `PageQuery`. */
export type PageRequest = PageBounds & ({ readonly room: string } | { readonly inbox: string });

export interface PageBounds {
  /** Of an inbox only. */
  readonly with?: readonly string[];
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

  read(request: PageRequest): Promise<ServerMessage> {
    return "room" in request
      ? this.#ofRoom(request.room, request)
      : this.#ofDirects(request.inbox, request);
  }

  async #ofRoom(room: string, bounds: PageBounds): Promise<ServerMessage> {
    const { id } = bounds;
    const page = await this.#query(room, bounds);
    if (page === undefined) return failure(`Cannot read the history of "${room}"`, room, id);
    const messages = page.entries.map(entryMessage);
    const { complete, remaining } = page;
    return { type: "history", room, messages, complete, remaining, id };
  }

  async #ofDirects(inbox: string, bounds: PageBounds): Promise<ServerMessage> {
    const { id } = bounds;
    const page = await this.#query(inbox, bounds);
    if (page === undefined) return failure("Cannot read your direct messages", directRoom, id);
    const messages = page.entries.map(directMessage);
    const { complete, remaining, reachedSeq } = page;
    return { type: "directs", messages, complete, remaining, reachedSeq, id };
  }

  async #query(room: string, bounds: PageBounds): Promise<Page | undefined> {
    const { with: nicks, before, after, limit } = bounds;
    // Who fetches what was missed is told how much it is; who looks back need not know.
    const countUpTo = after === undefined ? undefined : limits.countedRemaining;
    const maxBytes = limits.historyBytes;
    const query = { room, with: nicks, before, after, limit, maxBytes, countUpTo };
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
