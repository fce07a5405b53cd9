import type { DirectToAbsentEvent, EnteredEvent } from "../../chat/event.ts";
import { type Entry, type EntryDraft, inboxOf, type KnownNick } from "../../store/store.ts";
import { directMessage, echo } from "../entry_message.ts";
import { storageFailed } from "../log.ts";
import { Channel, type ChannelOptions, type KeptItem, sendMissed } from "./channel.ts";
import type { TransientItem } from "./batches.ts";
import type { Recipient } from "./recipient.ts";

type Change =
  | SaidToAbsent
  | {
    readonly type: "enter";
    readonly inbox: string;
    readonly recipient: Recipient;
    readonly resume: Resume;
  }
  | { readonly type: "exit"; readonly inbox: string; readonly recipient: Recipient };

interface SaidToAbsent {
  readonly type: "saidToAbsent";
  readonly draft: EntryDraft;
  readonly sender: Recipient | undefined;
  readonly to: Absent;
}

/** What somebody who has come back has already; undefined for whoever is new. */
type Resume = EnteredEvent["directs"];
/** Somebody who is not here, as the speaker called them. */
type Absent = Pick<DirectToAbsentEvent, "nick" | "keys" | "typedIn">;

/** The order of all direct messages: each is kept, then sent to both, as far as they are here. */
export class DirectChannel extends Channel<Change> {
  /** Those of each participant; none of them is empty. */
  readonly #byInbox = new Map<string, Set<Recipient>>();

  constructor(options: ChannelOptions) {
    super(options, "the direct messages");
  }

  /**
   * For whoever was here last under that nick; the sender is told who that is, or that nobody was. Throws
   * `room_busy`.
   */
  sayToAbsent(draft: EntryDraft, sender: Recipient | undefined, to: Absent): void {
    this.add({ type: "change", change: { type: "saidToAbsent", draft, sender, to }, draft });
  }

  /** From now on what is for the identity goes to the recipient too, who with `resume` first gets what it missed. */
  enter(identity: string, recipient: Recipient, resume: Resume): void {
    this.add({
      type: "change",
      change: { type: "enter", inbox: inboxOf(identity), recipient, resume },
    });
  }

  exit(identity: string, recipient: Recipient): void {
    this.add({ type: "change", change: { type: "exit", inbox: inboxOf(identity), recipient } });
  }

  protected override async change(change: Change): Promise<void> {
    switch (change.type) {
      case "saidToAbsent":
        return await this.#sayToAbsent(change);
      case "enter": {
        const { inbox, recipient, resume } = change;
        if (resume !== undefined) {
          sendMissed(recipient, inbox, resume.after, await this.newestSeq());
        }
        const recipients = this.#byInbox.get(inbox) ?? new Set();
        this.#byInbox.set(inbox, recipients.add(recipient));
        return;
      }
      case "exit": {
        const recipients = this.#byInbox.get(change.inbox);
        recipients?.delete(change.recipient);
        if (recipients?.size === 0) this.#byInbox.delete(change.inbox);
        return;
      }
      default:
        return change satisfies never;
    }
  }

  protected override publish(items: readonly (KeptItem | TransientItem)[]): void {
    for (const item of items) {
      if (item.type === "transient") continue;
      const { said: { draft: { id }, sender, note }, entry, repeated } = item;
      if (repeated) sender?.sendOwn(echo(entry, id));
      else this.#sendToBoth(entry, sender);
      if (note !== undefined) sender?.send({ type: "notice", text: note, id });
    }
  }

  async #sayToAbsent({ draft, sender, to }: SaidToAbsent): Promise<void> {
    const { nick, keys, typedIn: room } = to;
    const refuse = (code: "no_such_nick" | "storage_failed", message: string) =>
      sender?.send({ type: "error", code, message, room, id: draft.id });
    let known: KnownNick | undefined;
    try {
      known = await this.options.store.whoWas(keys);
    } catch (error) {
      this.options.log(storageFailed(`Cannot look for "${nick}"`, error));
      refuse("storage_failed", "The server cannot look for nicks now: say it again later");
      return;
    }
    if (known === undefined) {
      refuse("no_such_nick", `Nobody is called "${nick}" here, and nobody was`);
      return;
    }
    const inbox = inboxOf(known.identity);
    const note = this.#byInbox.has(inbox)
      ? `${known.nick} has another nick now, and got it`
      : `${known.nick} is not here, and will get it on coming back`;
    const alsoIn = inbox === draft.room ? undefined : inbox;
    const found = { ...draft, to: known.nick, alsoIn };
    await this.announce([{ type: "said", draft: found, sender, note }]);
  }

  #sendToBoth(entry: Entry, sender: Recipient | undefined): void {
    const message = directMessage(entry);
    for (const inbox of new Set([entry.room, entry.alsoIn ?? entry.room])) {
      for (const recipient of this.#byInbox.get(inbox) ?? []) {
        if (recipient === sender) sender.sendOwn({ ...message, id: entry.id });
        else recipient.send(message);
      }
    }
  }
}
