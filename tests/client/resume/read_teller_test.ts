import assert from "node:assert/strict";
import { ReadTeller } from "../../../client/resume/read_teller.ts";
import type { ReadMessage } from "../../../protocol.ts";
import { welcome } from "../room_messages.ts";
import { bounded } from "../../support/bounded.ts";

const able = welcome({ features: ["read"] });
const [known, fresh] = [{ resumed: true, welcome: able }, { resumed: false, welcome: able }];

/** `everyMs`: by default longer than any test. */
function open(everyMs = 60_000) {
  const sent: ReadMessage[] = [];
  let changed = Promise.withResolvers<void>();
  const send = (message: ReadMessage) => {
    sent.push(message);
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const teller = new ReadTeller(everyMs);
  return {
    ...{ teller, sent, send },
    until: async (count: number) => {
      while (sent.length < count) await bounded(changed.promise, () => `${count} messages`);
    },
    [Symbol.dispose]: () => teller.disconnected(),
  };
}

const room = (name: string, seq: number) => ({ room: name, seq });
const told = (place: object) => ({ type: "read", ...place, id: "read" });

Deno.test("ReadTeller tells the newest of each place, one at a time, what was read last first", async () => {
  using at = open(1);
  for (const place of [room("lobby", 1), room("dev", 2), { with: "p1", seq: 3 }]) {
    at.teller.tell(place);
  }
  at.teller.tell(room("lobby", 4));
  at.teller.connected(at.send, known);
  await at.until(3);
  const rest = [room("lobby", 4), { with: "p1", seq: 3 }, room("dev", 2)].map(told);
  assert.deepEqual(at.sent, rest);
  for (const place of [room("lobby", 4), room("dev", 1)]) at.teller.tell(place);
  at.teller.tell(room("dev", 5));
  await at.until(4);
  assert.deepEqual(at.sent.slice(3), [told(room("dev", 5))], "nothing that is known");
});

Deno.test("ReadTeller tells nothing that the server knows, and nothing to one that keeps none", () => {
  using at = open();
  at.teller.connected(at.send, known);
  at.teller.tell({ with: "lobby", seq: 3 });
  at.teller.tell(room("lobby", 3));
  at.teller.settle({ type: "read", ...room("lobby", 5) });
  at.teller.tell(room("lobby", 5));
  at.teller.flush();
  assert.deepEqual(at.sent, [told({ with: "lobby", seq: 3 })]);
  at.teller.connected(at.send, { resumed: true, welcome: welcome() });
  at.teller.tell(room("lobby", 9));
  at.teller.flush();
  assert.equal(at.sent.length, 1);
});

Deno.test("ReadTeller tells again what may not have arrived, but nothing of another history", () => {
  using at = open();
  at.teller.tell(room("lobby", 3));
  at.teller.connected(at.send, known);
  at.teller.flush();
  at.teller.connected(at.send, known);
  at.teller.flush();
  assert.deepEqual(at.sent, [told(room("lobby", 3)), told(room("lobby", 3))]);
  at.teller.connected(at.send, fresh);
  at.teller.flush();
  assert.equal(at.sent.length, 2);
  at.teller.connected(at.send, known);
  at.teller.tell(room("lobby", 1));
  at.teller.flush();
  assert.deepEqual(at.sent.slice(2), [told(room("lobby", 1))]);
});

Deno.test("ReadTeller tells again what came too fast, and nothing that was refused otherwise", async () => {
  using at = open(1);
  at.teller.connected(at.send, known);
  at.teller.tell(room("lobby", 3));
  await at.until(1);
  const refusal = { type: "error", message: "No", id: "read" } as const;
  at.teller.settle({ ...refusal, code: "rate_limited", retryAfterMs: 1 });
  await at.until(2);
  assert.deepEqual(at.sent[1], at.sent[0]);
  at.teller.settle({ ...refusal, code: "not_in_room" });
  at.teller.flush();
  assert.equal(at.sent.length, 2);
});

Deno.test("ReadTeller tells what was only shown once somebody is known to sit there", () => {
  using at = open();
  at.teller.connected(at.send, known);
  at.teller.shown([room("lobby", 1), room("lobby", 2)]);
  assert.deepEqual(at.sent, []);
  at.teller.attended();
  assert.deepEqual(at.sent, [told(room("lobby", 2))]);
  at.teller.shown([room("lobby", 3)]);
  at.teller.connected(at.send, fresh);
  at.teller.attended();
  assert.equal(at.sent.length, 1, "that was of another history");
});
