import { duration } from "../../helpers/duration.ts";
import type { ErrorMessage, NoticeMessage } from "../../protocol.ts";
import type { Store } from "../../store/store.ts";
import type { ChatState } from "../chat_state.ts";
import { type Log, storageFailed } from "../log.ts";
import type { Participants } from "../participants.ts";

export interface StatsSources {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly store: Store;
  readonly clock: () => number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly log: Log;
}

/** For operators: how many are here, what is kept, and how much that takes; or an `error`: never rejects. */
export async function describeStats(
  { chat: { members, rooms }, participants, store, clock, startedAt, log }: StatsSources,
): Promise<NoticeMessage | ErrorMessage> {
  try {
    const { messages, bytes } = await store.stats();
    const facts = [
      `up ${duration(clock() - startedAt)}`,
      count(participants.sessionCount, "connection"),
      `${count(members.nicks().length, "nick")} here, the console's among them`,
      count(rooms.size, "room"),
      `${count(messages, "message")} kept, ${size(bytes)}, in ${store.location}`,
      `memory ${size(Deno.memoryUsage().rss)}`,
    ];
    return { type: "notice", text: facts.join("\n") };
  } catch (error) {
    const message = "Cannot tell how much is kept";
    log(storageFailed(message, error));
    return { type: "error", code: "storage_failed", message };
  }
}

const number = new Intl.NumberFormat("en");

function count(n: number, what: string): string {
  return `${number.format(n)} ${what}${n === 1 ? "" : "s"}`;
}

function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${number.format(Math.ceil(bytes / 1024))} KiB`;
  return `${number.format(Math.round(bytes / 1024 / 102.4) / 10)} MiB`;
}
