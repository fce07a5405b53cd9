import assert from "node:assert/strict";
import { ClientError } from "../../../client/client_error.ts";
import { Outgoing } from "../../../client/outgoing/outgoing.ts";
import { connect, echo, refusal, rejectsWith, say, sayTo } from "../outgoing_at_hand.ts";
import { direct } from "../room_messages.ts";

Deno.test("Outgoing.say() to one person runs /msg in its place, and resolves with the direct message", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const first = outgoing.say(say("one"));
  const second = outgoing.say(sayTo("bob", "  two\nlines"));
  outgoing.say(say("three")).catch(() => {});
  const pending = outgoing.pending.map(({ type, text }) => [type, text]);
  assert.deepEqual(pending, [["say", "one"], ["say", "  two\nlines"], ["say", "three"]]);
  outgoing.settle(echo(sent.last));
  await first;
  assert.deepEqual(sent.texts, ["one", "/msg bob\n  two\nlines"]);
  assert.equal(outgoing.pending[0]?.id, sent.lastId);
  const message = direct(1, { id: sent.lastId });
  assert.ok(outgoing.settle(message));
  assert.equal(await second, message);
  assert.deepEqual(sent.texts.slice(2), ["three"]);
});

Deno.test("Outgoing.say() to one person runs /describe for an action, and again after a reconnection", async () => {
  const outgoing = new Outgoing();
  const before = connect(outgoing);
  const said = outgoing.say(sayTo("bob", "waves", "action"));
  assert.deepEqual(before.texts, ["/describe bob\nwaves"]);
  const { id } = before.messages[0] ?? {};
  assert.ok(id !== undefined);
  const pending = { ...sayTo("bob", "waves", "action"), id };
  assert.deepEqual(outgoing.pending, [pending]);
  outgoing.disconnected();
  assert.deepEqual(connect(outgoing).messages, before.messages);
  const message = direct(1, { kind: "action", id });
  assert.ok(outgoing.settle(message));
  assert.equal(await said, message);
});

Deno.test("Outgoing.say() to one person says so where the server knows that, and runs a command elsewhere", async () => {
  const outgoing = new Outgoing();
  const old = connect(outgoing, ["answers"]);
  const said = outgoing.say(sayTo("bob", "waves", "action"));
  assert.deepEqual(old.texts, ["/describe bob\nwaves"]);
  outgoing.disconnected();
  const newer = connect(outgoing, ["something else", "say.to"]);
  assert.deepEqual(newer.messages, [{ ...sayTo("bob", "waves", "action"), id: old.lastId }]);
  outgoing.settle(direct(1, { id: old.lastId }));
  await said;
  assert.deepEqual(outgoing.pending, []);
});

Deno.test("Outgoing.say() to a person names it where the server knows that, and the nick elsewhere", () => {
  const outgoing = new Outgoing();
  const said = { ...sayTo("bob", "hi"), toPerson: "p1" };
  void outgoing.say(said).catch(() => {});
  const { toPerson: _, ...byNick } = said;
  for (
    const [features, sent] of [[["say.to", "say.person"], said], [["say.to"], byNick]] as const
  ) {
    const { messages, lastId: id } = connect(outgoing, features);
    assert.deepEqual(messages, [{ ...sent, id }]);
    outgoing.disconnected();
  }
  assert.deepEqual(connect(outgoing, []).texts, ["/msg bob\nhi"]);
});

Deno.test("Outgoing.say() to one person is not ended by a notice, nor by what is not its echo", async () => {
  const outgoing = new Outgoing();
  const sent = connect(outgoing);
  const said = outgoing.say(sayTo("bob", "hi"));
  const id = sent.lastId;
  outgoing.settle({ type: "notice", text: "bob is away", id });
  outgoing.settle({ ...echo(say("hi")), id });
  assert.ok(!outgoing.settle(direct(1)));
  assert.equal(outgoing.pending.length, 1);
  outgoing.settle(direct(2, { id }));
  assert.equal((await said).seq, 2);
});

Deno.test("Outgoing.say() to one person says it again when it was too fast, or the connection lost", async () => {
  const outgoing = new Outgoing();
  const before = connect(outgoing);
  const said = outgoing.say(sayTo("bob", "hi"));
  const again = before.next();
  assert.ok(outgoing.settle(refusal(before.lastId, "rate_limited", 1)));
  assert.deepEqual(await again, before.messages[0]);
  outgoing.disconnected();
  const after = connect(outgoing);
  assert.deepEqual(after.messages, [before.messages[0]]);
  assert.ok(outgoing.settle(refusal(after.lastId, "no_such_nick")));
  await rejectsWith(said, "not_said", "no_such_nick");
  assert.deepEqual(outgoing.pending, []);
});

Deno.test("Outgoing.say() to one person rejects what could reach somebody else, and at the end", async () => {
  const outgoing = new Outgoing(1);
  for (const to of ["", " bob", "bob smith", "bob\n"]) {
    await rejectsWith(outgoing.say(sayTo(to, "hi")), "not_said", "nick_invalid");
  }
  const waiting = outgoing.say(sayTo("bob", "hi"));
  await rejectsWith(outgoing.say(sayTo("bob", "more")), "too_many_pending");
  outgoing.close(new ClientError("closed", "Logged out"));
  await rejectsWith(waiting, "closed");
});
