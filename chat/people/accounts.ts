import type { Account } from "../../records.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { nickKeys, normalizeNick } from "./nick.ts";
import type { RecordChange } from "../record_change.ts";

/** The accounts of all who have one, here or not. What changes is to be yielded, so that it is kept. */
export class Accounts {
  /** Whose record was changed longest ago comes first: about the order in which they were seen. */
  readonly #byIdentity = new Map<string, Account>();
  /** Each under all keys of its nick; no two share one. */
  readonly #byKey = new Map<string, Account>();
  readonly #countByNetwork = new Map<string, number>();

  constructor(kept: readonly Account[] = []) {
    for (const account of kept.toSorted((one, other) => one.seenAt - other.seenAt)) {
      this.set(account);
    }
  }

  get size(): number {
    return this.#byIdentity.size;
  }

  get(identity: string): Account | undefined {
    return this.#byIdentity.get(identity);
  }

  /** What others are told that the account is called; undefined where it has neither a password nor a role. */
  nameOf(identity: string): string | undefined {
    const { nick, password, role } = this.get(identity) ?? {};
    return password === undefined && role === undefined ? undefined : nick;
  }

  /** Those seen longest ago come first; exactly so but for what was changed since. */
  byLastSeen(): IteratorObject<Account> {
    return this.#byIdentity.values();
  }

  /** How many count for that network: those with a nick. */
  countOf(network: string): number {
    return this.#countByNetwork.get(network) ?? 0;
  }

  /** Whose nick that is, or looks like it. */
  lookUp(nick: string): Account | undefined {
    return this.holdersOf(nick)[0];
  }

  /** All whose nicks look like that one: it may look like several that do not look like each other. */
  holdersOf(nick: string): readonly Account[] {
    const normal = normalizeNick(bareNick(nick));
    const keys = normal === undefined ? [] : nickKeys(normal);
    return [...new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []))];
  }

  set(account: Account): RecordChange {
    this.#letGo(account.identity);
    this.#byIdentity.set(account.identity, account);
    for (const key of keysOf(account)) this.#byKey.set(key, account);
    this.#count(account, 1);
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
    this.#count(before, -1);
    for (const key of keysOf(before)) {
      if (this.#byKey.get(key) === before) this.#byKey.delete(key);
    }
  }

  #count({ network, nick }: Account, change: 1 | -1): void {
    if (network === undefined || nick === undefined) return;
    const count = this.countOf(network) + change;
    if (count > 0) this.#countByNetwork.set(network, count);
    else this.#countByNetwork.delete(network);
  }
}

function keysOf({ nick }: Account): readonly string[] {
  return nick === undefined ? [] : nickKeys(nick);
}
