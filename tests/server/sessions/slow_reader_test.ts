import assert from "node:assert/strict";

import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import type { LogRecord } from "../../../server/log.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const own = await makeOwnCertificate();
const sessionBounds = { ...unlimited, outboxBytes: 256 * 1024, returnWithinMs: 0 };
/** Far more than the kernel's buffers of one connection take, and the outbox with them. */
const floodBytes = 48 * 1024 * 1024;

async function testDeaf(tls: string | undefined): Promise<void> {
  const records: LogRecord[] = [];
  const log = (record: LogRecord) => records.push(record);
  await using server = startServer({ sessionBounds, tls: { own }, log });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using _deaf = await joinPaused(server.port, "deaf", ann, tls);
  const text = "x".repeat(limits.textBytes);
  let slowestMs = 0;
  for (let bytes = 0; bytes < floodBytes && ann.all("leave").length === 0; bytes += text.length) {
    const saidAt = performance.now();
    await ann.say(text);
    slowestMs = Math.max(slowestMs, performance.now() - saidAt);
  }
  for (const client of [ann, bob]) {
    const [leave] = client.all("leave");
    assert.deepEqual([leave?.nick, leave?.reason], ["deaf", "lost connection"]);
  }
  assert.ok(slowestMs < 1000, `${slowestMs} ms`);
  const [record] = records.filter(({ event }) => event === "hung_up");
  assert.match(record?.message ?? "", /"deaf" .*reads too slowly/);
  await using _again = await RawClient.join(server.port, "deaf");
}

const hungUpOn = "a client that stops reading is hung up on, and the room does not wait for it";
Deno.test(hungUpOn, () => testDeaf(undefined));
Deno.test(`${hungUpOn}, over TLS`, () => testDeaf(own.certificate));

Deno.test("a client that asks for much and reads nothing costs no memory, and is answered", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const text = "x".repeat(limits.textBytes);
  for (let count = 0; count < 16; count++) await ann.say(text);
  await using greedy = await joinPaused(server.port, "greedy", ann);
  const before = usedBytes();
  const ask = { type: "history", room: "lobby", limit: 100 } as const;
  const asked = 500;
  greedy.send(...Array<typeof ask>(asked).fill(ask));
  // All of it has been read once the room hears what comes behind it.
  greedy.send({ type: "say", room: "lobby", text: "and now?", kind: "text" });
  await ann.next("message", ({ from }) => from === "greedy");
  const growth = usedBytes() - before;
  assert.ok(growth < floodBytes, `${growth} bytes more than before`);
  greedy.resume();
  for (let answers = 0; answers < asked; answers++) {
    await greedy.transcript.next(
      (message) => message.type === "history" || message.type === "error" ? message : undefined,
      "a page or an error",
    );
  }
  assert.ok(greedy.all("history").length > 0);
  const refusals = new Set(greedy.all("error").map(({ code }) => code));
  assert.deepEqual([...refusals], ["rate_limited"], "so many pages are not kept waiting");
});

Deno.test("a client that reads slowly but reads gets all, in order", async () => {
  await using server = startServer({
    sessionBounds: { ...sessionBounds, outboxBytes: 64 * 1024 * 1024 },
  });
  await using ann = await RawClient.join(server.port, "ann");
  await using late = await joinPaused(server.port, "late", ann);
  const text = "x".repeat(limits.textBytes);
  const seqs: number[] = [];
  for (let bytes = 0; bytes < floodBytes / 4; bytes += text.length) {
    seqs.push((await ann.say(text)).seq);
  }
  late.resume();
  await late.next("message", ({ seq }) => seq === seqs.at(-1));
  assert.deepEqual(late.all("message").map(({ seq }) => seq), seqs);
});

/** Joins and reads nothing; `witness` sees it come. */
async function joinPaused(
  port: number,
  nick: string,
  witness: RawClient,
  tls?: string,
): Promise<RawClient> {
  const client = await RawClient.connect(port, { paused: true, tls });
  client.send({ type: "hello", version: 1, nick });
  await witness.next("join", (join) => join.nick === nick);
  return client;
}

function usedBytes(): number {
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}
