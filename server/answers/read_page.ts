import { directRoom, limits, type Person, type ServerMessage } from "../../protocol.ts";
import {
  type Entry,
  type EntryPage,
  isInbox,
  type PageQuery,
  type Store,
} from "../../store/store.ts";
import type { Forgetting } from "../delivery/forgetting.ts";
import { directMessage, entryMessage } from "../entry_message.ts";
import { type Log, storageFailed } from "../log.ts";
import { findPerson } from "../find_person.ts";
import type { Persons } from "../accounts/persons.ts";
import { storeAnswer } from "../store_answer.ts";

/** A page of a room or, with the name that `inboxOf` gives, of somebody's direct messages. */
export interface PageRequest extends Omit<PageQuery, "withIdentities" | "maxBytes" | "countUpTo"> {
  /** As `with`, which stands in for those of whom nobody knows. */
  readonly withPersons?: readonly Person[];
  /** In place of bounds. */
  readonly around?: number;
  readonly aroundTs?: number;
  readonly id?: string;
}

export interface ReadSources {
  readonly store: Store;
  readonly persons: Persons;
  readonly log: Log;
  readonly forgetting: Forgetting;
}

/** Makes the message that carries what was said before, or an `error`: never rejects. */
export async function readPage(
  { store, persons, log, forgetting }: ReadSources,
  { id, withPersons, around, aroundTs, ...asked }: PageRequest,
): Promise<ServerMessage> {
  const { room, after } = asked;
  // Who fetches what was missed is told how much it is; who looks back need not know.
  const countUpTo = after === undefined ? undefined : limits.countedRemaining;
  const query = { ...asked, maxBytes: limits.historyBytes, countUpTo };
  try {
    await forgetting.forgotten([room]);
    const narrowed = withPersons && await identitiesOf({ store, persons }, withPersons, asked.with);
    const wanted = { ...query, ...narrowed };
    const { entries, ...about } = around === undefined && aroundTs === undefined
      ? await storeAnswer(store.page(wanted))
      : await readAround(store, wanted, around, aroundTs);
    const direct = (entry: Entry) => directMessage(entry, persons);
    const said = (entry: Entry) => entryMessage(entry, persons);
    return isInbox(room)
      ? { type: "directs", messages: entries.map(direct), ...about, id }
      : { type: "history", room, messages: entries.map(said), ...about, id };
  } catch (error) {
    log(storageFailed(`Cannot read a page of #${room}`, error));
    const what = isInbox(room) ? "your direct messages" : `the history of #${room}`;
    const message = `Cannot read ${what}`;
    return { type: "error", code: "storage_failed", message, room: roomForClient(room), id };
  }
}

/** As many before that as from there on, one more of these if the limit is odd; fewer where one side has no more. */
async function readAround(
  store: Store,
  query: PageQuery,
  around: number | undefined,
  aroundTs: number | undefined,
): Promise<EntryPage> {
  const { after: _after, afterTs: _afterTs, oldest: _oldest, countUpTo: _count, ...wanted } = query;
  const [limit, maxBytes] = [Math.floor(query.limit / 2), Math.floor(query.maxBytes / 2)];
  const minusOne = (bound: number | undefined) => bound === undefined ? undefined : bound - 1;
  const none: EntryPage = { entries: [], complete: true };
  const [older, newer] = await Promise.all([
    limit === 0 ? none : storeAnswer(
      store.page({ ...wanted, before: around, beforeTs: aroundTs, limit, maxBytes }),
    ),
    storeAnswer(store.page({
      ...wanted,
      ...{ before: undefined, beforeTs: undefined, limit: query.limit - limit, maxBytes },
      ...{ after: minusOne(around), afterTs: minusOne(aroundTs), oldest: true },
    })),
  ]);
  const complete = older.complete && newer.complete && limit > 0;
  return { entries: [...older.entries, ...newer.entries], complete };
}

/** What is with these persons; under these nicks, too, where one of them is not known. */
async function identitiesOf(
  sources: Pick<ReadSources, "store" | "persons">,
  persons: readonly Person[],
  nicks: readonly string[] = [],
): Promise<Pick<PageQuery, "with" | "withIdentities">> {
  const found = await Promise.all(persons.map((person) => findPerson(sources, person)));
  const identities = found.flatMap((known) => known === undefined ? [] : [known.identity]);
  return {
    with: identities.length === persons.length ? undefined : nicks,
    withIdentities: identities,
  };
}

/** How clients name what a page is of. */
export function roomForClient(room: string): string {
  return isInbox(room) ? directRoom : room;
}
