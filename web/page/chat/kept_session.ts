import {
  readSession,
  type SavedSession,
  type SessionStorage,
  writeSession,
} from "../../../client/resume/saved_session.ts";

/** What is needed of the browser's. */
export type KeyStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = "session";

/** Who one is, for all tabs of this browser and the next visit. Where nothing can be kept, one is new each time. */
export class KeptSession implements SessionStorage {
  /** `storage`: undefined where the browser keeps nothing. */
  constructor(private readonly storage: KeyStorage | undefined) {}

  load(): SavedSession | undefined {
    try {
      const text = this.storage?.getItem(key);
      return text ? readSession(text) : undefined;
    } catch {
      return undefined;
    }
  }

  save(session: SavedSession): void {
    try {
      this.storage?.setItem(key, writeSession(session));
    } catch {
      // Full, or forbidden: the next visit begins anew.
    }
  }

  forget(): void {
    try {
      this.storage?.removeItem(key);
    } catch {
      // As if nothing was there.
    }
  }
}
