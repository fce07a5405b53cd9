import { nickKeys } from "../chat/people/nick.ts";
import type { Person } from "../protocol.ts";
import type { KnownNick, Store } from "../store/store.ts";
import { type Log, storageFailed } from "./log.ts";
import type { Persons } from "./accounts/persons.ts";
import { storeAnswer } from "./store_answer.ts";

/** A key beside those of its nicks, under which an identity is remembered: no nick has this sign. */
function personKey(person: Person): string {
  return `@${person}`;
}

/**
 * One more of an identity that nobody can come back to, as of a guest whose client keeps no token; nor has a nick this
 * sign.
 */
function guestKey(person: Person): string {
  return `?${person}`;
}

/** Nobody is ever this identity again, once it is gone. */
export async function isGuest(
  { store, persons }: { readonly store: Pick<Store, "whoWas">; readonly persons: Persons },
  identity: string,
): Promise<boolean> {
  const person = persons.of(identity);
  const known = await storeAnswer(store.whoWas([personKey(person)]));
  return known?.keys.includes(guestKey(person)) === true;
}

/**
 * Whom a person stands for, with its newest nick. Undefined once the store has forgotten it; `nickKeys` are those of a
 * nick by which it may be found if it was not here since persons are remembered. Rejects as the store does.
 */
export async function findPerson(
  { store, persons }: { readonly store: Pick<Store, "whoWas">; readonly persons: Persons },
  person: Person,
  nickKeys: readonly string[] = [],
): Promise<KnownNick | undefined> {
  const known = await storeAnswer(store.whoWas([personKey(person)]));
  if (known !== undefined || nickKeys.length === 0) return known;
  const last = await storeAnswer(store.whoWas(nickKeys));
  return last !== undefined && persons.of(last.identity) === person ? last : undefined;
}

/**
 * Keeps under which nick an identity is here, or was until now: direct messages for it find it by that, or by who it is,
 * when it is not.
 */
export function rememberNick(
  { store, persons, log }: {
    readonly store: Pick<Store, "remember">;
    readonly persons: Persons;
    readonly log: Log;
  },
  { identity, nick, canReturn }: {
    readonly identity: string;
    readonly nick: string;
    readonly canReturn: boolean;
  },
): void {
  const person = persons.of(identity);
  const keys = [...nickKeys(nick), personKey(person), ...(canReturn ? [] : [guestKey(person)])];
  store.remember({ identity, nick, keys }).catch((error: unknown) => {
    log(storageFailed(`Cannot keep who "${nick}" is`, error));
  });
}
