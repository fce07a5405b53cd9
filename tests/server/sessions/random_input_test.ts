import assert from "node:assert/strict";

import * as fc from "fast-check";
import { startServer } from "../../../server.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";

const sessionBounds = { ...defaultSessionBounds, rate: undefined, lingerMs: 50 };

/** Bytes with more line feeds than chance would bring. */
const bytes = fc.array(
  fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(Uint8Array.of(10))),
  { maxLength: 20 },
);

const types = ["hello", "say", "command", "history", "ping", "pong", "bye", "welcome"];
const fields = [
  "version",
  "nick",
  "text",
  "room",
  "rooms",
  "name",
  "args",
  "limit",
  "before",
  "id",
];
const commands = ["join", "leave", "nick", "msg", "topic", "away", "quit", "kick", "who", "say"];

/** Objects that are nearly messages. */
const nearlyMessage = fc.tuple(
  fc.constantFrom(...types),
  fc.dictionary(
    fc.constantFrom(...fields),
    fc.oneof(
      fc.string({ unit: anyCodePoint, maxLength: 40 }),
      fc.constantFrom(...commands, "lobby", "bystander"),
      fc.double(),
      fc.jsonValue(),
    ),
  ),
).map(([type, rest]) => JSON.stringify({ type, ...rest }));

Deno.test("random bytes cost their own session at most", async () => {
  await using server = startServer({ sessionBounds });
  await using bystander = await RawClient.join(server.port, "bystander");
  await fc.assert(
    fc.asyncProperty(fc.boolean(), bytes, async (hello, chunks) => {
      await using ann = await RawClient.connect(server.port);
      // Who begins otherwise speaks another protocol, and is told how to join.
      if (hello) await ann.hello("ann");
      else ann.sendLines("{}");
      for (const chunk of chunks) ann.sendBytes(chunk);
      await assertStillGood(ann, bystander);
    }),
    { numRuns: 100 },
  );
});

Deno.test("random messages cost their own session at most", async () => {
  // Each client is another identity with the same nick.
  await using server = startServer({ sessionBounds, reserveDays: 0 });
  await using bystander = await RawClient.join(server.port, "bystander");
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(nearlyMessage, { maxLength: 20 }),
      async (hello, frames) => {
        await using ann = await RawClient.connect(server.port);
        if (hello) await ann.hello("ann");
        ann.sendLines(...frames);
        await assertStillGood(ann, bystander);
      },
    ),
    { numRuns: 150 },
  );
});

/** Each answer could be decoded, the session ends as it should, and the bystander chats on. */
async function assertStillGood(ann: RawClient, bystander: RawClient): Promise<void> {
  ann.sendLines("", `{"type":"bye"}`);
  assert.equal(await ann.ended(), "closed");
  assert.equal(ann.received.at(-1)?.type, "bye");
  await bystander.say("still here");
  assert.equal(bystander.all("leave").length, bystander.all("join").length);
}
