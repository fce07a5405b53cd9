import type { ReadMessage } from "../../protocol.ts";
import { identityOf, inboxOf, isInbox } from "../../store/store.ts";
import type { ReadMark } from "../../store/records/read_mark_store.ts";
import { storageFailed } from "../log.ts";
import type { ReadSources } from "./read_page.ts";
import { storeAnswer } from "../store_answer.ts";

/** As the store keeps it: what is with one person has no room's name. */
export function markOf(read: ReadMessage): ReadMark {
  return { place: "with" in read ? inboxOf(read.with) : read.room, seq: read.seq };
}

/** How far somebody has read, everywhere. None where the store cannot tell: never rejects. */
export async function readMarks(
  { store, log }: Pick<ReadSources, "store" | "log">,
  identity: string,
): Promise<readonly ReadMessage[]> {
  try {
    const marks = await storeAnswer(store.records.readMarks.of(identity));
    return marks.map(({ place, seq }) => {
      return isInbox(place)
        ? { type: "read", with: identityOf(place), seq }
        : { type: "read", room: place, seq };
    });
  } catch (error) {
    log(storageFailed("Cannot read how far somebody has read", error));
    return [];
  }
}
