import assert from "node:assert/strict";
import fc from "fast-check";
import { limits, ProtocolError } from "../../protocol.ts";
import { decodeClientMessage, native } from "../../wire/native.ts";
import { decodeServerMessage, encodeClientMessage } from "../../wire/native_client.ts";
import type { CleanStrings } from "../../wire/clean_fields.ts";
import { encodeServerMessages } from "../support/servers/encode_server_messages.ts";
import { anyClientMessage } from "./any_client_message.ts";
import { anyServerMessage } from "./any_server_message.ts";
import { assertMalformed } from "./assert_malformed.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const unchanged: CleanStrings = { text: (text) => text, line: (text) => text };

/** The frames of the bytes; each must end with a line feed, and have no other. */
function frames(bytes: Uint8Array): Uint8Array[] {
  const lines = decoder.decode(bytes).split("\n");
  assert.equal(lines.pop(), "");
  return lines.map((line) => encoder.encode(line));
}

Deno.test("decodeClientMessage() reads what encodeClientMessage() wrote", () => {
  fc.assert(fc.property(anyClientMessage, (message) => {
    const frame = encodeClientMessage(message);
    assert.ok(!frame.includes("\n"));
    assert.deepEqual(decodeClientMessage(encoder.encode(frame)), message);
  }));
});

Deno.test("decodeServerMessage() reads what the codec wrote, in order", () => {
  fc.assert(fc.property(fc.array(anyServerMessage, { maxLength: 5 }), (messages) => {
    const read = frames(encodeServerMessages(messages)).map((frame) =>
      decodeServerMessage(frame, unchanged)
    );
    assert.deepEqual(read, messages);
  }));
});

Deno.test("native codec.encode() writes an object a line, type first, without what is absent", () => {
  const bytes = encodeServerMessages([
    { type: "left", room: "grün\n" },
    { type: "pong", id: undefined },
    { type: "notice", text: "\u001b\u2028\ud800😀" },
  ]);
  assert.equal(
    decoder.decode(bytes),
    '{"type":"left","room":"grün\\n"}\n{"type":"pong"}\n' +
      '{"type":"notice","text":"\\u001b\u2028\\ud800😀"}\n',
  );
  assert.deepEqual(encodeServerMessages([]), new Uint8Array());
});

Deno.test("encodeClientMessage() writes resume as an object, whatever the rooms are called", () => {
  const resume = new Map([["lobby", 41], ["__proto__", 7]]);
  const frame = encodeClientMessage({ type: "hello", version: 1, nick: "ann", resume });
  assert.equal(
    frame,
    '{"type":"hello","version":1,"nick":"ann","resume":{"lobby":41,"__proto__":7}}',
  );
});

Deno.test("decodeClientMessage() takes white space, and a byte order mark, around the object", () => {
  assert.equal(decodeClientMessage(encoder.encode(' {"type": "ping"}\t\r')).type, "ping");
  assert.equal(decodeClientMessage(encoder.encode('\ufeff{"type":"ping"}')).type, "ping");
});

Deno.test("decodeClientMessage() makes U+FFFD of bytes that are not UTF-8", () => {
  for (const bad of [[0xff], [0xc3], [0xe2, 0x82], [0xc0, 0xaf], [0xed, 0xa0, 0x80]]) {
    const before = encoder.encode('{"type":"say","text":"a');
    const after = encoder.encode('b"}');
    const message = decodeClientMessage(Uint8Array.of(...before, ...bad, ...after));
    assert.match(message.type === "say" ? message.text : "", /^a\ufffd+b$/, String(bad));
  }
});

Deno.test("decodeClientMessage() begins each frame anew, whatever the one before ended with", () => {
  assertMalformed("bad_json", () => decodeClientMessage(Uint8Array.of(0xe2, 0x82)));
  assert.equal(decodeClientMessage(encoder.encode('{"type":"ping"}')).type, "ping");
});

Deno.test("decodeClientMessage() tells what is not JSON from what is no object", () => {
  const notJson = [
    "",
    " ",
    "{",
    "hello",
    "{'type':'ping'}",
    '{"type":"ping"}x',
    "NaN",
    "\0",
    "[".repeat(60_000),
  ];
  for (const text of notJson) {
    const about = text.slice(0, 20);
    assertMalformed("bad_json", () => decodeClientMessage(encoder.encode(text)), { about });
  }
  const nested = "[".repeat(30_000) + "]".repeat(30_000);
  for (const text of ["null", "1", '"ping"', "[]", '[{"type":"ping"}]', nested]) {
    const about = text.slice(0, 20);
    assertMalformed("not_an_object", () => decodeClientMessage(encoder.encode(text)), { about });
  }
});

Deno.test("decodeClientMessage() takes the last of two fields of one name", () => {
  const frame = encoder.encode('{"type":"say","text":"a","type":"ping"}');
  assert.equal(decodeClientMessage(frame).type, "ping");
});

/** Frames near good ones: bytes changed, or put in. */
const nearFrame = fc.tuple(
  fc.oneof(
    anyClientMessage.map((m) => encoder.encode(encodeClientMessage(m))),
    anyServerMessage.map((m) => encodeServerMessages([m]).slice(0, -1)),
  ),
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 }),
).map(([bytes, changes]) => {
  const changed = bytes.slice();
  for (const [index, byte] of changes) changed[index % changed.length] = byte;
  return changed;
});

Deno.test("native decoding throws nothing but ProtocolError, whatever comes", () => {
  const frame = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    nearFrame,
    fc.json().map((text) => encoder.encode(text)),
  );
  const decoders = [
    decodeClientMessage,
    (bytes: Uint8Array) => decodeServerMessage(bytes, unchanged),
  ];
  fc.assert(
    fc.property(frame, (bytes) => {
      for (const decode of decoders) {
        try {
          decode(bytes);
        } catch (error) {
          assert.ok(error instanceof ProtocolError, String(error));
        }
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("native.maxFrameBytes is the protocol's bound of a client's frame", () => {
  assert.equal(native.maxFrameBytes, limits.frameBytes);
});
