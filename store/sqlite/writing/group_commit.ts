import { nextTurn } from "../../../helpers/next_turn.ts";
import { reasonOf } from "../../../helpers/reason_of.ts";
import { type Appended, type EntryDraft, type KnownNick, NotKeptError } from "../../store.ts";
import type { Asked, Repeat } from "../threads/calls.ts";
import { PendingNicks } from "./pending_nicks.ts";

/** The most that one transaction takes beside the oldest append: what comes meanwhile waits for it. */
const maxWeight = 512 * 1024;
/** What a draft takes beside its text, as so much text. */
const draftWeight = 512;

interface Append {
  readonly drafts: readonly EntryDraft[];
  /** How long writing it takes, as the length of a text. */
  readonly weight: number;
  resolve(appended: readonly Appended[]): void;
  reject(reason: Error): void;
}

/**
 * Gathers what is to be written while the writer is busy into one transaction: so many appends cost the disk no
 * more than one.
 */
export class GroupCommit {
  #appends: Append[] = [];
  readonly #nicks = new PendingNicks();
  #running: Promise<void> | undefined;

  constructor(private readonly writer: Asked) {}

  append(drafts: readonly EntryDraft[]): Promise<readonly Appended[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Appended[]>();
    const weight = drafts.reduce((sum, draft) => sum + weightOf(draft), 0);
    this.#appends.push({ drafts, weight, resolve, reject });
    this.#running ??= this.#run();
    return promise;
  }

  /** What cannot be written now is tried again with whatever is written next. */
  remember(known: KnownNick): void {
    this.#nicks.add(known);
    this.#running ??= this.#run();
  }

  /** The last one of those that share a key and are not yet in the file. */
  findNick(keys: readonly string[]): KnownNick | undefined {
    return this.#nicks.find(keys);
  }

  /** Resolves when all that came is written, or refused. */
  async flush(): Promise<void> {
    await this.#running;
    if (!this.#nicks.isEmpty) await (this.#running ??= this.#run());
  }

  async #run(): Promise<void> {
    // What one turn of the event loop brings goes together. Nicks can wait for all of it, and so go with an append.
    await (this.#appends.length > 0 ? undefined : nextTurn());
    let isWritten = true;
    while (this.#appends.length > 0 || (isWritten && !this.#nicks.isEmpty)) {
      isWritten = await this.#write(this.#nextAppends(), this.#nicks.all);
    }
    this.#running = undefined;
  }

  /** False if nothing of it could be written. */
  async #write(appends: readonly Append[], nicks: readonly KnownNick[]): Promise<boolean> {
    try {
      const outcomes = await this.writer.call("write", {
        appends: appends.map(({ drafts }) => drafts),
        nicks,
      });
      for (const known of nicks) this.#nicks.remove(known);
      for (const [index, { drafts, resolve, reject }] of appends.entries()) {
        const outcome = outcomes[index];
        if (outcome?.kind === "kept") resolve(outcome.appended);
        else reject(refusal(drafts, outcome?.why ?? "there is no answer"));
      }
      return true;
    } catch (error) {
      const reason = reasonOf(error);
      for (const { drafts, reject } of appends) {
        reject(refusal(drafts, reason, await this.#repeatsOf(drafts)));
      }
      return false;
    }
  }

  /** Finds what was kept before, so that a repeat is acknowledged also while nothing can be written. */
  async #repeatsOf(drafts: readonly EntryDraft[]): Promise<readonly Repeat[]> {
    if (drafts.every(({ id }) => id === undefined)) return [];
    return await this.writer.call("repeats", drafts).catch(() => []);
  }

  /**
   * All or, if that is too much, the oldest and the smallest: so those who say little never wait for those who say
   * much, and everybody's turn comes.
   */
  #nextAppends(): Append[] {
    const waiting = this.#appends;
    const [oldest] = waiting;
    if (oldest === undefined || sum(waiting) <= maxWeight) return waiting.splice(0);
    const next = new Set([oldest]);
    let weight = 0;
    for (const append of waiting.toSorted((one, other) => one.weight - other.weight)) {
      weight += append.weight;
      if (weight > maxWeight) break;
      next.add(append);
    }
    this.#appends = waiting.filter((append) => !next.has(append));
    return waiting.filter((append) => next.has(append));
  }
}

function weightOf({ text, deletes = [] }: EntryDraft): number {
  return draftWeight * (1 + deletes.length) + text.length;
}

function sum(appends: readonly Append[]): number {
  return appends.reduce((weight, append) => weight + append.weight, 0);
}

function refusal(
  { length }: readonly EntryDraft[],
  reason: string,
  repeats: readonly Repeat[] = [],
): NotKeptError {
  return new NotKeptError(
    `Cannot keep ${length === 1 ? "a message" : `${length} messages`}: ${reason}. ` +
      "Nothing of it is kept; say it again when that is mended",
    new Map(repeats),
  );
}
