import assert from "node:assert/strict";
import fc from "fast-check";

import type { RoomMessage } from "../../../protocol.ts";
import { broadcast } from "../../../server/delivery/broadcast.ts";
import { FakeRecipient } from "../../support/fake_recipient.ts";

function message(seq: number): RoomMessage {
  const text = `Grüße ${seq}`;
  return { type: "message", room: "lobby", seq, ts: seq, from: "ann", text, kind: "text" };
}

Deno.test("broadcast() gives all the same, and to who gave an id a copy with it", () => {
  const property = fc.property(fc.array(fc.constantFrom(0, 1, 2, 3)), (senderOf) => {
    const recipients = [1, 2, 3, 4].map(() => new FakeRecipient());
    const messages = senderOf.map((_, index) => message(index + 1));
    // The fourth never gives an id.
    const acknowledgements = senderOf.flatMap((sender, index) => {
      const recipient = recipients[sender];
      return recipient === undefined || sender === 3
        ? []
        : [{ sender: recipient, id: `id ${index}`, index }];
    });
    broadcast(new Set(recipients), messages, acknowledgements);
    for (const [number, { got }] of recipients.entries()) {
      const wanted = messages.map((each, index) => ({
        ...each,
        id: senderOf[index] === number && number !== 3 ? `id ${index}` : undefined,
      }));
      assert.deepEqual(got, wanted);
    }
  });
  fc.assert(property, { numRuns: 200 });
});
