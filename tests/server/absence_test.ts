import assert from "node:assert/strict";

import { limits } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { openResettable } from "../support/clients/resettable.ts";
import { unlimited } from "../support/servers/unlimited.ts";
import { native } from "../../wire/native.ts";
import { tiny } from "../wire/tiny.ts";

/** So long that nobody is given up while a test runs, and so short that all are. */
const [patient, impatient] = [60_000, 50].map((returnWithinMs) => ({
  ...unlimited,
  returnWithinMs,
}));

for (const how of ["the end of its input", "a reset"]) {
  Deno.test(`nobody sees somebody go who is lost by ${how} and comes back soon`, async () => {
    await using server = startServer({ sessionBounds: patient });
    await using bob = await RawClient.join(server.port, "bob");
    await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
    const { token } = ann.all("welcome")[0] ?? assert.fail("no welcome");
    if (how === "a reset") ann.close();
    else await ann.closeWrite();
    await ann.ended();
    await bob.say("where is ann?");
    bob.command("who");
    assert.equal((await bob.next("notice")).text, "#lobby (2): bob, ann");
    await using again = await RawClient.connect(server.port);
    await again.hello("ann", { token });
    const rooms = [(await again.next("joined")).room, (await again.next("joined")).room];
    assert.deepEqual(rooms, ["lobby", "dev"], "the rooms one was in");
    await again.say("here");
    await bob.next("message", ({ from }) => from === "ann");
    assert.deepEqual(bob.all("leave"), []);
    assert.deepEqual(bob.all("join").map(({ nick }) => nick), ["ann"]);
  });
}

Deno.test("who is lost and does not come back is gone after a while, and its nick is free", async () => {
  await using server = startServer({ sessionBounds: impatient });
  await using bob = await RawClient.join(server.port, "bob");
  {
    const hello = `{"type":"hello","version":1,"nick":"ann"}\n`;
    await using _ann = await openResettable(server.port, hello);
    await bob.next("join");
  }
  const { nick, reason } = await bob.next("leave");
  assert.deepEqual([nick, reason], ["ann", "lost connection"]);
  await using _ann = await RawClient.join(server.port, "ann");
});

Deno.test("who comes back under another nick is seen to be renamed", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.join(server.port, "ann");
  const { token } = ann.all("welcome")[0] ?? assert.fail("no welcome");
  ann.close();
  await using again = await RawClient.join(server.port, "anna", { token });
  const { from, to } = await bob.next("rename");
  assert.deepEqual([from, to], ["ann", "anna"]);
  await again.say("hi");
  assert.equal((await bob.next("message")).from, "anna");
});

Deno.test("who comes back into other rooms leaves those that it does not name", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev", "ops"] });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  const { token } = ann.all("welcome")[0] ?? assert.fail("no welcome");
  ann.close();
  await using again = await RawClient.join(server.port, "ann", { token, rooms: ["ops", "lobby"] });
  const { room, nick } = await bob.next("leave");
  assert.deepEqual([room, nick], ["dev", "ann"]);
  assert.equal((await bob.next("join", (join) => join.room === "ops")).nick, "ann");
  await again.say("hi", "ops");
  await bob.next("message");
  assert.equal(bob.all("leave").length, 1);
});

Deno.test("a program that is started anew without its token gets its nick at once", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob");
  await using first = await RawClient.join(server.port, "bot");
  await first.closeWrite();
  await first.ended();
  await using second = await RawClient.join(server.port, "bot");
  assert.equal((await bob.next("leave")).nick, "bot");
  assert.equal((await bob.next("join", ({ nick }) => nick === "bot")).room, "lobby");
  assert.equal((await second.say("hi")).from, "bot");
});

Deno.test("who is connected keeps its nick from a program without its token", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using _bot = await RawClient.join(server.port, "bot");
  await using other = await RawClient.connect(server.port);
  other.send({ type: "hello", version: 1, nick: "bot" });
  assert.equal((await other.next("error")).code, "nick_taken");
});

Deno.test("/kick sends away who is lost", async () => {
  await using server = startServer({ sessionBounds: patient });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.join(server.port, "ann");
  await ann.closeWrite();
  await ann.ended();
  server.operator.runCommand("kick", "ann");
  const { nick, reason } = await bob.next("leave");
  assert.deepEqual([nick, reason], ["ann", "kicked"]);
});

Deno.test("who comes back out of as many rooms as one may be in gets into others", async () => {
  await using server = startServer({ sessionBounds: patient });
  const rooms = Array.from({ length: limits.rooms }, (_, index) => `room${index}`);
  await using ann = await RawClient.join(server.port, "ann", { rooms });
  const { token } = ann.all("welcome")[0] ?? assert.fail("no welcome");
  ann.close();
  const others = ["Lobby", "room7", "lobby"];
  await using again = await RawClient.connect(server.port);
  await again.hello("ann", { token, rooms: others });
  assert.equal((await again.next("joined")).room, "lobby");
  assert.equal((await again.next("joined")).room, "room7");
  await again.say("hi");
  assert.deepEqual([again.all("error"), again.all("left")], [[], []]);
  assert.equal(again.all("joined").length, 2, "named twice, entered once");
});

Deno.test("who takes its own place again and again is not given more to say", async () => {
  await using server = startServer();
  await using first = await RawClient.join(server.port, "ann");
  const { token } = first.all("welcome")[0] ?? assert.fail("no welcome");
  await using witness = await RawClient.join(server.port, "witness");
  const say = { type: "say", room: "lobby", text: "hi", kind: "text" } as const;
  await using stack = new AsyncDisposableStack();
  let refused = 0;
  for (let times = 0; times < 10; times++) {
    const ann = stack.use(await RawClient.connect(server.port));
    ann.sendLines(
      JSON.stringify({ type: "hello", version: 1, nick: "ann", token }),
      ...Array<string>(20).fill(JSON.stringify(say)),
    );
    // All of it is answered, one way or the other.
    ann.send({ type: "hello", version: 1, nick: "ann" });
    await ann.next("error");
    refused += ann.all("welcome").length === 0 ? 1 : 0;
  }
  await witness.say("the end");
  const said = witness.all("message").filter(({ from }) => from === "ann").length;
  assert.ok(said < 60, `${said} said`);
  assert.ok(refused > 5, `${refused} refused`);
});

Deno.test("a server that stops does not wait for who is lost", async () => {
  const server = startServer({ sessionBounds: patient });
  await using ann = await RawClient.join(server.port, "ann");
  ann.close();
  await server.stop();
});

Deno.test("a guest whose client keeps no token is gone as soon as its connection is lost", async () => {
  await using server = startServer({ sessionBounds: patient, dialects: [native, tiny] });
  await using bob = await RawClient.join(server.port, "bob");
  {
    const lines = "CALLME ann\nSAY lobby hi\n";
    await using _guest = await openResettable(server.port, lines);
    await bob.next("message");
  }
  assert.equal((await bob.next("leave")).nick, "ann");
  await using ann = await RawClient.join(server.port, "ann");
  assert.equal(ann.welcome.nick, "ann");
});
