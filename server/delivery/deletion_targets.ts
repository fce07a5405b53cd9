import type { DeletedAuthor, DeleteEvent, MessagesOfAuthor } from "../../chat/event.ts";
import { type KnownErrorCode, limits } from "../../protocol.ts";
import { isDeletable } from "../../store/deletion.ts";
import { type Entry, inboxOf, type Store } from "../../store/store.ts";
import { storeAnswer } from "../store_answer.ts";

/** What one request deletes at most. */
const maxDeleted = 1000;
/** Among so many of a room's newest is looked for what somebody has said: everything else in the room waits. */
const maxLookedThrough = 10_000;
/** The same for somebody who may delete only what is its own. */
const maxOwnLookedThrough = 1000;

/** What is to be deleted, the newest first, or why nothing is. */
export type Targets =
  | { readonly entries: readonly Entry[]; readonly isAll: boolean }
  | { readonly code: KnownErrorCode; readonly message: string };

/** Looks up what a deletion names, by what is kept now. Rejects as the store does. */
export function findTargets(store: Store, event: DeleteEvent): Promise<Targets> {
  return "seqs" in event.which
    ? findNamed(store, event, event.which.seqs)
    : findOfAuthor(store, event, event.which);
}

function placeOf({ room, identity }: DeleteEvent): string {
  return room ?? inboxOf(identity);
}

/** All of them, or none. */
async function findNamed(
  store: Store,
  event: DeleteEvent,
  seqs: readonly number[],
): Promise<Targets> {
  const room = placeOf(event);
  const found = await Promise.all(seqs.map(async (seq) => {
    const query = { room, after: seq - 1, before: seq + 1, limit: 1 };
    const { entries: [entry] } = await storeAnswer(
      store.page({ ...query, maxBytes: limits.historyBytes }),
    );
    return entry ?? seq;
  }));
  const entries: Entry[] = [];
  for (const entry of found) {
    const refusal = refusalOf(event, entry);
    if (refusal !== undefined) return refusal;
    if (typeof entry !== "number") entries.push(entry);
  }
  return { entries: entries.toSorted((one, other) => other.seq - one.seq), isAll: true };
}

/** What was not found is a `seq`. */
function refusalOf(
  { identity, room, mayDeleteOthers }: DeleteEvent,
  entry: Entry | number,
): Targets | undefined {
  const where = room === undefined ? "among your direct messages" : `in #${room}`;
  if (typeof entry === "number") {
    return { code: "no_such_message", message: `There is no message ${entry} ${where}` };
  }
  const { seq, kind, from, deletedBy } = entry;
  if (kind === "deleted") {
    return {
      code: "no_such_message",
      message: `Message ${seq} is deleted already, by ${deletedBy}`,
    };
  }
  if (!isDeletable(entry)) {
    const message = `Message ${seq} tells of what was deleted, and cannot be deleted itself`;
    return { code: "not_allowed", message };
  }
  if (entry.identity === identity || mayDeleteOthers) return undefined;
  const who = room === undefined ? "only who said it deletes it" : "only moderators delete it";
  return { code: "not_allowed", message: `Message ${seq} is of ${from}: ${who}` };
}

async function findOfAuthor(
  store: Store,
  event: DeleteEvent,
  which: MessagesOfAuthor,
): Promise<Targets> {
  const { count = maxDeleted, sinceTs = -Infinity, to, by } = which;
  const author = await findAuthor(store, by);
  if (author === undefined) {
    const message = `Nobody is called "${by.nick}" here, and nobody was`;
    return { code: "no_such_nick", message };
  }
  const most = event.mayDeleteOthers ? maxLookedThrough : maxOwnLookedThrough;
  const query = { room: placeOf(event), with: to === undefined ? undefined : [to] };
  const entries: Entry[] = [];
  for await (const entry of newestFirst(store, query, most)) {
    if (entry.ts < sinceTs) break;
    // What somebody set a topic to was not said, and is deleted by its number alone.
    const isOfAuthor = entry.identity === author && isDeletable(entry) && entry.kind !== "topic";
    // Of direct messages only those to whom the newest is for.
    const isThere = (entries[0] ?? entry).alsoIn === entry.alsoIn;
    if (!isOfAuthor || !isThere) continue;
    if (entries.length === count) return { entries, isAll: which.count !== undefined };
    entries.push(entry);
  }
  return entries.length > 0 ? { entries, isAll: true } : nothingOf(event, which, most);
}

async function findAuthor(store: Store, author: DeletedAuthor): Promise<string | undefined> {
  if ("identity" in author) return author.identity;
  return (await storeAnswer(store.whoWas(author.keys)))?.identity;
}

/** At most so many. */
async function* newestFirst(
  store: Store,
  query: { readonly room: string; readonly with?: readonly string[] },
  most: number,
): AsyncGenerator<Entry> {
  let before: number | undefined;
  for (let looked = 0; looked < most;) {
    const limit = Math.min(limits.historyPage, most - looked);
    const page = await storeAnswer(
      store.page({ ...query, before, limit, maxBytes: limits.historyBytes }),
    );
    yield* page.entries.toReversed();
    if (page.complete) return;
    looked += Math.max(1, page.entries.length);
    before = page.entries[0]?.seq ?? page.reachedSeq;
  }
}

function nothingOf(
  { identity, room }: DeleteEvent,
  { by, sinceTs }: MessagesOfAuthor,
  most: number,
): Targets {
  const isOwn = "identity" in by && by.identity === identity;
  const who = isOwn ? "You have" : `${by.nick} has`;
  const where = room === undefined ? "to one person" : `in #${room}`;
  const among = sinceTs === undefined
    ? `among the last ${most.toLocaleString("en")} messages`
    : "in that time";
  const message = `${who} said nothing ${where} ${among} that could be deleted`;
  return { code: "no_such_message", message };
}
