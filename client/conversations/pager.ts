import { directRoom, limits, type PageMessage, type SaidMessage } from "../../protocol.ts";
import type { ChatClient, HistoryOptions } from "../chat_client.ts";
import { ClientError } from "../client_error.ts";
import type { Conversation } from "./conversation.ts";
import { sameNick } from "../../helpers/text/nicks.ts";

/**
 * `end`: nothing more is kept in that direction or, towards the newest, the timeline is live. `more`: there may
 * be more, also where nothing came: go on by asking again.
 */
export type PageResult = "more" | "end" | { readonly failed: string };

/** Where a page is to lie; nowhere in particular: the newest. */
type PageRange = { readonly before?: number } | { readonly after: number };

/** A part of what is kept of a conversation, oldest first. */
interface PagePart {
  readonly messages: readonly SaidMessage[];
  /** Nothing is kept beyond it in the direction that was asked for. */
  readonly complete: boolean;
  /** How far the server's pages went, which for a person may be further than the messages. */
  readonly reachedSeq?: number;
}

/** Beyond `edge`, the outermost message here, pages were looked through as far as `seq`. */
interface LookedThrough {
  readonly edge: number | undefined;
  readonly seq: number | undefined;
}

const pageSize = 100;

/** Fetches what was said earlier, or later than what is shown, into timelines: for each one thing at a time. */
export class Pager {
  readonly #fetching = new Map<
    Conversation,
    { readonly what: string; readonly result: Promise<PageResult> }
  >();
  readonly #older = new WeakMap<Conversation, LookedThrough>();
  readonly #newer = new WeakMap<Conversation, LookedThrough>();

  constructor(private readonly client: Pick<ChatClient, "state" | "history">) {}

  /** The page before what is there. While anything is fetched for the conversation, that is waited for instead. */
  older(conversation: Conversation): Promise<PageResult> {
    return this.#fetching.get(conversation)?.result ??
      this.#start(conversation, "older", () => this.#fetchOlder(conversation));
  }

  /** The page after what is there, in the same way. */
  newer(conversation: Conversation): Promise<PageResult> {
    return this.#fetching.get(conversation)?.result ??
      this.#start(conversation, "newer", () => this.#fetchNewer(conversation));
  }

  /** What was said before and after a message, in place of what is there. */
  around(conversation: Conversation, seq: number): Promise<PageResult> {
    const fetch = () => this.#fetchAround(conversation, seq);
    return this.#startNext(conversation, `around ${seq}`, fetch);
  }

  /** The newest, in place of what is there, unless that is live. */
  newest(conversation: Conversation): Promise<PageResult> {
    return this.#startNext(conversation, "newest", () => this.#fetchNewest(conversation));
  }

