import assert from "node:assert/strict";

import { startServer } from "../../server.ts";
import { RawClient } from "../support/clients/raw_client.ts";

Deno.test("a direct message comes to both, and to nobody else, with its id to the sender only", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using cem = await RawClient.join(server.port, "cem");
  ann.command("msg", "Bob  for you", { id: "m1" });
  const { id, ...echo } = await ann.next("direct");
  const { type, ts, ...rest } = await bob.next("direct");
  assert.equal(id, "m1");
  assert.deepEqual({ type, ts, ...rest }, { ...echo, id: undefined });
  assert.deepEqual([echo.from, echo.to, echo.text, echo.kind], ["ann", "bob", "for you", "text"]);
  bob.command("reply", "thanks");
  assert.equal((await ann.next("direct")).text, "thanks");
  await cem.say("meanwhile");
  assert.equal(cem.all("direct").length, 0);
});

Deno.test("/describe says what one does to one person alone, with the id of the command", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using cem = await RawClient.join(server.port, "cem");
  ann.command("describe", "bob waves", { id: "d1" });
  const { id, ...echo } = await ann.next("direct");
  assert.deepEqual([id, echo.to, echo.kind, echo.text], ["d1", "bob", "action", "waves"]);
  assert.deepEqual(await bob.next("direct"), { ...echo, id: undefined });
  await cem.say("meanwhile");
  assert.deepEqual([cem.all("direct"), cem.all("message").length], [[], 1]);
});

Deno.test("a direct message to oneself comes once", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("msg", "ann note", { id: "m1" });
  await ann.say("after");
  assert.deepEqual(ann.all("direct").map(({ id, to }) => [id, to]), [["m1", "ann"]]);
});

Deno.test("who is away is told to be so to the room, and to who writes", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("away", "lunch");
  const away = await bob.next("away");
  assert.deepEqual([away.nick, away.room, away.text], ["ann", "lobby", "lunch"]);
  bob.command("msg", "ann hungry?", { id: "m1" });
  const { text, id } = await bob.next("notice");
  assert.deepEqual([text, id], ["ann is away: lunch", "m1"]);
  await using cem = await RawClient.join(server.port, "cem");
  assert.equal(cem.all("joined")[0]?.members[0]?.away, "lunch");
  ann.command("back");
  const back = await bob.next("away");
  assert.deepEqual([back.nick, back.text], ["ann", undefined]);
});

Deno.test("/nick tells oneself once, and each of one's rooms", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  ann.command("nick", "anna");
  const own = await ann.next("rename", ({ room }) => room === undefined);
  assert.deepEqual([own.from, own.to], ["ann", "anna"]);
  for (const _room of [1, 2]) {
    const { from, to } = await bob.next("rename");
    assert.deepEqual([from, to], ["ann", "anna"]);
  }
  assert.deepEqual(bob.all("rename").map(({ room }) => room).sort(), ["dev", "lobby"]);
  assert.equal((await ann.say("hi")).from, "anna");
  await using other = await RawClient.join(server.port, "ann");
  assert.equal((await other.say("the nick is free")).from, "ann");
});

Deno.test("/nick to a taken nick or one's own in capitals", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using _bob = await RawClient.join(server.port, "bob");
  ann.command("nick", "B0b", { id: "n1" });
  const { code, id } = await ann.next("error");
  assert.deepEqual([code, id], ["nick_taken", "n1"]);
  ann.command("nick", "ANN");
  assert.equal((await ann.next("rename")).to, "ANN");
});

Deno.test("/topic is told to the room and to who joins later, and - clears it", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("topic", "Bring\u202e\x07 cake\n");
  for (const client of [ann, bob]) {
    const { by, topic, room } = await client.next("topic");
    assert.deepEqual([by, topic, room], ["ann", "Bring cake", "lobby"]);
  }
  await using cem = await RawClient.join(server.port, "cem");
  assert.equal(cem.all("joined")[0]?.topic, "Bring cake");
  cem.command("topic");
  assert.match((await cem.next("notice")).text, /Bring cake/);
  bob.command("topic", "-");
  assert.equal((await cem.next("topic")).topic, "");
});

