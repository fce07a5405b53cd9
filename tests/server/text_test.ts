import assert from "node:assert/strict";

import { limits } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const cleaned: readonly [said: string, seen: string][] = [
  ["a\u0000b\u0007c\u007fd", "abcd"],
  ["\u001b[2J\u001b]0;title\u0007hi", "hi"],
  ["a\r\nb", "a\nb"],
  ["a\tb\nc", "a\tb\nc"],
  ["a\u0085b\u009bc", "abc"],
  ["\u202eevil\u2066 text\u2069\u200e", "evil text"],
  ["lone \ud800 and \udfff", "lone  and"],
  ["a\u2028b\u2029c", "a\nb\nc"],
  ["👩‍👩‍👧 family", "👩‍👩‍👧 family"],
  ["  indented  ", "  indented"],
];

Deno.test("text is cleaned of what could move a cursor, hide or forge", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  for (const [said, seen] of cleaned) {
    assert.equal((await ann.say(said)).text, seen);
    assert.equal((await bob.next("message")).text, seen);
    ann.command("msg", `bob x${said}`);
    assert.equal((await bob.next("direct")).text, `x${seen}`);
  }
  bob.send({ type: "history", room: "lobby", limit: 50 });
  const { messages } = await bob.next("history");
  assert.deepEqual(messages.map(({ text }) => text), cleaned.map(([, seen]) => seen));
});

Deno.test("what others see of away, last words and topics is one clean line", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  const dirty = "a\u001b[2J\n<bob> b\u202e";
  const clean = "a <bob> b";
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("away", dirty);
  assert.equal((await bob.next("away")).text, clean);
  ann.command("topic", dirty);
  assert.equal((await bob.next("topic")).topic, clean);
  ann.command("quit", dirty);
  assert.equal((await bob.next("leave")).text, clean);
  await using anna = await RawClient.join(server.port, "anna");
  anna.send({ type: "bye", text: dirty });
  assert.equal((await bob.next("leave")).text, clean);
});

Deno.test("last words are no longer than a topic may be", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  const words = "x".repeat(limits.topicLength * 4);
  const says = [
    (client: RawClient) => client.send({ type: "bye", text: words }),
    (client: RawClient) => client.command("quit", words),
  ];
  for (const say of says) {
    await using ann = await RawClient.join(server.port, "ann");
    say(ann);
    const { text = "" } = await bob.next("leave");
    assert.ok(text.length > 0 && text.length <= limits.topicLength, `${text.length} characters`);
  }
});

Deno.test("a text may have 16 KiB of UTF-8; one byte more is refused and the session goes on", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  for (const largest of ["x".repeat(limits.textBytes), "€".repeat(limits.textBytes / 3)]) {
    assert.equal((await ann.say(largest)).text, largest);
    const text = `${largest}xx`;
    ann.send({ type: "say", room: "lobby", text, kind: "text", id: "long" });
    const { code, id, room } = await ann.next("error");
    assert.deepEqual([code, id, room], ["text_too_long", "long", "lobby"]);
  }
  await ann.say("still here");
});

Deno.test("a text of which nothing is left is refused", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  for (const text of ["", " \n\t ", "\u0000\u202e"]) {
    ann.send({ type: "say", room: "lobby", text, kind: "text", id: "e" });
    const { code, id } = await ann.next("error");
    assert.deepEqual([code, id], ["text_empty", "e"]);
  }
});

Deno.test("rooms that are not there, that one is not in, and that can be none", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using _bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  const rooms: [room: string, code: string][] = [
    ["nowhere", "not_in_room"],
    ["dev", "not_in_room"],
    ["__proto__", "not_in_room"],
    ["", "room_invalid"],
    ["a b", "room_invalid"],
    ["a\u202eb", "room_invalid"],
    ["r".repeat(limits.roomNameLength + 1), "room_invalid"],
    ["r".repeat(60_000), "room_invalid"],
  ];
  for (const [room, expected] of rooms) {
    ann.send({ type: "say", room, text: "hi", kind: "text", id: "r" });
    const { code, id } = await ann.next("error");
    assert.deepEqual([code, id], [expected, "r"], room.slice(0, 80));
  }
  assert.equal((await ann.say("hi", "#LOBBY")).room, "lobby");
});
