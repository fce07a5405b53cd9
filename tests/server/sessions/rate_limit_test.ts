import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

import { startServer } from "../../../server.ts";
import {
  defaultSessionBounds,
  type SessionBounds,
} from "../../../server/sessions/session_bounds.ts";
import { type MessageOf, RawClient } from "../../support/clients/raw_client.ts";

const limited = (burst: number, perSecond: number): SessionBounds => {
  return { ...defaultSessionBounds, rate: { burst, perSecond } };
};

Deno.test("of 200 messages at once each is echoed or refused, in order, and none is lost", async () => {
  await using server = startServer({ sessionBounds: limited(20, 20) });
  await using bystander = await RawClient.join(server.port, "bystander");
  await using ann = await RawClient.join(server.port, "ann");
  ann.send(...says(200));
  ann.send({ type: "bye" });
  await ann.next("bye");
  const echoed = ann.all("message").map(({ id }) => id);
  const refused = ann.all("error").map(({ id }) => id);
  for (const error of ann.all("error")) {
    assert.equal(error.code, "rate_limited");
    assert.ok((error.retryAfterMs ?? 0) > 0);
  }
  assert.deepEqual([...echoed, ...refused].map(Number).toSorted((a, b) => a - b), [
    ...Array(200).keys(),
  ]);
  assert.ok(echoed.length >= 19 && echoed.length < 100, "hello counts as one of the burst");
  assert.equal(echoed[0], "0");
  await bystander.next("leave");
  assert.deepEqual(bystander.all("message").length, echoed.length);
});

Deno.test("what was rate_limited is accepted when retryAfterMs has gone by", async () => {
  await using server = startServer({ sessionBounds: limited(5, 20) });
  await using ann = await RawClient.join(server.port, "ann");
  for (let round = 0; round < 3; round++) {
    const { retryAfterMs = 0 } = await sayUntilRefused(ann);
    assert.ok(retryAfterMs > 0 && retryAfterMs <= 50);
    await delay(retryAfterMs);
    ann.send(say("again"));
    const { type, id } = await nextAnswer(ann);
    assert.deepEqual([type, id], ["message", "again"]);
  }
});

Deno.test("who is over the rate holds up nobody else", async () => {
  await using server = startServer({ sessionBounds: limited(20, 200) });
  await using loud = await RawClient.join(server.port, "loud");
  await using ann = await RawClient.join(server.port, "ann");
  loud.send(...says(2000));
  const startedAt = performance.now();
  await ann.say("hi");
  assert.ok(performance.now() - startedAt < 1000);
  loud.send({ type: "bye" });
  await loud.next("bye");
  assert.equal(loud.all("error").length + loud.all("message").length, 2000 + 1);
});

Deno.test("all but bye counts, and what is over the rate is refused by its id", async () => {
  await using server = startServer({ sessionBounds: limited(5, 1) });
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines(
    // With hello, these five are the burst: a pong that nobody asked for and an empty line too.
    `{"type":"pong"}`,
    "",
    "{",
    `{"type":"ping","id":"1"}`,
    `{"type":"command","name":"who","id":"2"}`,
    `{"type":"history","room":"lobby","id":"3"}`,
    `{"type":"ping","id":"4"}`,
    "{",
    `{"type":"nonsense","id":"5"}`,
    `{"type":"bye"}`,
  );
  assert.equal((await ann.next("bye")).code, "logged_out");
  const errors = ann.all("error").map(({ code, id }) => [code, id]);
  assert.deepEqual(errors, [
    ["bad_json", undefined],
    ["rate_limited", "2"],
    ["rate_limited", "3"],
    ["rate_limited", "4"],
    ["rate_limited", undefined],
    ["rate_limited", "5"],
  ]);
  assert.deepEqual(ann.all("pong").map(({ id }) => id), ["1"]);
});

async function sayUntilRefused(client: RawClient): Promise<MessageOf<"error">> {
  for (;;) {
    client.send(say(crypto.randomUUID()));
    const answer = await nextAnswer(client);
    if (answer.type === "error") return answer;
  }
}

async function nextAnswer(client: RawClient) {
  return await client.transcript.next(
    (message) => message.type === "message" || message.type === "error" ? message : undefined,
    "an echo or an error",
  );
}

function says(count: number) {
  return Array.from({ length: count }, (_, index) => say(`${index}`));
}

function say(id: string) {
  return { type: "say", room: "lobby", text: `text ${id}`, kind: "text", id } as const;
}
