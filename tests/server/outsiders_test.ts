import assert from "node:assert/strict";
import { startServer } from "../../server.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";

Deno.test("who speaks in a room from outside has its own echo alone, and those in it have the message", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["ops"] });
  ann.command("settings", "outsiders on", { room: "dev" });
  await ann.next("settings");
  bob.send({ type: "say", room: "dev", text: "knock knock", kind: "text", id: "k1" });
  const echo = await bob.next("message");
  assert.partialDeepStrictEqual(echo, { room: "dev", from: "bob", text: "knock knock", id: "k1" });
  const heard = await ann.next("message");
  assert.partialDeepStrictEqual(heard, {
    room: "dev",
    from: "bob",
    text: "knock knock",
    seq: echo.seq,
  });
  assert.equal(heard.id, undefined);
  await ann.say("who is there?", "dev");
  assert.equal(
    (await bob.say("nobody", "ops")).room,
    "ops",
    "what is said there does not reach it",
  );
});

Deno.test("who is invited is told by whom and where to, wherever it is", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["ops"] });
  ann.command("invite", "bob", { room: "dev" });
  const { ts, ...invited } = await bob.next("invited");
  const byPerson = ann.welcome.person;
  assert.deepEqual(invited, { type: "invited", room: "dev", by: "ann", byPerson });
  assert.ok(ts > 0);
});

Deno.test("last words behind the room that one leaves reach who is in it, and oneself", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  bob.command("leave", "dev off to lunch", { room: "dev" });
  assert.equal((await bob.next("left")).text, "off to lunch");
  assert.equal((await ann.next("leave")).text, "off to lunch");
});