Deno.test("/me and /say say, with the id of the command in the echo", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  ann.command("me", "waves", { id: "1" });
  ann.command("say", "/help is a command", { id: "2" });
  ann.command("say", "#dev over there", { id: "3" });
  const said = new Map<string | undefined, string[]>();
  for (const _said of [1, 2, 3]) {
    const { id, room, kind, text } = await ann.next("message");
    said.set(id, [room, kind, text]);
  }
  assert.deepEqual(said.get("1"), ["lobby", "action", "waves"]);
  assert.deepEqual(said.get("2"), ["lobby", "text", "/help is a command"]);
  assert.deepEqual(said.get("3"), ["dev", "text", "over there"]);
});

Deno.test("/rooms, /who, /whois and /help answer who asks, and nobody else", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  const ask = async (name: string, args = "") => {
    bob.command(name, args, { id: name });
    const { id, text } = await bob.next("notice");
    assert.equal(id, name);
    return text;
  };
  assert.deepEqual((await ask("rooms")).split("\n"), ["#lobby (2)", "#dev (1)"]);
  assert.equal(await ask("who", "dev"), "#dev (1): ~ann");
  assert.match(await ask("whois", "ann"), /^ann: in #lobby, #dev \(owner of the room\); here for /);
  assert.doesNotMatch(await ask("whois", "ann"), /127\.0\.0\.1/);
  assert.match(await ask("help", "msg"), /^\/msg NICK TEXT .*\nAlso: \/w,/);
  await ann.say("meanwhile");
  assert.equal(ann.all("notice").length, 0);
});

Deno.test("/rooms, /who and /whois answer programs with fields, then people, under the id", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.join(server.port, "ann");
  const ask = async (name: string, args = "") => {
    const { length } = ann.received;
    ann.command(name, args, { id: name });
    await ann.next("notice", ({ id }) => id === name);
    return ann.received.slice(length);
  };
  const [members, ...others] = await ask("who");
  const listed = [bob, ann].map(({ welcome: { nick, person } }) => ({
    nick,
    person,
    away: undefined,
  }));
  const about = { type: "members", room: "lobby", count: 2 };
  assert.partialDeepStrictEqual(members, { ...about, members: listed, id: "who" });
  assert.deepEqual(others.map(({ type }) => type), ["notice"]);
  const [whois] = await ask("whois", "bob");
  assert.ok(whois?.type === "whois");
  const { nick, rooms, operator, id, address, enteredTs } = whois;
  assert.deepEqual([nick, rooms, operator, id], ["bob", ["lobby"], false, "whois"]);
  assert.equal(address, undefined, "for operators only");
  assert.deepEqual(whois.encryption, ["none"]);
  assert.ok(Math.abs(Date.now() - enteredTs) < 60_000);
  const [list] = await ask("rooms");
  const room = { room: "lobby", topic: "", count: 2 };
  const page = { page: 1, complete: true };
  assert.deepEqual(list, { type: "rooms", rooms: [room], count: 1, ...page, id: "rooms" });
});

Deno.test("a command may be an alias, in any case, with or without the slash", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  for (const name of ["names", "/WHO", "Users"]) {
    ann.command(name);
    assert.equal((await ann.next("notice")).text, "#lobby (1): ann");
  }
});

Deno.test("what is refused is told with the code, the room and the id of what was asked", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  const refusals: [name: string, args: string, code: string][] = [
    ["frobnicate", "", "unknown_command"],
    ["__proto__", "", "unknown_command"],
    ["constructor", "", "unknown_command"],
    ["kick", "ann", "not_allowed"],
    ["stop", "", "not_allowed"],
    ["help", "audit", "unknown_command"],
    ["msg", "ann", "bad_usage"],
    ["msg", "nobody hello", "no_such_nick"],
    ["join", "a/b", "room_invalid"],
    ["who", "nowhere", "no_such_room"],
    ["leave", "nowhere", "not_in_room"],
    ["topic", "x".repeat(513), "topic_too_long"],
    ["nick", "two words", "bad_usage"],
  ];
  for (const [name, args, code] of refusals) {
    ann.command(name, args, { id: "c1" });
    const error = await ann.next("error");
    assert.deepEqual([error.code, error.room, error.id], [code, "lobby", "c1"], `/${name} ${args}`);
  }
});

Deno.test("ping is answered with pong and its id", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.send({ type: "ping", id: "p1" }, { type: "ping" });
  assert.equal((await ann.next("pong")).id, "p1");
  assert.equal((await ann.next("pong")).id, undefined);
});
