import type { Person } from "../protocol.ts";
import type { KnownNick, Store } from "../store/store.ts";
import type { Persons } from "./persons.ts";
import { storeAnswer } from "./store_answer.ts";

/** A key beside those of its nicks, under which an identity is remembered: no nick has this sign. */
export function personKey(person: Person): string {
  return `@${person}`;
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
