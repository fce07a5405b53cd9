import assert from "node:assert/strict";
import { ClientError } from "../../../client/client_error.ts";
import { Outgoing } from "../../../client/outgoing/outgoing.ts";
import { type CommandMessage, limits } from "../../../protocol.ts";
import { bounded } from "../../support/bounded.ts";
import { connect, echo, refusal, rejectsWith, say } from "../outgoing_at_hand.ts";

function command(name: string, args = ""): CommandMessage {
  return { type: "command", name, args, room: "lobby" };
}

Deno.test("Outgoing.say() resolves with the echo, and only then says the next", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const [first, second] = [outgoing.say(say("one")), outgoing.say(say("two"))];
  assert.deepEqual(sent.texts, ["one"]);
  assert.deepEqual(outgoing.pending.map(({ text }) => text), ["one", "two"]);
  const firstEcho = echo(sent.last, 1);
  assert.ok(outgoing.settle(firstEcho));
  assert.equal(await first, firstEcho);
  assert.deepEqual(sent.texts, ["one", "two"]);
  const secondEcho = echo(sent.last, 2);
  assert.ok(outgoing.settle(secondEcho));
  assert.equal(await second, secondEcho);
  assert.deepEqual(outgoing.pending, []);
  assert.notEqual(firstEcho.id, secondEcho.id);
});

Deno.test("Outgoing.settle() leaves alone what is not about what was said", () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  assert.ok(!outgoing.settle(echo(say("one"))));
  outgoing.say(say("one")).catch(() => {});
  outgoing.say(say("two")).catch(() => {});
  const others = [
    echo(say("one")),
    echo({ ...say("one"), id: "another" }),
    refusal("another", "not_in_room"),
    refusal(undefined, "rate_limited", 1),
    { type: "left", room: "lobby" } as const,
  ];
  for (const message of others) assert.ok(!outgoing.settle(message), JSON.stringify(message));
  assert.equal(outgoing.pending.length, 2);
  assert.deepEqual(sent.texts, ["one"]);
});

Deno.test("Outgoing.say() rejects with the server's refusal, and the next is said", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const first = outgoing.say(say("one"));
  const second = outgoing.say(say("two"));
  assert.ok(outgoing.settle(refusal(sent.last.id, "not_in_room")));
  await rejectsWith(first, "not_said", "not_in_room");
  assert.deepEqual(sent.texts, ["one", "two"]);
  outgoing.settle(echo(sent.last));
  assert.equal((await second).text, "two");
});

Deno.test("Outgoing says it again, before what came after it, when it was too fast", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const first = outgoing.say(say("one"));
  outgoing.say(say("two")).catch(() => {});
  const { id } = sent.last;
  const again = sent.next();
  assert.ok(outgoing.settle(refusal(id, "rate_limited", 1)));
  assert.deepEqual(sent.texts, ["one"]);
  assert.deepEqual(await again, { ...say("one"), id });
  outgoing.settle(echo(sent.last));
  assert.equal((await first).text, "one");
  assert.deepEqual(sent.texts, ["one", "one", "two"]);
});

Deno.test("Outgoing.connected() says again, under its id, what was not acknowledged", async () => {
  const outgoing = new Outgoing();
  const said = ["one", "two"].map((text) => outgoing.say(say(text)));
  const before = connect(outgoing);
  assert.deepEqual(before.texts, ["one"]);
  outgoing.disconnected();
  const third = outgoing.say(say("three"));
  assert.deepEqual(before.texts, ["one"]);
  const after = connect(outgoing);
  assert.deepEqual(after.messages, before.messages);
  for (const promise of [...said, third]) {
    outgoing.settle(echo(after.last));
    await promise;
  }
  assert.deepEqual(after.texts, ["one", "two", "three"]);
  assert.deepEqual(before.texts, ["one"]);
});

// A timer that is left behind keeps a program from ending.
const sanitizeOps = true;

Deno.test("Outgoing.disconnected() gives up a wait for the old connection", { sanitizeOps }, () => {
  const outgoing = new Outgoing();
  const before = connect(outgoing);
  outgoing.say(say("one")).catch(() => {});
  outgoing.settle(refusal(before.last.id, "rate_limited", 60_000));
  outgoing.disconnected();
  assert.deepEqual(connect(outgoing).texts, ["one"]);
});

Deno.test("Outgoing.close() gives up a wait", { sanitizeOps }, () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  outgoing.say(say("one")).catch(() => {});
  outgoing.settle(refusal(sent.last.id, "rate_limited", 60_000));
  outgoing.close(new ClientError("closed", "Closed"));
  assert.deepEqual(sent.texts, ["one"]);
});

