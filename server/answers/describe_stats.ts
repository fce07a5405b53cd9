import { duration } from "../../helpers/duration.ts";
import type {
  ConnectionCounts,
  ErrorMessage,
  NoticeMessage,
  StatsMessage,
} from "../../protocol.ts";
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

/**
 * For operators: how many are here, what is kept, and how much that takes, with fields and in words; or an `error`:
 * never rejects.
 */
export async function describeStats(
  sources: StatsSources,
): Promise<readonly [StatsMessage, NoticeMessage] | readonly [ErrorMessage]> {
  const { chat: { members, rooms }, participants, store, clock, startedAt } = sources;
  try {
    const { messages, bytes } = await store.stats();
    const stats: StatsMessage = {
      type: "stats",
      upMs: clock() - startedAt,
      connections: participants.connections,
      connectionsSoFar: participants.connectionsSoFar,
      nicks: members.nicks().length,
      rooms: rooms.size,
      ...{ messages, bytes, location: store.location },
      memoryBytes: Deno.memoryUsage().rss,
    };
    return [stats, { type: "notice", text: describe(stats) }];
  } catch (error) {
    const message = "Cannot tell how much is kept";
    sources.log(storageFailed(message, error));
    return [{ type: "error", code: "storage_failed", message }];
  }
}

function describe(stats: StatsMessage): string {
  const { upMs, connections, connectionsSoFar, messages, bytes, location, memoryBytes } = stats;
  return [
    `up ${duration(upMs)}`,
    connectionsText(connections),
    `since the start ${connectionsText(connectionsSoFar)}`,
    `${count(stats.nicks, "nick")} here, the console's among them`,
    count(stats.rooms, "room"),
    `${count(messages, "message")} kept, ${size(bytes)}, in ${location}`,
    `memory ${size(memoryBytes)}`,
  ].join("\n");
}

/** As in `3 connections: 2 encrypted, 1 not encrypted`. */
export function connectionsText({ encrypted, plain }: ConnectionCounts): string {
  const all = count(encrypted + plain, "connection");
  return `${all}: ${number.format(encrypted)} encrypted, ${number.format(plain)} not encrypted`;
}

const number = new Intl.NumberFormat("en");

function count(n: number, what: string): string {
  return `${number.format(n)} ${what}${n === 1 ? "" : "s"}`;
}

function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${number.format(Math.ceil(bytes / 1024))} KiB`;
  return `${number.format(Math.round(bytes / 1024 / 102.4) / 10)} MiB`;
}
