import assert from "node:assert/strict";

import { type Server, startServer } from "../../../server.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { openResettable } from "../../support/clients/resettable.ts";

/** So long that nothing here comes to its end by this bound. */
const sessionBounds = { ...defaultSessionBounds, lingerMs: 60_000, returnWithinMs: 0 };

interface Pair extends AsyncDisposable {
  readonly server: Server;
  readonly ann: RawClient;
  /** Sees how ann goes. */
  readonly bob: RawClient;
}

Deno.test("bye logs out: bye comes back, the connection is closed, the others are told", async () => {
  await using pair = await openPair();
  const { ann, bob } = pair;
  ann.send({ type: "bye", text: "good\u202e night" });
  assert.equal((await ann.next("bye")).code, "logged_out");
  assert.equal(await ann.ended(), "closed");
  assert.deepEqual(ann.all("left"), [], "a bye says it all");
  const { nick, reason, text } = await bob.next("leave");
  assert.deepEqual([nick, reason, text], ["ann", "left", "good night"]);
});

Deno.test("/quit logs out, with last words", async () => {
  await using pair = await openPair();
  const { ann, bob } = pair;
  ann.command("quit", "see you");
  assert.equal((await ann.next("bye")).code, "logged_out");
  assert.equal(await ann.ended(), "closed");
  const { reason, text } = await bob.next("leave");
  assert.deepEqual([reason, text], ["left", "see you"]);
});

Deno.test("what was said right before bye is echoed before the bye", async () => {
  await using pair = await openPair();
  const { ann, bob } = pair;
  ann.send({ type: "say", room: "lobby", text: "one more", kind: "text", id: "1" });
  ann.send({ type: "bye" });
  await ann.next("bye");
  assert.equal(ann.all("message").at(-1)?.id, "1");
  await bob.next("leave");
  assert.equal(bob.all("message").length, 1);
});

Deno.test("the end of input logs out: what was said is echoed, then bye comes", async () => {
  await using pair = await openPair();
  const { ann, bob } = pair;
  ann.send({ type: "say", room: "lobby", text: "one more", kind: "text", id: "1" });
  await ann.closeWrite();
  assert.equal((await ann.next("bye")).code, "logged_out");
  assert.equal(ann.all("message").length, 1);
  assert.equal(await ann.ended(), "closed");
  assert.equal((await bob.next("leave")).reason, "left");
});

Deno.test("what came after the last line feed is not a frame", async () => {
  await using pair = await openPair();
  const { ann } = pair;
  ann.sendBytes(new TextEncoder().encode(`{"type":"say","text":"half"}`));
  await ann.closeWrite();
  await ann.next("bye");
  assert.equal(ann.all("message").length + ann.all("error").length, 0);
});

Deno.test("a connection that is reset is lost, also in the middle of a frame", async () => {
  await using pair = await openPair();
  const { server, bob } = pair;
  for (const unfinished of ["", `{"type":"say","te`]) {
    const hello = `{"type":"hello","version":1,"nick":"lost"}\n`;
    {
      await using _lost = await openResettable(server.port, hello + unfinished);
      await bob.next("join", ({ nick }) => nick === "lost");
    }
    const { nick, reason } = await bob.next("leave");
    assert.deepEqual([nick, reason], ["lost", "lost connection"]);
  }
  await bob.say("still here");
});

Deno.test("/kick ends the connection, and tells everybody why", async () => {
  await using pair = await openPair();
  const { server, ann, bob } = pair;
  server.operator.runCommand("kick", "ann too loud");
  const bye = await ann.next("bye");
  assert.deepEqual([bye.code, bye.text], ["kicked", "too loud"]);
  assert.equal(await ann.ended(), "closed");
  const { nick, reason, text } = await bob.next("leave");
  assert.deepEqual([nick, reason, text], ["ann", "kicked", "too loud"]);
});

Deno.test("who leaves is told to leave each of the rooms", async () => {
  await using pair = await openPair();
  const { ann, bob } = pair;
  for (const client of [bob, ann]) await client.joinRoom("dev");
  ann.send({ type: "bye" });
  const rooms = [(await bob.next("leave")).room, (await bob.next("leave")).room];
  assert.deepEqual(rooms.sort(), ["dev", "lobby"]);
  await ann.ended();
});

Deno.test("a silent client is pinged, stays if it answers, and is lost if not", async () => {
  const idle = { pingAfterMs: 50, maxUnanswered: 1 };
  await using server = startServer({ sessionBounds: { ...sessionBounds, idle } });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const answering = answerPings(bob, ({ nick }) => nick === "ann");
  await ann.next("ping");
  assert.equal(await ann.ended(), "closed");
  assert.equal(ann.all("bye").length, 0);
  assert.equal((await answering).reason, "lost connection");
  assert.ok(bob.all("ping").length > 0);
  await bob.say("still here");
});

async function openPair(): Promise<Pair> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(startServer({ sessionBounds }));
  const bob = stack.use(await RawClient.join(server.port, "bob"));
  const ann = stack.use(await RawClient.join(server.port, "ann"));
  const held = stack.move();
  return { server, ann, bob, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/** Answers until somebody leaves for whom it matches. */
async function answerPings(client: RawClient, matches: (leave: { nick: string }) => boolean) {
  for (;;) {
    const message = await client.transcript.next(
      (message) => message.type === "ping" || message.type === "leave" ? message : undefined,
      "a ping or a leave",
    );
    if (message.type === "ping") client.send({ type: "pong", id: message.id });
    else if (matches(message)) return message;
  }
}
