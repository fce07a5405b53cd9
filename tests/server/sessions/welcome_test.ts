import assert from "node:assert/strict";

import { features, limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

Deno.test("welcome tells the server's name, its bounds and its commands", async () => {
  await using server = startServer({ name: "Game night", motd: "Be kind\nto all" });
  await using ann = await RawClient.connect(server.port);
  const welcome = await ann.hello("ann");
  assert.deepEqual([welcome.version, welcome.server, welcome.nick], [1, "Game night", "ann"]);
  assert.equal(welcome.motd, "Be kind\nto all");
  const { frameBytes, smallFrameBytes, largeFrameValues, textBytes, argsBytes } = limits;
  const { nickLength, roomNameLength, topicLength, awayLength, rooms } = limits;
  assert.deepEqual(welcome.limits, {
    ...{ frameBytes, smallFrameBytes, largeFrameValues, textBytes, argsBytes },
    ...{ nickLength, roomNameLength, topicLength, awayLength, rooms },
    rate: { burst: 20, perSecond: 5 },
  });
  assert.deepEqual(welcome.features, features);
  const names = welcome.commands.map(({ name }) => name);
  assert.ok(names.includes("join") && names.includes("help"));
  assert.ok(!names.includes("audit"), "what only operators may run is not offered");
  const msg = welcome.commands.find(({ name }) => name === "msg");
  assert.equal(msg?.usage, "/msg NICK TEXT");
  assert.ok(msg?.aliases.includes("w") && msg.summary !== "");
});

Deno.test("welcome has no motd and no rate where there are none", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.connect(server.port);
  const welcome = await ann.hello("ann");
  assert.deepEqual([welcome.motd, welcome.limits.rate], [undefined, undefined]);
});

Deno.test("hello puts into the rooms it names, and into the default one if it names none", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["#Dev", "ops"] });
  assert.deepEqual(ann.all("joined").map(({ room }) => room), ["dev", "ops"]);
  await using bob = await RawClient.join(server.port, "bob", { rooms: [] });
  bob.send({ type: "ping", id: "p" });
  await bob.next("pong");
  assert.equal(bob.all("joined").length, 0);
  await using cem = await RawClient.join(server.port, "cem");
  assert.deepEqual(cem.all("joined").map(({ room }) => room), ["lobby"]);
});

Deno.test("a room that cannot be joined does not keep out of the others", async () => {
  await using server = startServer();
  await using ann = await RawClient.connect(server.port);
  ann.send({ type: "hello", version: 1, nick: "ann", rooms: ["not a room", "dev"] });
  const { code, room } = await ann.next("error");
  assert.deepEqual([code, room], ["room_invalid", "not a room"]);
  assert.equal((await ann.next("joined")).room, "dev");
});

Deno.test("one member may be in 100 rooms and in no more", async () => {
  await using server = startServer();
  const rooms = Array.from({ length: limits.rooms }, (_, index) => `room${index}`);
  await using ann = await RawClient.join(server.port, "ann", { rooms });
  ann.command("join", "one-more");
  assert.equal((await ann.next("error")).code, "too_many_rooms");
  ann.command("leave", "room7");
  await ann.next("left");
  await ann.joinRoom("one-more");
});

Deno.test("a nick is kept in the form of NFKC, and told so", async () => {
  await using server = startServer();
  await using ann = await RawClient.connect(server.port);
  assert.equal((await ann.hello("Åｎｎ")).nick, "Ånn");
});

Deno.test("a client that is told its nick is taken may try another on the same connection", async () => {
  await using server = startServer();
  await using _ann = await RawClient.join(server.port, "ann");
  await using other = await RawClient.connect(server.port);
  other.send({ type: "hello", version: 1, nick: "ann" });
  assert.equal((await other.next("error")).code, "nick_taken");
  assert.equal((await other.hello("ann2")).nick, "ann2");
});

Deno.test("a nick is free again when its holder has left", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.send({ type: "bye" });
  await ann.ended();
  await using other = await RawClient.join(server.port, "ann");
  assert.equal((await other.say("hi")).from, "ann");
});