  /** After what is being fetched, if that is something else. */
  async #startNext(
    conversation: Conversation,
    what: string,
    fetch: () => Promise<PageResult>,
  ): Promise<PageResult> {
    let before = this.#fetching.get(conversation);
    while (before !== undefined) {
      if (before.what === what) return before.result;
      await before.result;
      before = this.#fetching.get(conversation);
    }
    return this.#start(conversation, what, fetch);
  }

  #start(
    conversation: Conversation,
    what: string,
    fetch: () => Promise<PageResult>,
  ): Promise<PageResult> {
    const run = async () => {
      try {
        return await fetch();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        return { failed: error.message };
      } finally {
        this.#fetching.delete(conversation);
      }
    };
    const result = run();
    this.#fetching.set(conversation, { what, result });
    return result;
  }

  async #fetchOlder(conversation: Conversation): Promise<PageResult> {
    const { timeline } = conversation;
    if (timeline.hasOldest) return "end";
    const edge = timeline.oldestSeq;
    const known = this.#older.get(conversation);
    const before = (known?.edge === edge ? known?.seq : undefined) ?? edge;
    const part = await this.#fetch(conversation, { before });
    // It gave way meanwhile, or is another stretch: the page does not adjoin.
    if (timeline.oldestSeq !== edge) return "more";
    timeline.prepend(part.messages, part);
    this.#older.set(conversation, { edge: timeline.oldestSeq, seq: part.reachedSeq });
    return part.complete ? "end" : "more";
  }

  async #fetchNewer(conversation: Conversation): Promise<PageResult> {
    const { timeline } = conversation;
    if (timeline.isLive) return "end";
    const { newestSeq: edge, knownSeq } = timeline;
    if (edge === undefined) return this.#fetchNewest(conversation);
    const known = this.#newer.get(conversation);
    const after = (known?.edge === edge ? known.seq : undefined) ?? edge;
    const part = await this.#fetch(conversation, { after });
    if (timeline.newestSeq !== edge) return "more";
    timeline.extend(part.messages, { complete: part.complete, knownSeq });
    this.#newer.set(conversation, { edge: timeline.newestSeq, seq: part.reachedSeq });
    return timeline.isLive ? "end" : "more";
  }

  async #fetchNewest(conversation: Conversation): Promise<PageResult> {
    const { timeline } = conversation;
    if (timeline.isLive) return "end";
    await this.#fetchAround(conversation);
    // What came meanwhile, if anything did.
    return timeline.isLive ? "end" : await this.#fetchNewer(conversation);
  }

  /** The newest where there is no `seq`. */
  async #fetchAround(conversation: Conversation, seq?: number): Promise<PageResult> {
    const { timeline } = conversation;
    const { knownSeq } = timeline;
    const nothing: PagePart = { messages: [], complete: true };
    const [before, after] = await Promise.all([
      this.#fetch(conversation, seq === undefined ? {} : { before: seq + 1 }),
      seq === undefined ? nothing : this.#fetch(conversation, { after: seq }),
    ]);
    timeline.showAround([...before.messages, ...after.messages], {
      hasOldest: before.complete,
      isLive: after.complete,
      knownSeq,
    });
    this.#older.set(conversation, { edge: timeline.oldestSeq, seq: before.reachedSeq });
    this.#newer.set(conversation, { edge: timeline.newestSeq, seq: after.reachedSeq });
    return timeline.isLive ? "end" : "more";
  }

  async #fetch(conversation: Conversation, range: PageRange): Promise<PagePart> {
    const room = conversation.type === "room" ? conversation.name : directRoom;
    const page = await this.client.history(room, { ...range, ...this.#narrowed(conversation) });
    const messages = page.messages.filter((message) => this.#isOf(conversation, message));
    return { messages, complete: page.complete, reachedSeq: reachedSeq(page, range) };
  }

  /** Older servers give what is direct with all persons: a page of that is large, and may have nothing of one. */
  #narrowed({ type, nicks, person }: Conversation): Partial<HistoryOptions> {
    if (type === "room") return { limit: pageSize };
    const { features } = this.client.state;
    if (!features.includes("history.with")) return { limit: limits.historyPage };
    const isByPerson = person !== undefined && features.includes("say.person");
    return { with: nicks, ...isByPerson && { withPersons: [person] }, limit: pageSize };
  }

  /** Whoever talks to oneself is both; one's own nick may have been another. */
  #isOf(conversation: Conversation, message: SaidMessage): boolean {
    if (message.type === "message") return conversation.type === "room";
    const isOwn = this.client.state.isOwnMessage(message);
    const peer = isOwn ? message.toPerson : message.person;
    if (peer !== undefined && conversation.person !== undefined) {
      return peer === conversation.person;
    }
    const [isFrom, isTo] = [conversation.isWith(message.from), conversation.isWith(message.to)];
    return sameNick(conversation.name, this.client.state.nick) ? isFrom && isTo : isFrom || isTo;
  }
}

/** Throws for a page from which there is no going on: a server could keep a client asking. */
function reachedSeq(page: PageMessage, range: PageRange): number | undefined {
  const { messages, unknownSeqs = [], complete } = page;
  const further = page.type === "directs" && page.reachedSeq !== undefined ? [page.reachedSeq] : [];
  const seqs = [...messages.map(({ seq }) => seq), ...unknownSeqs, ...further];
  const isAfter = "after" in range;
  const reached = isAfter ? Math.max(...seqs) : Math.min(...seqs);
  const start = isAfter ? range.after : range.before ?? Infinity;
  if (complete) return seqs.length === 0 ? undefined : reached;
  if (isAfter ? reached > start : reached < start) return reached;
  throw new ClientError("refused", "The server sent a page that leads no further");
}
