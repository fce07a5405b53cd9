import { duration } from "../chat/duration.ts";
import type { Store } from "../store/store.ts";
import type { ChatState } from "./chat_state.ts";
import type { Participants } from "./participants.ts";

export interface StatsOptions {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly store: Store;
  readonly clock: () => number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
}

/** For operators: who is here, what is kept, and how much that takes. Rejects if the store cannot tell. */
export async function describeStats(
  { chat: { members, rooms }, participants, store, clock, startedAt }: StatsOptions,
): Promise<string> {
  const { messages, bytes } = await store.stats();
  const facts = [
    `up ${duration(clock() - startedAt)}`,
    count(participants.sessionCount, "connection"),
    count(members.nicks().length, "member"),
    count(rooms.size, "room"),
    `${count(messages, "message")} kept, ${size(bytes)}, in ${store.place}`,
    `memory ${size(Deno.memoryUsage().rss)}`,
  ];
  return facts.join("\n");
}

const number = new Intl.NumberFormat("en");

function count(n: number, what: string): string {
  return `${number.format(n)} ${what}${n === 1 ? "" : "s"}`;
}

function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${number.format(Math.ceil(bytes / 1024))} KiB`;
  return `${number.format(Math.round(bytes / 1024 / 102.4) / 10)} MiB`;
}
