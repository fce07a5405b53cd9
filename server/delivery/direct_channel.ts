import { limits } from "../../protocol.ts";
import { type Draft, type Entry, inboxOf } from "../../store/store.ts";
import { Appender, type AppenderOptions } from "./appender.ts";
import { itemBytes, type SaidItem, sizeOf } from "./batches.ts";
import { directMessage, echo } from "../entry_message.ts";
import { storageFailed, unexpected } from "../log.ts";
import { type Backlog, OrderedQueue } from "./ordered_queue.ts";
import type { Recipient } from "./recipient.ts";

export interface DirectChannelOptions extends AppenderOptions {
  readonly backlog: Backlog;
}

type Item =
  | SaidItem
  | {
    readonly type: "saidToAbsent";
    readonly draft: Draft;
    readonly sender?: Recipient;
    readonly to: Absent;
  }
  | {
    readonly type: "enter";
    readonly identity: string;
    readonly recipient: Recipient;
    readonly resume: Resume | undefined;
  }
  | { readonly type: "exit"; readonly identity: string };

/** Somebody has come back. `after`: the `seq` of the newest direct message that it has; absent, a short page. */
export interface Resume {
  readonly after: number | undefined;
}

/** Somebody who is not here, as the speaker called them. */
export interface Absent {
  readonly nick: string;
  readonly keys: readonly string[];
  /** Where that was typed. */
  readonly room?: string;
}

/** The order of all direct messages: each is kept, then sent to both, as far as they are here. */
export class DirectChannel {
  readonly #options: DirectChannelOptions;
  readonly #appender: Appender;
  readonly #queue: OrderedQueue<Item>;
  readonly #byInbox = new Map<string, Recipient>();
  /** Of all entries: what is appended later has a greater one. */
  #newestSeq: number | undefined;

  constructor(options: DirectChannelOptions) {
    this.#options = options;
    this.#appender = new Appender("the direct messages", options);
    this.#queue = new OrderedQueue(options.backlog, (items) => this.#handle(items));
  }

  /** `sender` if it is here. Throws `room_busy` while the store is too far behind. */
  say(draft: Draft, sender: Recipient | undefined): void {
    this.#appender.admit(draft);
    this.#queue.add({ type: "said", draft, sender }, sizeOf(draft));
  }

  /**
   * For whoever was here last under that nick; the sender is told who that is, or that nobody was. Throws
   * `room_busy`.
   */
  sayToAbsent(draft: Draft, sender: Recipient | undefined, to: Absent): void {
    this.#appender.admit(draft);
    this.#queue.add({ type: "saidToAbsent", draft, sender, to }, sizeOf(draft));
  }

  /** From now on what is for the identity goes to the recipient, who with `resume` first gets what it missed. */
  enter(identity: string, recipient: Recipient, resume?: Resume): void {
    this.#queue.add({ type: "enter", identity, recipient, resume }, itemBytes);
  }

  exit(identity: string): void {
    this.#queue.add({ type: "exit", identity }, itemBytes);
  }

  /** Resolves when all that came so far is with its recipients. Never rejects. */
  drained(): Promise<void> {
    return this.#queue.drained();
  }

  async #handle(items: readonly Item[]): Promise<void> {
    let said: SaidItem[] = [];
    for (const item of items) {
      if (item.type === "said") {
        said.push(item);
        continue;
      }
      await this.#publish(said);
      said = [];
      if (item.type === "exit") this.#byInbox.delete(inboxOf(item.identity));
      else if (item.type === "enter") await this.#enter(item);
      else await this.#publishToAbsent(item);
    }
    await this.#publish(said);
  }

  async #publishToAbsent(item: Extract<Item, { type: "saidToAbsent" }>): Promise<void> {
    const { draft, sender, to: { nick, keys, room } } = item;
    const { id } = draft;
    const refuse = (code: "no_such_nick" | "storage_failed", message: string) => {
      this.#appender.dismiss(draft);
      sender?.send({ type: "error", code, message, room, id });
    };
    try {
      const known = await this.#options.store.whoWas(keys);
      if (known === undefined) {
        return refuse("no_such_nick", `Nobody is called "${nick}" here, and nobody was`);
      }
      const inbox = inboxOf(known.identity);
      const here = this.#byInbox.has(inbox);
      const note = here
        ? `${known.nick} has another nick now, and got it`
        : `${known.nick} is not here, and will get it on coming back`;
      const alsoIn = inbox === draft.room ? undefined : inbox;
      // Counted as large as what was admitted: only the text counts.
      const found = { ...draft, to: known.nick, alsoIn };
      await this.#publish([{ type: "said", draft: found, sender, note }]);
    } catch (error) {
      this.#options.log(storageFailed(`Cannot look for "${nick}"`, error));
      refuse("storage_failed", "The server cannot look for nicks now: say it again later");
    }
  }

  async #enter({ identity, recipient, resume }: Extract<Item, { type: "enter" }>): Promise<void> {
    if (resume !== undefined) {
      const { after } = resume;
      const newest = await this.#readNewestSeq();
      const before = newest === undefined ? undefined : newest + 1;
      const limit = after === undefined ? limits.joinedPage : limits.historyPage;
      recipient.sendPage({ room: inboxOf(identity), after, before, limit });
    }
    this.#byInbox.set(inboxOf(identity), recipient);
  }

  async #readNewestSeq(): Promise<number | undefined> {
    try {
      this.#newestSeq ??= await this.#options.store.newestSeq();
    } catch (error) {
      this.#options.log(storageFailed("Cannot read the newest entry", error));
    }
    return this.#newestSeq;
  }

  /** What fails is told, and what comes behind it goes on. */
  async #publish(said: readonly SaidItem[]): Promise<void> {
    const kept = await this.#appender.append(said);
    try {
      for (const [{ draft: { id }, sender, note }, { entry, repeated }] of kept) {
        if (repeated) sender?.sendOwn(echo(entry, id));
        else this.#sendToBoth(entry, sender);
        if (note !== undefined) sender?.send({ type: "notice", text: note, id });
      }
    } catch (error) {
      this.#options.log(unexpected(error));
    }
  }

  #sendToBoth(entry: Entry, sender: Recipient | undefined): void {
    this.#newestSeq = entry.seq;
    const message = directMessage(entry);
    for (const inbox of new Set([entry.room, entry.alsoIn ?? entry.room])) {
      const recipient = this.#byInbox.get(inbox);
      if (recipient === sender) sender?.sendOwn({ ...message, id: entry.id });
      else recipient?.send(message);
    }
  }
}
