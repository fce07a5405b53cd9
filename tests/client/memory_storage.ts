import type { SavedSession, SessionStorage } from "../../client/resume/saved_session.ts";
import { bounded } from "../support/bounded.ts";

/** Keeps a session for the next client of a test. */
export class MemoryStorage implements SessionStorage {
  saved: SavedSession | undefined;
  saves = 0;
  #changed = Promise.withResolvers<void>();

  constructor(saved?: SavedSession) {
    this.saved = saved;
  }

  load(): SavedSession | undefined {
    return this.saved;
  }

  save(session: SavedSession): void {
    this.saved = session;
    this.saves++;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  forget(): void {
    this.saved = undefined;
  }

  async nextSave(): Promise<void> {
    await bounded(this.#changed.promise, () => "a session to be saved");
  }
}
