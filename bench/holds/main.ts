/**
 * `deno task bench:holds`: for how long the event loop serves nobody else while the server does what one frame of a
 * client asks. The server is in this process, its clients in a worker; see `frames.ts` for what they send.
 */
import { parseArgs } from "node:util";

import { nextTurn } from "../../helpers/next_turn.ts";
import { startServer } from "../../server.ts";
import { defaultSessionBounds } from "../../server/sessions/session_bounds.ts";
import { openLibc } from "../network/libc.ts";
import { fixed, table } from "../markdown.ts";
import { type Case, cases } from "./frames.ts";
import { processorTime } from "./processor_time.ts";

/** A case is judged by the median of so many tries: now and then the system takes the processor away. */
const tries = 15;
const settledAfterMs = 40;
const boundMs = 2;

const clock = processorTime(openLibc());

/** The longest turn of the event loop from now until all that was asked is done. */
async function longestTurnMs(): Promise<number> {
  let longestMs = 0;
  let turnAtMs = clock();
  for (const endMs = performance.now() + settledAfterMs; performance.now() < endMs;) {
    await nextTurn();
    const nowMs = clock();
    longestMs = Math.max(longestMs, nowMs - turnAtMs);
    turnAtMs = nowMs;
  }
  return longestMs;
}

async function measure({ name, setting, frames }: Case): Promise<string[]> {
  await using server = startServer({
    sessionBounds: { ...defaultSessionBounds, rate: undefined },
    connectionBounds: { total: 10_000, perAddress: 10_000 },
  });
  const worker = new Worker(new URL("clients.ts", import.meta.url), { type: "module" });
  const answered = () =>
    new Promise<void>((resolve) =>
      worker.addEventListener("message", () => resolve(), { once: true })
    );
  worker.postMessage({ type: "set", port: server.port, setting });
  await answered();
  const turns: number[] = [];
  for (let index = 0; index < tries; index++) {
    worker.postMessage({ type: "send", frame: frames(index) });
    turns.push(await longestTurnMs());
  }
  worker.terminate();
  turns.sort((one, other) => one - other);
  const medianMs = turns[tries >> 1] ?? 0;
  return [name, fixed(medianMs, 2), fixed(turns.at(-1), 2), medianMs < boundMs ? "held" : "MISSED"];
}

const { values: { only } } = parseArgs({
  args: Deno.args,
  options: { only: { type: "string", default: "" } },
});
const rows: string[][] = [];
for (const each of cases.filter(({ name }) => new RegExp(only, "i").test(name))) {
  console.error(`${each.name} …`);
  rows.push(await measure(each));
}
console.log(table(["one frame", `longest turn, median ms (< ${boundMs})`, "most", ""], rows));
Deno.exit();