Deno.test("Outgoing.say() rejects at the bound, and keeps what it had", async () => {
  const outgoing = new Outgoing(2);
  for (const text of ["one", "two"]) outgoing.say(say(text)).catch(() => {});
  await rejectsWith(outgoing.say(say("three")), "too_many_pending");
  assert.deepEqual(outgoing.pending.map(({ text }) => text), ["one", "two"]);
  const sent = connect(outgoing);
  outgoing.settle(echo(sent.last));
  outgoing.say(say("four")).catch(() => {});
  assert.deepEqual(outgoing.pending.map(({ text }) => text), ["two", "four"]);
});

Deno.test("Outgoing.say() rejects what would not fit, and says the next", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const long = outgoing.say(say("x".repeat(limits.frameBytes)));
  outgoing.say(say("short")).catch(() => {});
  await rejectsWith(long, "not_said", "text_too_long");
  assert.deepEqual(sent.texts, ["short"]);
});

Deno.test("Outgoing.close() rejects what is pending, and sends nothing more", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const said = ["one", "two"].map((text) => outgoing.say(say(text)));
  outgoing.close(new ClientError("closed", "Logged out"));
  for (const promise of said) await rejectsWith(promise, "closed");
  assert.deepEqual(outgoing.pending, []);
  assert.deepEqual(sent.texts, ["one"]);
});

Deno.test("Outgoing.say() rejects after close()", async () => {
  const outgoing = new Outgoing();
  outgoing.close(new ClientError("closed", "Logged out"));
  await rejectsWith(bounded(outgoing.say(say("late")), () => "a rejection", 500), "closed");
});

Deno.test("Outgoing.run() runs a command when all is said before it, and what follows after it", () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  for (const text of ["one", "two"]) outgoing.say(say(text)).catch(() => {});
  for (const name of ["nick", "who"]) outgoing.run(command(name));
  outgoing.say(say("three")).catch(() => {});
  assert.deepEqual(sent.texts, ["one"]);
  outgoing.settle(echo(sent.last));
  assert.deepEqual(sent.texts, ["one", "two"]);
  outgoing.settle(echo(sent.last));
  assert.deepEqual(sent.texts, ["one", "two", "/nick", "/who", "three"]);
  assert.equal(new Set(sent.messages.map(({ id }) => id)).size, 5);
});

Deno.test("Outgoing runs commands again, in their order, that were too fast", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  for (const name of ["nick", "who", "away"]) outgoing.run(command(name));
  outgoing.say(say("one")).catch(() => {});
  const again = sent.next();
  const [, ...refused] = sent.messages.map(({ id }) => id);
  for (const id of refused) assert.ok(outgoing.settle(refusal(id, "rate_limited", 1)));
  assert.deepEqual(sent.texts, ["/nick", "/who", "/away", "one"]);
  await again;
  assert.deepEqual(sent.texts.slice(4), ["/who", "/away", "one"]);
  assert.deepEqual(sent.messages.slice(4), sent.messages.slice(1, 4));
});

Deno.test("Outgoing.settle() leaves what else a command is answered to who ran it", () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  outgoing.run(command("nick"));
  const id = sent.messages[0]?.id;
  assert.ok(!outgoing.settle(refusal(id, "nick_taken")));
  assert.deepEqual(sent.texts, ["/nick"]);
});

Deno.test("Outgoing.run() throws what say() rejects with", () => {
  const outgoing = new Outgoing(1);
  outgoing.run(command("nick"));
  assert.throws(() => outgoing.run(command("nick")), { code: "too_many_pending" });
  outgoing.close(new ClientError("closed", "Logged out"));
  assert.throws(() => outgoing.run(command("nick")), { code: "closed" });
});

Deno.test(
  "Outgoing waits as the newest refusal says when it is refused twice",
  { sanitizeOps },
  async () => {
    const outgoing = new Outgoing();
    const sent = connect(outgoing);
    const said = outgoing.say(say("one"));
    const again = sent.next();
    outgoing.settle(refusal(sent.last.id, "rate_limited", 60_000));
    outgoing.settle(refusal(sent.last.id, "rate_limited", 0));
    assert.deepEqual(sent.texts, ["one"]);
    await again;
    outgoing.settle(echo(sent.last));
    await said;
  },
);

Deno.test("Outgoing.flushed() waits until nothing is pending, or nothing can be sent", async () => {
  const outgoing = new Outgoing();
  await bounded(outgoing.flushed(), () => "nothing");
  outgoing.say(say("one")).catch(() => {});
  await bounded(outgoing.flushed(), () => "no connection");
  const sent = connect(outgoing);
  let isFlushed = false;
  const flushed = outgoing.flushed().then(() => isFlushed = true);
  await Promise.resolve();
  assert.ok(!isFlushed);
  outgoing.settle(echo(sent.last));
  await bounded(flushed, () => "the echo");
  outgoing.say(say("two")).catch(() => {});
  const lost = outgoing.flushed();
  outgoing.disconnected();
  await bounded(lost, () => "the end of the connection");
});
