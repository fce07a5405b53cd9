import assert from "node:assert/strict";
import { type ErrorCode, limits } from "../../../protocol.ts";
import { nextTurn } from "../../../helpers/next_turn.ts";
import { startServer } from "../../../server.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const badHellos: readonly [fields: object, code: ErrorCode][] = [
  [{}, "bad_field"],
  [{ version: 1 }, "bad_field"],
  [{ nick: "ann" }, "bad_field"],
  [{ version: "1", nick: "ann" }, "bad_field"],
  [{ version: -1, nick: "ann" }, "bad_field"],
  [{ version: 1, nick: ["ann"] }, "bad_field"],
  [{ version: 1, nick: "ann", token: 5 }, "bad_field"],
  [{ version: 1, nick: "ann", token: "t".repeat(limits.tokenLength + 1) }, "bad_field"],
  [{ version: 1, nick: "ann", agent: "a".repeat(limits.agentLength + 1) }, "bad_field"],
  [{ version: 1, nick: "ann", rooms: "lobby" }, "bad_field"],
  [{ version: 1, nick: "ann", rooms: ["lobby", 5] }, "bad_field"],
  [{ version: 1, nick: "ann", rooms: new Array(limits.rooms + 1).fill("a") }, "bad_field"],
  [{ version: 1, nick: "ann", resume: ["lobby"] }, "bad_field"],
  [{ version: 1, nick: "ann", resume: { lobby: "41" } }, "bad_field"],
  [{ version: 0, nick: "ann" }, "version_unsupported"],
  [{ version: 2, nick: "ann" }, "version_unsupported"],
  [{ version: 1, nick: "" }, "nick_invalid"],
  [{ version: 1, nick: " " }, "nick_invalid"],
  [{ version: 1, nick: "two words" }, "nick_invalid"],
  [{ version: 1, nick: "a\nb" }, "nick_invalid"],
  [{ version: 1, nick: "a\u001b[2Jb" }, "nick_invalid"],
  [{ version: 1, nick: "a\u202eb" }, "nick_invalid"],
  [{ version: 1, nick: "a\u200bb" }, "nick_invalid"],
  [{ version: 1, nick: "a\ud800b" }, "nick_invalid"],
  [{ version: 1, nick: "\u0301" }, "nick_invalid"],
  [{ version: 1, nick: "<ann>" }, "nick_invalid"],
  [{ version: 1, nick: "n".repeat(limits.nickLength + 1) }, "nick_invalid"],
  [{ version: 1, nick: "\ufdfa".repeat(3) }, "nick_invalid"],
  [{ version: 1, nick: "x".repeat(60_000) }, "nick_invalid"],
  [{ version: 1, nick: "bystander" }, "nick_taken"],
  [{ version: 1, nick: "BYSTANDER" }, "nick_taken"],
  // Cyrillic a.
  [{ version: 1, nick: "byst\u0430nder" }, "nick_taken"],
  [{ version: 1, nick: "ｂｙｓｔａｎｄｅｒ" }, "nick_taken"],
  [{ version: 1, nick: "server" }, "nick_taken"],
  [{ version: 1, nick: "Sеrver" }, "nick_taken"],
];

Deno.test("a bad hello is answered with an error, and another may follow", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bystander = await RawClient.join(server.port, "bystander");
  await using ann = await RawClient.connect(server.port);
  for (const [fields, code] of badHellos) {
    ann.sendLines(JSON.stringify({ type: "hello", ...fields }));
    const shown = JSON.stringify(fields).slice(0, 80);
    assert.equal((await ann.next("error")).code, code, shown);
  }
  await ann.hello("ann");
  const joins = [await bystander.next("join"), ...bystander.all("join").slice(1)];
  assert.deepEqual(joins.map(({ nick }) => nick), ["ann"]);
});

Deno.test("names of JavaScript's own are nicks and rooms like any other", async () => {
  await using server = startServer();
  const names = ["__proto__", "constructor", "hasOwnProperty"];
  await using ann = await RawClient.join(server.port, "ann", { rooms: names });
  for (const name of names) {
    await using other = await RawClient.join(server.port, name, { rooms: [name] });
    const { from, room } = await other.say("hi", name);
    assert.deepEqual([from, room], [name, name.toLowerCase()]);
    assert.equal((await ann.next("message")).from, name);
  }
  ann.sendLines(`{"type":"say","text":"forged","room":"toString"}`);
  assert.equal((await ann.next("error")).code, "not_in_room");
});

Deno.test("before hello nothing else is heard", async () => {
  await using server = startServer();
  await using bystander = await RawClient.join(server.port, "bystander");
  await using guest = await RawClient.connect(server.port);
  guest.send(
    { type: "say", room: "lobby", text: "hi", kind: "text", id: "1" },
    { type: "command", name: "who", args: "", room: "lobby", id: "2" },
    { type: "history", room: "lobby", limit: 10, id: "3" },
    { type: "ping", id: "4" },
  );
  for (const expected of ["1", "2", "3", "4"]) {
    const { code, id } = await guest.next("error");
    assert.deepEqual([code, id], ["hello_required", expected]);
  }
  await bystander.say("hello?");
  assert.equal(bystander.all("message").length, 1);
  guest.send({ type: "bye" });
  assert.equal((await guest.next("bye")).code, "logged_out");
  assert.equal(await guest.ended(), "closed");
});

Deno.test("a second hello is refused, and changes nothing", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.send({ type: "hello", version: 1, nick: "bob", rooms: ["dev"] });
  assert.equal((await ann.next("error")).code, "hello_repeated");
  assert.equal((await ann.say("still ann")).from, "ann");
  await using _bob = await RawClient.join(server.port, "bob");
});

Deno.test("who says no hello in time is told and closed; one that is refused does not count", async () => {
  await using server = startServer({
    sessionBounds: { ...defaultSessionBounds, helloWithinMs: 50 },
  });
  await using ann = await RawClient.join(server.port, "ann");
  await using hesitant = await RawClient.connect(server.port);
  hesitant.sendBytes(new TextEncoder().encode("{"));
  await using refused = await RawClient.connect(server.port);
  refused.send({ type: "hello", version: 1, nick: "ann" });
  assert.equal((await refused.next("error")).code, "nick_taken");
  for (const client of [hesitant, refused]) {
    assert.equal((await client.next("error")).code, "hello_timeout");
    assert.equal(await client.ended(), "closed");
  }
  await ann.say("still here");
});

Deno.test("a hello that came while the machine stood still is read before anybody is greeted", async () => {
  const quietMs = 20;
  await using server = startServer({ sessionBounds: { ...defaultSessionBounds, quietMs } });
  await using client = await Deno.connect({ port: server.port });
  // It has been accepted.
  await nextTurn();
  const hello = { type: "hello", version: 1, nick: "ann" };
  void client.write(new TextEncoder().encode(`${JSON.stringify(hello)}\n`));
  const goesOnAtMs = performance.now() + 2 * quietMs;
  while (performance.now() < goesOnAtMs);
  const buffer = new Uint8Array(4096);
  const count = await client.read(buffer) ?? 0;
  assert.match(new TextDecoder().decode(buffer.subarray(0, count)), /^\{"type":"welcome"/);
});
