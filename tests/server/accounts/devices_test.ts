import assert from "node:assert/strict";

import { limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { type JoinOptions, RawClient } from "../../support/clients/raw_client.ts";
import { TcpProxy } from "../../support/servers/tcp_proxy.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const patient = { ...unlimited, returnWithinMs: 60_000 };

/** Another device of whoever that client is. */
async function another(
  port: number,
  { welcome: { nick, token } }: RawClient,
  options: JoinOptions & { readonly session: string },
): Promise<RawClient> {
  const device = await RawClient.connect(port);
  await device.hello(nick, { token, ...options });
  return device;
}

/** Comes once all that the server had for the client by now has come. */
async function settled(client: RawClient): Promise<void> {
  client.send({ type: "ping", id: "settled" });
  await client.next("pong", ({ id }) => id === "settled");
}

Deno.test("what is said on one device stands on the others, and the `id` on the one that said it", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  await second.next("joined");
  await first.say("from the first");
  assert.equal((await second.next("message")).id, undefined);
  second.send({ type: "say", to: "bob", text: "psst", kind: "text", id: "d1" });
  assert.equal((await second.next("direct")).id, "d1");
  assert.equal((await first.next("direct")).id, undefined);
  bob.send({ type: "say", to: "ann", text: "hm?", kind: "text" });
  for (const device of [first, second]) await device.next("direct", ({ from }) => from === "bob");
  second.command("topic", "Tea");
  second.command("nick", "anna");
  for (const device of [first, second]) {
    await device.next("rename", ({ room }) => room === "lobby");
    assert.deepEqual(device.all("topic").map(({ topic }) => topic), ["Tea"]);
    assert.deepEqual(device.all("rename").map(({ room }) => room), [undefined, "lobby"]);
    assert.deepEqual(device.all("bye"), []);
  }
  await bob.next("rename");
  assert.deepEqual(bob.all("join").map(({ nick }) => nick), ["ann"], "told once");
});

Deno.test("a device that is added brings rooms, and takes none away", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev", "tea"] });
  await using first = await RawClient.join(server.port, "ann", {
    ...{ session: "s1", rooms: ["lobby", "dev"] },
  });
  const { seq } = await first.say("before", "dev");
  const options = { session: "s2", rooms: ["dev", "tea"], resume: { dev: seq } };
  await using second = await another(server.port, first, options);
  const joined = [1, 2, 3].map(async () => (await second.next("joined")).room);
  assert.deepEqual(await Promise.all(joined), ["lobby", "dev", "tea"]);
  assert.equal((await first.next("joined", ({ room }) => room === "tea")).count, 2);
  await bob.say("hi", "tea");
  await Promise.all(
    [first, second].map((device) => device.next("message", (m) => m.text === "hi")),
  );
  assert.deepEqual(first.all("joined").map(({ room }) => room), ["lobby", "dev", "tea"]);
  assert.deepEqual(second.all("history").map(({ room }) => room), [], "it resumed in dev");
  assert.deepEqual(bob.all("leave"), []);
  assert.deepEqual(bob.all("join").map(({ room }) => room), ["dev", "tea"]);
});

Deno.test("joining and leaving go to all devices, and `joined` tells the one that asked", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  await bob.say("before", "dev");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  first.command("join", "dev", { id: "j1" });
  assert.equal((await first.next("joined")).id, "j1");
  assert.equal((await second.next("joined", ({ room }) => room === "dev")).id, undefined);
  for (const device of [first, second]) assert.equal((await device.next("history")).room, "dev");
  second.command("leave", "dev");
  for (const device of [first, second]) assert.equal((await device.next("left")).room, "dev");
  await bob.next("leave");
  await bob.say("alone", "dev");
  for (const device of [first, second]) {
    await settled(device);
    assert.deepEqual(device.all("message"), []);
  }
});

Deno.test("the same session takes the place of its connection, and none at all that of all", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  await using again = await another(server.port, first, { session: "s1" });
  assert.equal((await first.next("bye")).code, "replaced");
  await bob.say("to two");
  await Promise.all([second, again].map((device) => device.next("message")));
  assert.deepEqual(first.all("message"), []);
  await using old = await RawClient.connect(server.port);
  await old.hello("ann", { token: first.welcome.token, rooms: ["lobby"] });
  for (const device of [second, again]) assert.equal((await device.next("bye")).code, "replaced");
  await bob.say("to one");
  await old.next("message");
  assert.deepEqual(bob.all("leave"), []);
  assert.equal(bob.all("join").length, 1);
});

Deno.test("ten devices are one member, and an eleventh is refused until one goes", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using others = new AsyncDisposableStack();
  const devices = [first];
  for (let number = 2; number <= limits.sessions; number++) {
    const device = await another(server.port, first, { session: `s${number}` });
    devices.push(others.use(device));
  }
  await using eleventh = await RawClient.connect(server.port);
  const hello = { type: "hello", version: 1, nick: "ann", token: first.welcome.token } as const;
  eleventh.send({ ...hello, session: "s11" });
  const { code, message } = await eleventh.next("error");
  assert.equal(code, "too_many_sessions");
  assert.match(message, /connected 10 times already/);
  bob.command("who");
  assert.equal((await bob.next("notice")).text, "#lobby (2): bob, ann");
  await bob.say("hi");
  await Promise.all(devices.map((device) => device.next("message")));
  first.send({ type: "bye" });
  assert.equal((await first.next("bye")).code, "logged_out");
  eleventh.send({ ...hello, session: "s11" });
  await eleventh.next("welcome");
});

