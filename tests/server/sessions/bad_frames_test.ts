import assert from "node:assert/strict";

import { type ErrorCode, limits } from "../../../protocol.ts";
import { type Server, startServer } from "../../../server.ts";
import { bounded } from "../../support/bounded.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

/** Each costs its frame and nothing more. */
const badFrames: readonly [frame: string, code: ErrorCode][] = [
  ["{", "bad_json"],
  ["hello", "bad_json"],
  ["{'type':'say'}", "bad_json"],
  [`{"type":"say"} {"type":"say"}`, "bad_json"],
  ["NaN", "bad_json"],
  ["\u0000", "bad_json"],
  [" ", "bad_json"],
  [`["say"]`, "not_an_object"],
  [`"say"`, "not_an_object"],
  ["null", "not_an_object"],
  ["1", "not_an_object"],
  ["[".repeat(10_000) + "]".repeat(10_000), "not_an_object"],
  ["{}", "bad_field"],
  [`{"type":null}`, "bad_field"],
  [`{"type":["say"]}`, "bad_field"],
  [`{"type":""}`, "unknown_type"],
  [`{"type":"SAY"}`, "unknown_type"],
  [`{"type":"message"}`, "unknown_type"],
  [`{"type":"__proto__"}`, "unknown_type"],
  [`{"type":"constructor"}`, "unknown_type"],
  [`{"type":"toString"}`, "unknown_type"],
  [`{"__proto__":{"type":"ping"}}`, "bad_field"],
  [`{"type":"say"}`, "bad_field"],
  [`{"type":"say","__proto__":{"text":"forged"}}`, "bad_field"],
  [`{"type":"say","text":5}`, "bad_field"],
  [`{"type":"say","text":{"toString":"x"}}`, "bad_field"],
  [`{"type":"say","text":["x"]}`, "bad_field"],
  [`{"type":"say","text":"x","room":7}`, "bad_field"],
  [`{"type":"say","text":"x","kind":"SHOUT"}`, "bad_field"],
  [`{"type":"say","text":"x","kind":"__proto__"}`, "bad_field"],
  [`{"type":"say","text":"x","id":7}`, "bad_field"],
  [`{"type":"say","text":"x","id":"${"i".repeat(limits.idLength + 1)}"}`, "bad_field"],
  [`{"type":"command"}`, "bad_field"],
  [`{"type":"command","name":"who","args":[]}`, "bad_field"],
  [`{"type":"history"}`, "bad_field"],
  [`{"type":"history","room":"lobby","limit":-1}`, "bad_field"],
  [`{"type":"history","room":"lobby","limit":1.5}`, "bad_field"],
  [`{"type":"history","room":"lobby","limit":1e400}`, "bad_field"],
  [`{"type":"history","room":"lobby","before":"1"}`, "bad_field"],
  [`{"type":"history","room":"lobby","after":9007199254740993}`, "bad_field"],
  [`{"type":"bye","text":{}}`, "bad_field"],
  [`{"type":"bye","text":"${"x".repeat(limits.smallFrameBytes)}"}`, "message_too_long"],
  [`{"type":"say","text":"x","y":${"[".repeat(10_000)}`, "message_too_long"],
];

Deno.test("a bad frame is answered with an error, and the session goes on", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bystander = await RawClient.join(server.port, "bystander");
  await using ann = await RawClient.join(server.port, "ann");
  for (const [frame, code] of badFrames) {
    ann.sendLines(frame);
    assert.equal((await ann.next("error")).code, code, frame.slice(0, 80));
  }
  await assertStillGood(server, ann, bystander);
  assert.equal(bystander.all("message").length, 2);
});

Deno.test("a bad frame is answered with its id, where that can be read", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines(`{"type":"frobnicate","id":"f1"}`, `{"type":"say","id":"s1"}`, `{"id":"x"}`);
  for (const id of ["f1", "s1", "x"]) assert.equal((await ann.next("error")).id, id);
});

Deno.test("bad frames before hello are answered too", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.connect(server.port);
  for (const [frame, code] of badFrames) {
    ann.sendLines(frame);
    assert.equal((await ann.next("error")).code, code, frame.slice(0, 80));
  }
  await ann.hello("ann");
});

Deno.test("unknown fields, empty lines, carriage returns and spaces are ignored", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines("", "\r", ` { "text" : "hi" , "mood":{"a":[1]}, "id":null, "type":"say" } \r`);
  const { text, id } = await ann.next("message");
  assert.deepEqual([text, id, ann.all("error").length], ["hi", undefined, 0]);
});

Deno.test("a frame may come byte by byte", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  const bytes = new TextEncoder().encode(`{"type":"say","text":"grüße 👋"}\r\n`);
  for (const byte of bytes) ann.sendBytes(Uint8Array.of(byte));
  assert.equal((await ann.next("message")).text, "grüße 👋");
});

Deno.test("bytes that are not UTF-8 are replaced", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  const [start, end] = [`{"type":"say","text":"a`, `b"}\n`].map((text) =>
    new TextEncoder().encode(text)
  );
  assert.ok(start && end);
  // An overlong slash, a surrogate and a byte that UTF-8 never has.
  for (const bad of [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff]]) {
    ann.sendBytes(Uint8Array.from([...start, ...bad, ...end]));
    assert.match((await ann.next("message")).text, /^a\ufffd+b$/);
  }
});

Deno.test("a frame of the largest size is taken; one byte more ends the session", async () => {
  await using server = startServer();
  await using bystander = await RawClient.join(server.port, "bystander");
  await using ann = await RawClient.join(server.port, "ann");
  const ping = `{"type":"ping","id":"p"}`;
  ann.sendLines(ping.padEnd(limits.frameBytes));
  assert.equal((await ann.next("pong")).id, "p");
  ann.sendLines(ping.padEnd(limits.frameBytes + 1), ping);
  assert.equal((await ann.next("error")).code, "frame_too_long");
  assert.equal(await ann.ended(), "closed");
  assert.equal(ann.all("pong").length, 1, "what follows is not looked at");
  await bystander.next("leave");
  await bystander.say("still here");
});

Deno.test("a line without an end is cut off at the bound, before and after hello", async () => {
  await using server = startServer();
  await using bystander = await RawClient.join(server.port, "bystander");
  await using guest = await RawClient.connect(server.port);
  await using ann = await RawClient.join(server.port, "ann");
  for (const client of [guest, ann]) {
    for (let sent = 0; sent <= limits.frameBytes; sent += 4096) {
      client.sendBytes(new Uint8Array(4096).fill(0x7b));
    }
    assert.equal((await client.next("error")).code, "frame_too_long");
    await client.ended();
  }
  assert.equal((await bystander.next("leave")).nick, "ann");
  await bystander.say("still here");
});

/** Both chat on, and a newcomer can join. */
async function assertStillGood(server: Server, ann: RawClient, bystander: RawClient) {
  await bounded(ann.say("still here"), () => "the echo");
  await bystander.say("and so am I");
  await using _newcomer = await RawClient.join(server.port, "newcomer");
  await bystander.next("join", ({ nick }) => nick === "newcomer");
}
