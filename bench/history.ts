import { setTimeout as delay } from "node:timers/promises";

import { openSqlite } from "../store/sqlite.ts";
import type { EntryDraft } from "../store/store.ts";
import { Caller } from "./caller.ts";
import { median } from "./median.ts";
import type { MeasureOptions } from "./measure.ts";
import { million } from "./scenarios.ts";
import { startChatroomIn } from "./servers.ts";
import type { Times } from "./times.ts";

export interface HistoryResult {
  readonly messages: number;
  /** From starting the process to its listening. */
  readonly startSeconds: number;
  /** From asking to having the answer; the median of many, and the slowest. */
  readonly page: Times;
  readonly search: Times;
  /** The longest that a ping waited for its pong while pages were read and words searched. */
  readonly longestPingMs: number;
}

const draftsAtOnce = 1000;
const room = "lobby";

/** How a server does with a million messages in its file. */
export async function measureHistory(options: MeasureOptions): Promise<HistoryResult> {
  const { progress, signal } = options;
  await using folder = await temporaryFolder();
  progress(`${million.name}: writing them`);
  await fill(folder.path, signal);
  const starts: number[] = [];
  for (let i = 0; i < million.starts; i++) {
    progress(`${million.name}: start ${i + 1} of ${million.starts}`);
    await using server = await startChatroomIn(folder.path)(options);
    starts.push(server.listeningAfterMs / 1000);
  }
  await using server = await startChatroomIn(folder.path)(options);
  using asking = await Caller.connect(server.port, "asking");
  using pinging = await Caller.connect(server.port, "pinging");
  progress(`${million.name}: pages and searches`);
  const pings = pingUntil(pinging, signal);
  const random = seededRandom(7);
  const page = await timesOf(() => {
    const before = 1 + Math.floor(random() * million.messages);
    return asking.ask({ type: "history", room, before, limit: million.page });
  });
  const search = await timesOf(() => {
    const args = `${wordOf(random)} ${wordOf(random)}`;
    return asking.ask({ type: "command", name: "search", args, room });
  });
  const longestPingMs = await pings.end();
  return { messages: million.messages, startSeconds: median(starts), page, search, longestPingMs };
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await Deno.makeTempDir({ prefix: "chatroom-bench-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

async function fill(directory: string, signal: AbortSignal): Promise<void> {
  await using store = await openSqlite({ directory, sync: "normal" });
  const random = seededRandom(1);
  // Up to now: a clock far from the newest message is doubted.
  const firstTs = Date.now() - million.messages * 1000;
  for (let count = 0; count < million.messages; count += draftsAtOnce) {
    signal.throwIfAborted();
    await store.append(
      Array.from({ length: draftsAtOnce }, (_, i) => draft(count + i, firstTs, random)),
    );
  }
  await store.indexed();
}

function draft(number: number, firstTs: number, random: () => number): EntryDraft {
  const text = Array.from({ length: million.words }, () => wordOf(random)).join(" ");
  const by = `member${number % 50}`;
  const ts = firstTs + number * 1000;
  return { room, ts, from: by, text, kind: "text", identity: by, id: `m${number}` };
}

/** Some words are in every other message, most in few. */
function wordOf(random: () => number): string {
  return `w${Math.floor(random() ** 3 * million.vocabulary).toString(36)}`;
}

async function timesOf(ask: () => Promise<void>): Promise<Times> {
  const times: number[] = [];
  for (let i = 0; i < million.asked; i++) {
    const askedAtMs = performance.now();
    await ask();
    times.push(performance.now() - askedAtMs);
  }
  return { medianMs: median(times), slowestMs: Math.max(...times) };
}

/** Pings without end; `end` gives the longest wait for a pong. */
function pingUntil(caller: Caller, signal: AbortSignal): { end(): Promise<number> } {
  const ended = new AbortController();
  const run = async () => {
    let longestMs = 0;
    while (!ended.signal.aborted && !signal.aborted) {
      const sentAtMs = performance.now();
      await caller.ask({ type: "ping" });
      longestMs = Math.max(longestMs, performance.now() - sentAtMs);
      await delay(1);
    }
    return longestMs;
  };
  const running = run();
  running.catch(() => {});
  return {
    end() {
      ended.abort();
      return running;
    },
  };
}

/** Mulberry32: the same numbers from 0 to 1 in each run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
