import type { Person, ReadMessage } from "../../protocol.ts";
import { identityOf, inboxOf, isInbox } from "../../store/store.ts";
import type { ReadMark } from "../../store/records/read_mark_store.ts";
import { storageFailed } from "../log.ts";
import type { ReadSources } from "./read_page.ts";
import { storeAnswer } from "../store_answer.ts";

/** What somebody reads, which a client names so. */
export type ReadPlace = { readonly room: string } | { readonly with: Person };

/** As the store keeps it: what is with one person has no room's name. */
export function markOf(read: ReadMessage): ReadMark {
  const { seq, ts = 0 } = read;
  return { place: nameOf(read), seq, ts };
}

/** How far somebody has read, everywhere. None where the store cannot tell: never rejects. */
export async function readMarks(
  { store, log }: Pick<ReadSources, "store" | "log">,
  identity: string,
): Promise<readonly ReadMessage[]> {
  try {
    const marks = await storeAnswer(store.records.readMarks.of(identity));
    return marks.map(readMessage);
  } catch (error) {
    log(storageFailed("Cannot read how far somebody has read", error));
    return [];
  }
}

/** The same of one place. Undefined where nothing is known, or where the store cannot tell. */
export async function readMark(
  { store, log }: Pick<ReadSources, "store" | "log">,
  identity: string,
  place: ReadPlace,
): Promise<ReadMessage | undefined> {
  try {
    const [mark] = await storeAnswer(store.records.readMarks.of(identity, nameOf(place)));
    return mark && readMessage(mark);
  } catch (error) {
    log(storageFailed("Cannot read how far somebody has read", error));
    return undefined;
  }
}

function nameOf(place: ReadPlace): string {
  return "with" in place ? inboxOf(place.with) : place.room;
}

function readMessage({ place, ...position }: ReadMark): ReadMessage {
  return isInbox(place)
    ? { type: "read", with: identityOf(place), ...position }
    : { type: "read", room: place, ...position };
}