Deno.test("a device that logs out goes alone, and the member with the last one", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  await using third = await another(server.port, first, { session: "s3" });
  first.send({ type: "bye", text: "not told" });
  await first.next("bye");
  second.command("quit");
  assert.equal((await second.next("bye")).code, "logged_out");
  await bob.say("still there?");
  await third.next("message");
  assert.deepEqual(bob.all("leave"), []);
  third.command("quit", "good night");
  const { reason, text } = await bob.next("leave");
  assert.deepEqual([reason, text], ["left", "good night"]);
  assert.equal(bob.all("leave").length, 1);
});

Deno.test("a kick ends all devices of a person", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  await using third = await another(server.port, first, { session: "s3" });
  server.operator.runCommand("kick", "ann enough");
  for (const device of [first, second, third]) {
    assert.equal((await device.next("bye")).code, "kicked");
    await device.ended();
  }
  await bob.next("leave");
  assert.equal(bob.all("leave").length, 1);
});

Deno.test("a device that is lost is not missed while another is there", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 20 } });
  await using bob = await RawClient.join(server.port, "bob");
  await using proxy = new TcpProxy(server.port);
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(proxy.port, first, { session: "s2" });
  await second.next("joined");
  proxy.cut();
  await second.ended();
  await bob.say("1");
  await first.next("message");
  // The server may not have seen the end of the lost one yet: its client takes its place.
  await using again = await another(server.port, first, { session: "s2" });
  await again.next("joined");
  await bob.say("2");
  for (const device of [first, again]) await device.next("message", ({ text }) => text === "2");
  assert.deepEqual(bob.all("leave"), []);
  again.close();
  first.close();
  assert.equal((await bob.next("leave")).nick, "ann");
  assert.equal(bob.all("leave").length, 1);
});

Deno.test("another device that comes while the connection is lost leaves nick and rooms as they are", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  await using first = await RawClient.join(server.port, "ann", { session: "s1", rooms: ["dev"] });
  first.command("nick", "anna");
  await first.next("rename");
  await first.closeWrite();
  await first.ended();
  await using second = await another(server.port, first, { session: "s2", rooms: ["lobby"] });
  assert.equal(second.welcome.nick, "anna");
  const rooms = [(await second.next("joined")).room, (await second.next("joined")).room];
  assert.deepEqual(rooms, ["dev", "lobby"]);
  await second.say("here", "dev");
  await bob.next("message");
  assert.deepEqual(bob.all("leave"), []);
});

Deno.test("all devices of a person share its rate", async () => {
  const sessionBounds = { ...patient, rate: { burst: 4, perSecond: 0.001 } };
  await using server = startServer({ sessionBounds });
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  await first.say("3 with the hellos");
  await second.say("4");
  for (const device of [first, second]) {
    device.command("who");
    assert.equal((await device.next("error")).code, "rate_limited");
  }
});

Deno.test("who has said `/away` on one device is back by any", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "ann", { session: "s1" });
  await using second = await another(server.port, first, { session: "s2" });
  first.command("away", "tea");
  assert.equal((await second.next("away")).text, "tea");
  first.close();
  await using third = await another(server.port, first, { session: "s3" });
  assert.equal(
    (await third.next("joined")).members.find(({ nick }) => nick === "ann")?.away,
    "tea",
  );
  second.command("back");
  assert.equal((await third.next("away")).text, undefined);
  await bob.next("away", ({ text }) => text === undefined);
  assert.equal(bob.all("away").length, 2);
});

for (const how of ["bye", "a lost connection"]) {
  Deno.test(`who goes by ${how} and leaves scripts behind is away until it is back`, async () => {
    await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 20 } });
    await using bob = await RawClient.join(server.port, "bob");
    await using script = await RawClient.join(server.port, "ann", {
      ...{ session: "s1", unattended: true },
    });
    await using terminal = await another(server.port, script, { session: "s2" });
    await terminal.next("joined");
    if (how === "bye") terminal.send({ type: "bye" });
    else terminal.close();
    const { nick, text } = await bob.next("away");
    assert.deepEqual([nick, text], ["ann", ""]);
    await using other = await another(server.port, script, { session: "s3", unattended: true });
    await other.next("joined");
    await using again = await another(server.port, script, { session: "s4" });
    const { members } = await again.next("joined");
    assert.deepEqual(members.map(({ away }) => away), [undefined, undefined]);
    await bob.next("away", ({ text }) => text === undefined);
    assert.equal(bob.all("away").length, 2);
    again.command("away", "by my own word");
    await bob.next("away");
    again.send({ type: "bye" });
    await again.next("bye");
    await bob.say("the end");
    assert.equal(bob.all("away").length, 3);
    assert.deepEqual(bob.all("leave"), []);
  });
}

Deno.test("a script that is alone is here, and not away", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 20 } });
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "bot", { session: "s1", unattended: true });
  await using _second = await another(server.port, first, { session: "s2", unattended: true });
  first.send({ type: "bye" });
  await first.next("bye");
  bob.command("who");
  assert.equal((await bob.next("notice")).text, "#lobby (2): bob, bot");
  assert.deepEqual(bob.all("away"), []);
});
