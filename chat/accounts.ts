import type { Account } from "../records.ts";
import { nickKeys, normalizeNick } from "./nick.ts";
import type { RecordChange } from "./record_change.ts";

/** The accounts of all who have one, here or not. What changes is to be yielded, so that it is kept. */
export class Accounts {
  readonly #byIdentity = new Map<string, Account>();
  /** Each under all keys of its nick. */
  readonly #byKey = new Map<string, Account>();

  constructor(kept: readonly Account[] = []) {
    for (const account of kept) this.set(account);
  }

  get size(): number {
    return this.#byIdentity.size;
  }

  get(identity: string): Account | undefined {
    return this.#byIdentity.get(identity);
  }

  /** Whose nick that is, or looks like it. */
  lookUp(nick: string): Account | undefined {
    const normal = normalizeNick(nick.replace(/^@/, ""));
    const keys = normal === undefined ? [] : nickKeys(normal);
    return keys.map((key) => this.#byKey.get(key)).find((account) => account !== undefined);
  }

  set(account: Account): RecordChange {
    this.#letGo(account.identity);
    this.#byIdentity.set(account.identity, account);
    for (const key of nickKeys(account.nick)) this.#byKey.set(key, account);
    return { type: "keepAccount", account };
  }

  delete(identity: string): RecordChange {
    this.#letGo(identity);
    return { type: "forgetAccount", identity };
  }

  #letGo(identity: string): void {
    const before = this.#byIdentity.get(identity);
    if (before === undefined) return;
    this.#byIdentity.delete(identity);
    for (const key of nickKeys(before.nick)) {
      if (this.#byKey.get(key) === before) this.#byKey.delete(key);
    }
  }
}
