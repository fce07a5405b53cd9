import type { SearchOutcome, SearchRequest, SearchTime } from "../../commands/command.ts";
import { delay } from "../../helpers/delay.ts";
import { within } from "../../helpers/within.ts";
import { limits, type ServerMessage } from "../../protocol.ts";
import type { SearchQuery } from "../../store/store.ts";
import { foundMessage } from "../entry_message.ts";
import { storageFailed } from "../log.ts";
import type { Recipient } from "../delivery/recipient.ts";
import type { ReadSources } from "./read_page.ts";

const maxWaiting = 100;
/** Longer than this nobody waits for an answer. */
const defaultWithinMs = 10_000;
const longestPauseMs = 1000;

/**
 * Searches one after another, however many ask, and never more than half of the time, so that all else goes on.
 * Answers come when they are there: what is said live does not wait for them.
 */
export class SearchDesk {
  #last: Promise<unknown> = Promise.resolve();
  #pause = Promise.resolve();
  /** Those that wait, by identity, each with what tells its search from an earlier one. */
  readonly #waiting = new Map<string, object>();

  constructor(
    private readonly sources: ReadSources,
    private readonly withinMs = defaultWithinMs,
  ) {}

  /** The recipient gets the results, or an `error`. Never rejects. */
  async search(
    { identity, request, id }: Omit<SearchOutcome, "type">,
    recipient: Recipient,
  ): Promise<void> {
    if (this.#waiting.has(identity)) {
      const message = "One search at a time: wait for the one before";
      const retryAfterMs = 1000;
      return recipient.send({ type: "error", code: "rate_limited", message, id, retryAfterMs });
    }
    if (this.#waiting.size >= maxWaiting) {
      const message = `${maxWaiting} searches wait already: ask again in a moment`;
      return recipient.send({ type: "error", code: "room_busy", message, id });
    }
    const turn = {};
    this.#waiting.set(identity, turn);
    // Nobody waits any more for a search whose turn comes too late.
    const answer = this.#last.then(() =>
      this.#waiting.get(identity) === turn ? this.#answer(request, id) : undefined
    );
    this.#last = answer.then(() => this.#pause);
    const answered = await within(this.withinMs, answer);
    this.#waiting.delete(identity);
    const message = `The search took more than ${this.withinMs / 1000} s: ask again in a moment`;
    recipient.send(answered ?? { type: "error", code: "room_busy", message, id });
  }

  /** With the rooms of which the store is still to forget what was said. */
  #leftOut(without: SearchQuery["without"]): SearchQuery["without"] {
    const { rooms } = this.sources.forgetting;
    if (rooms.length === 0) return without;
    const { terms = [], from = [], rooms: others = [] } = without ?? {};
    return { terms, from, rooms: [...others, ...rooms] };
  }

  async #answer(request: SearchRequest, id: string | undefined): Promise<ServerMessage> {
    const { query, page, since, before, ...about } = request;
    const times = { sinceTs: timestampOf(since), beforeTs: timestampOf(before) };
    const limit = limits.resultsPage;
    const beganAtMs = performance.now();
    try {
      const found = await this.sources.store.search({
        ...{ ...about, ...times, limit, without: this.#leftOut(about.without) },
        offset: (page - 1) * limit,
      });
      const messages = found.entries.map((entry) => foundMessage(entry, this.sources.persons));
      const { complete, unsearched } = found;
      return { type: "results", query, page, messages, complete, unsearched, id };
    } catch (error) {
      this.sources.log(storageFailed("Cannot search", error));
      return { type: "error", code: "storage_failed", message: "Cannot search now", id };
    } finally {
      // For as long as the search took nothing is searched, so that all else goes on.
      this.#pause = delay(Math.min(performance.now() - beganAtMs, longestPauseMs));
    }
  }
}

/** Days are those of this server's time zone. Milliseconds since the Unix epoch. */
function timestampOf(time: SearchTime | undefined): number | undefined {
  if (time === undefined) return undefined;
  if ("day" in time) return new Date(`${time.day}T00:00`).getTime();
  if (!("daysBefore" in time)) return time.ts;
  const date = new Date(time.ts);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - time.daysBefore).getTime();
}
