import { reasonOf } from "../../helpers/reason_of.ts";
import { type Appended, type Draft, type KnownNick, NotKeptError } from "../store.ts";
import type { Asked, Kept, Outcome } from "./calls.ts";
import { PendingNicks } from "./pending_nicks.ts";
import { Sequence } from "./sequence.ts";

/** What one transaction takes at most, unless one append alone is more: others wait for it. */
const maxDrafts = 2000;
const maxTextLength = 4 * 1024 * 1024;
/** Nicks that no append takes along are written by then, or when there are so many. */
const nicksDelayMs = 1000;
const maxNicks = 500;

interface Append {
  readonly drafts: readonly Draft[];
  resolve(appended: readonly Appended[]): void;
  reject(reason: Error): void;
}

/**
 * Gathers what is to be written while the writer is busy into one transaction: so many appends cost the disk no
 * more than one.
 */
export class GroupCommit {
  readonly #writer: Asked;
  readonly #nicks = new PendingNicks();
  #appends: Append[] = [];
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(writer: Asked) {
    this.#writer = writer;
  }

  append(drafts: readonly Draft[]): Promise<readonly Appended[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Appended[]>();
    this.#appends.push({ drafts, resolve, reject });
    this.#running ??= this.#run();
    return promise;
  }

  /** Goes with the next append, or alone before long. */
  remember(known: KnownNick): void {
    this.#nicks.note(known);
    if (this.#nicks.waiting >= maxNicks) this.#running ??= this.#run();
    else if (this.#timer === undefined) this.#schedule();
  }

  /** Those that are not yet in the file. */
  findNick(keys: readonly string[]): KnownNick | undefined {
    return this.#nicks.find(keys);
  }

  /** Resolves when all that came is written, or refused. */
  async flush(): Promise<void> {
    await this.#running;
    if (this.#nicks.waiting > 0) await (this.#running ??= this.#run());
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#nicks.waiting > 0) this.#running ??= this.#run();
    }, nicksDelayMs);
  }

  async #run(): Promise<void> {
    // What one turn of the event loop brings goes together.
    await Promise.resolve();
    do await this.#write(this.#take()); while (this.#appends.length > 0);
    this.#running = undefined;
  }

  async #write(appends: readonly Append[]): Promise<void> {
    const nicks = this.#nicks.take();
    try {
      const outcomes = await this.#writer.call("write", {
        appends: appends.map(({ drafts }) => drafts),
        nicks,
      });
      this.#nicks.settle(true);
      for (const [index, append] of appends.entries()) settle(append, outcomes[index]);
    } catch (error) {
      this.#nicks.settle(false);
      if (this.#nicks.waiting > 0 && this.#timer === undefined) this.#schedule();
      const reason = reasonOf(error);
      for (const { drafts, reject } of appends) {
        reject(refusal(drafts, reason, await this.#repeatsOf(drafts)));
      }
    }
  }

  /** What is said again because its echo was lost is kept, though nothing can be written now. */
  async #repeatsOf(drafts: readonly Draft[]): Promise<Kept["repeats"]> {
    if (drafts.every(({ id }) => id === undefined)) return [];
    return await this.#writer.call("repeats", drafts).catch(() => []);
  }

  #take(): Append[] {
    let [count, drafts, textLength] = [0, 0, 0];
    for (const append of this.#appends) {
      drafts += append.drafts.length;
      for (const { text } of append.drafts) textLength += text.length;
      if (count > 0 && (drafts > maxDrafts || textLength > maxTextLength)) break;
      count++;
    }
    return this.#appends.splice(0, count);
  }
}

function settle({ drafts, resolve, reject }: Append, outcome: Outcome | undefined): void {
  if (outcome?.kind === "kept") resolve(appendedOf(drafts, outcome));
  else reject(refusal(drafts, outcome?.why ?? "there is no answer"));
}

function refusal(
  { length }: readonly Draft[],
  reason: string,
  repeats: Kept["repeats"] = [],
): NotKeptError {
  return new NotKeptError(
    `Cannot keep ${length === 1 ? "a message" : `${length} messages`}: ${reason}. ` +
      "Nothing of it is kept; say it again when that is mended",
    new Map(repeats),
  );
}

/** Counts on as the writer did. */
function appendedOf(drafts: readonly Draft[], { reached, repeats }: Kept): Appended[] {
  const sequence = new Sequence(reached);
  const firsts = new Map(repeats);
  return drafts.map((draft, index) => {
    const first = firsts.get(index);
    if (first !== undefined) return { entry: first, repeated: true };
    return { entry: { ...draft, ...sequence.next(draft.ts) }, repeated: false };
  });
}
