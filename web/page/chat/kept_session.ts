import {
  readSession,
  type SavedSession,
  type SessionStorage,
  writeSession,
} from "../../../client/resume/saved_session.ts";

/** What is needed of the browser's. */
export type KeyStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = "session";

/** Another tab has changed what is kept (HTML Standard, `StorageEvent`). */
interface StorageChange {
  /** Null where all is gone. */
  readonly key: string | null;
  /** Null where it is gone. */
  readonly newValue: string | null;
}

/** Whether another tab has forgotten who one is. */
export function isForgotten({ key: changed, newValue }: StorageChange): boolean {
  return newValue === null && (changed === null || changed === key);
}

/** Whether in another tab somebody is in. */
export function isEntered({ key: changed, newValue }: StorageChange): boolean {
  return newValue !== null && changed === key;
}

/** Who one is, for all tabs of this browser and the next visit. Where nothing can be kept, one is new each time. */
export class KeptSession implements SessionStorage {
  #isOver = false;

  /** `storage`: undefined where the browser keeps nothing. */
  constructor(private readonly storage: KeyStorage | undefined) {}

  /** Nothing is kept from now on, whatever still comes: the person is to be forgotten. */
  end(): void {
    this.#isOver = true;
    this.forget();
  }

  load(): SavedSession | undefined {
    try {
      const text = this.storage?.getItem(key);
      return text ? readSession(text) : undefined;
    } catch {
      return undefined;
    }
  }

  save(session: SavedSession): void {
    if (this.#isOver) return;
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
