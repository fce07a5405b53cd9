import type { EnteredEvent } from "../../chat/event.ts";
import { type ErrorMessage, limits } from "../../protocol.ts";
import { type Entry, type EntryDraft, inboxOf, type KnownNick } from "../../store/store.ts";
import { directMessage, echo } from "../entry_message.ts";
import { findPerson, isGuest } from "../find_person.ts";
import { storageFailed } from "../log.ts";
import { storeAnswer } from "../store_answer.ts";
import type { Absent, SaidItem, TransientItem } from "./batches.ts";
import {
  Channel,
  type ChannelOptions,
  type KeptItem,
  type Prepared,
  sendMissed,
} from "./channel.ts";
import type { Recipient } from "./recipient.ts";

type Change =
  | {
    readonly type: "enter";
    readonly inbox: string;
    readonly recipient: Recipient;
    readonly resume: Resume;
  }
  | { readonly type: "exit"; readonly inbox: string; readonly recipient: Recipient };

/** What somebody who has come back has already; undefined for whoever is new. */
type Resume = EnteredEvent["directs"];

/** The order of all direct messages: each is kept, then sent to both, as far as they are here. */
export class DirectChannel extends Channel<Change> {
  /** Those of each participant; none of them is empty. */
  readonly #byInbox = new Map<string, Set<Recipient>>();

  constructor(options: ChannelOptions) {
    super(options, "the direct messages");
  }

  /**
   * For whoever was here last under that nick, or wrote last; the sender is told who that is, or that nobody was.
   * Throws `room_busy`.
   */
  sayToAbsent(draft: EntryDraft, sender: Recipient | undefined, absent: Absent): void {
    this.add({ type: "said", draft, sender, absent });
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

  protected override startsWithHistory(change: Change): boolean {
    return change.type === "enter" && change.resume !== undefined;
  }

  protected override change(change: Change, newestSeq: number | undefined): void {
    const { inbox, recipient } = change;
    const recipients = this.#byInbox.get(inbox) ?? new Set();
    if (change.type === "enter") {
      const { resume } = change;
      if (resume !== undefined) sendMissed(recipient, inbox, resume.after, newestSeq);
      this.#byInbox.set(inbox, recipients.add(recipient));
    } else {
      recipients.delete(recipient);
      if (recipients.size === 0) this.#byInbox.delete(inbox);
    }
  }

  /** Looks up who is not here. */
  protected override address({ draft, absent }: SaidItem): Promise<Prepared> | Prepared {
    return absent === undefined ? draft : this.#address(draft, absent);
  }

  /** Each is for two alone. */
  protected override reaches(): boolean {
    return true;
  }

  protected override get audience(): number {
    return 0;
  }

  protected override publish(items: readonly (KeptItem | TransientItem)[]): void {
    for (const item of items) {
      if (item.type === "transient") continue;
      const { said: { draft: { id }, sender, absent, tags }, entry, repeated } = item;
      if (repeated) sender?.sendOwn(echo(entry, id, this.options.persons));
      else this.#sendToBoth(entry, sender, tags);
      if (absent === undefined) continue;
      const isHere = this.#byInbox.has(entry.alsoIn ?? entry.room);
      if (isHere && (absent.type === "directToLast" || absent.person !== undefined)) continue;
      const text = isHere
        ? `${entry.to} has another nick now, and got it`
        : `${entry.to} is not here, and will get it on coming back`;
      sender?.send({ type: "notice", text, id });
    }
  }

  async #address(draft: EntryDraft, absent: Absent): Promise<Prepared> {
    const refusal = (code: "no_such_nick" | "storage_failed", message: string): ErrorMessage => {
      return { type: "error", code, message, room: absent.typedIn, id: draft.id };
    };
    const isReply = absent.type === "directToLast";
    try {
      const known = isReply
        ? await this.#lastCorrespondent(draft)
        : absent.person === undefined
        ? absent.owner ?? await storeAnswer(this.options.store.whoWas(absent.keys))
        : await findPerson(this.options, absent.person, absent.keys);
      if (known === undefined) return refusal("no_such_nick", nobodyFor(absent));
      const inbox = inboxOf(known.identity);
      const mayCome = this.#byInbox.has(inbox) || !isReply && absent.owner !== undefined ||
        !await isGuest(this.options, known.identity);
      if (!mayCome) {
        const problem = `"${known.nick}" was a guest, and is gone: nobody would get it`;
        return refusal("no_such_nick", problem);
      }
      return { ...draft, to: known.nick, alsoIn: inbox === draft.room ? undefined : inbox };
    } catch (error) {
      const what = isReply ? "your direct messages" : `"${absent.nick}"`;
      this.options.log(storageFailed(`Cannot look for ${what}`, error));
      const message = "The server cannot look for nicks now: say it again later";
      return refusal("storage_failed", message);
    }
  }

  /** Who said the newest that another has said, among the last that are in the speaker's inbox. */
  async #lastCorrespondent(
    { room, identity }: EntryDraft,
  ): Promise<Pick<KnownNick, "identity" | "nick"> | undefined> {
    const query = { room, limit: limits.historyPage, maxBytes: limits.historyBytes };
    const { entries } = await storeAnswer(this.options.store.page(query));
    const last = entries.findLast((entry) => entry.identity !== identity);
    return last && { identity: last.identity, nick: last.from };
  }

  #sendToBoth(entry: Entry, sender: Recipient | undefined, tags: string | undefined): void {
    const bare = directMessage(entry, this.options.persons);
    const message = tags === undefined ? bare : { ...bare, tags };
    for (const inbox of new Set([entry.room, entry.alsoIn ?? entry.room])) {
      for (const recipient of this.#byInbox.get(inbox) ?? []) {
        this.options.measurements.deliveries++;
        if (recipient === sender) sender.sendOwn({ ...message, id: entry.id });
        else recipient.send(message);
      }
    }
  }
}

/** Why nothing was sent, for a person to read. */
function nobodyFor(absent: Absent): string {
  if (absent.type === "directToLast") return "Nobody has sent you a direct message yet";
  const { nick, person } = absent;
  if (person === undefined) return `Nobody is called "${nick}" here, and nobody was`;
  const name = nick === "" ? "that is" : `you knew as "${nick}"`;
  return `The person ${name} is not known here any more`;
}
