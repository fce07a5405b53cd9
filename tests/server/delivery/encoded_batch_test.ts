import assert from "node:assert/strict";
import fc from "fast-check";

import { lineFraming } from "../../../net/line_transport.ts";
import type { Framing } from "../../../net/transport.ts";
import type { RoomMessage, ServerMessage } from "../../../protocol.ts";
import { EncodedBatch } from "../../../server/delivery/encoded_batch.ts";
import type { Codec, Encoder } from "../../../wire/dialect.ts";

const decoder = new TextDecoder();

function message(seq: number): RoomMessage {
  return { type: "message", room: "lobby", seq, ts: seq, from: "ann", text: "hi", kind: "text" };
}

function codecWith(encoder: Encoder, encodeOwn: Codec["encodeOwn"]): Codec {
  return { encoder, encodeOwn, encode: encoder.encode, decode: () => [] };
}

/** Says of each message its `seq`, and keeps count. */
function createEncoder(): Encoder & { calls: number } {
  const encoder = {
    calls: 0,
    encode(messages: readonly ServerMessage[]): string[] {
      encoder.calls++;
      return messages.map((each) => "seq" in each ? `${each.seq}` : each.type);
    },
  };
  return encoder;
}

Deno.test("EncodedBatch.bytesFor() makes the bytes once for each encoder and framing", () => {
  const otherFraming: Framing = { pack: (frames) => lineFraming.pack(frames) };
  const [one, other] = [createEncoder(), createEncoder()];
  const batch = new EncodedBatch([message(1), message(2)]);
  const bytes = [one, one, other, other].flatMap((encoder) => {
    const codec = codecWith(encoder, () => undefined);
    return [lineFraming, otherFraming].map((framing) => batch.bytesFor(codec, framing, undefined));
  });
  assert.deepEqual([new Set(bytes).size, one.calls, other.calls], [4, 2, 2]);
  for (const each of bytes) assert.equal(decoder.decode(each), "1\n2\n");
});

Deno.test("EncodedBatch.bytesFor() gives the shared bytes to a sender who is to have nothing else", () => {
  const codec = codecWith(createEncoder(), () => undefined);
  const batch = new EncodedBatch([message(1), message(2)]);
  const own = [{ index: 1, id: "id" }];
  const shared = batch.bytesFor(codec, lineFraming, undefined);
  assert.equal(batch.bytesFor(codec, lineFraming, own), shared);
});

Deno.test("EncodedBatch.bytesFor() gives a sender what the codec says of its own, in their place", () => {
  const counts = fc.array(fc.record({
    shared: fc.nat(2),
    own: fc.option(fc.option(fc.nat(2), { nil: undefined }), { nil: "another's" as const }),
  }));
  fc.assert(fc.property(counts, (each) => {
    const repeat = (frame: string, count = 0) => new Array<string>(count).fill(frame);
    const encoder: Encoder = {
      encode: (messages) =>
        messages.flatMap((said) =>
          said.type === "message" ? repeat(`all ${said.seq}`, each[said.seq]?.shared) : []
        ),
    };
    const codec = codecWith(encoder, ({ seq, id }) => {
      const own = each[seq]?.own;
      return typeof own === "number" ? repeat(`own ${seq} ${id}`, own) : undefined;
    });
    const batch = new EncodedBatch(each.map((_, index) => message(index)));
    const own = each.flatMap((said, index) =>
      said.own === "another's" ? [] : [{ index, id: `id${index}` }]
    );
    const expected = each.flatMap((said, index) =>
      typeof said.own === "number"
        ? repeat(`own ${index} id${index}`, said.own)
        : repeat(`all ${index}`, said.shared)
    );
    const bytes = batch.bytesFor(codec, lineFraming, own);
    assert.equal(decoder.decode(bytes), expected.map((frame) => `${frame}\n`).join(""));
  }));
});
