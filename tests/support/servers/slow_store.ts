import { MemoryStore } from "../../../store/memory.ts";
import type { Appended, EntryDraft } from "../../../store/store.ts";

/** Keeps what it gets when it is let, or fails. */
export class SlowStore extends MemoryStore {
  readonly appends: { readonly size: number; readonly goOn: (error?: Error) => void }[] = [];
  /** Off, it keeps at once what it gets. */
  hangs = true;
  #called = Promise.withResolvers<void>();

  /** Resolves at the next append. */
  async called(): Promise<void> {
    await this.#called.promise;
    this.#called = Promise.withResolvers();
  }

  override async append(drafts: readonly EntryDraft[]): Promise<readonly Appended[]> {
    if (!this.hangs) return await super.append(drafts);
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.appends.push({ size: drafts.length, goOn: resolve });
    this.#called.resolve();
    const error = await promise;
    if (error !== undefined) throw error;
    return await super.append(drafts);
  }
}
