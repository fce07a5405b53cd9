import assert from "node:assert/strict";

import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

Deno.test("a token takes the nick over from a connection that is still open", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using old = await RawClient.connect(server.port);
  const { token } = await old.hello("ann");
  await old.next("joined");
  await using ann = await RawClient.connect(server.port);
  const welcome = await ann.hello("ann", { token });
  assert.deepEqual([welcome.nick, welcome.token], ["ann", token]);
  assert.equal((await old.next("bye")).code, "replaced");
  assert.equal(await old.ended(), "closed");
  await ann.next("joined");
  assert.equal((await ann.say("here again")).from, "ann");
  assert.equal((await bob.next("message")).from, "ann");
  assert.deepEqual(bob.all("leave"), [], "ann was here all the time");
  assert.deepEqual(bob.all("join").map(({ nick }) => nick), ["ann"]);
});

Deno.test("what was said before is not said again under its id after coming back", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using old = await RawClient.connect(server.port);
  const { token } = await old.hello("ann");
  const say = { type: "say", room: "lobby", text: "once", kind: "text", id: "a1" } as const;
  old.send(say);
  const first = await old.next("message");
  old.close();
  await using ann = await RawClient.join(server.port, "ann2", { token });
  ann.send(say);
  assert.deepEqual(await ann.next("message"), first);
  await ann.say("after");
  await bob.next("message", ({ text }) => text === "after");
  assert.deepEqual(bob.all("message").map(({ text }) => text), ["once", "after"]);
});

Deno.test("who comes back under a token may take another nick", async () => {
  await using server = startServer();
  await using old = await RawClient.connect(server.port);
  const { token } = await old.hello("ann");
  await using ann = await RawClient.join(server.port, "anna", { token });
  assert.equal((await ann.say("hi")).from, "anna");
  await old.next("bye", ({ code }) => code === "replaced");
});

Deno.test("a token that nobody has is as none: its owner gets a new one", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using other = await RawClient.connect(server.port);
  const forged = crypto.randomUUID();
  other.send({ type: "hello", version: 1, nick: "ann", token: forged });
  assert.equal((await other.next("error")).code, "nick_taken");
  const { token } = await other.hello("bob", { token: forged });
  assert.notEqual(token, forged);
  await ann.say("still here");
});

Deno.test("tokens are secrets: no two are the same, and nobody else sees one", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("whois", "bob");
  await ann.next("notice");
  const [annToken, bobToken] = [ann, bob].map((client) => client.all("welcome")[0]?.token);
  assert.ok(annToken && bobToken && annToken !== bobToken);
  assert.ok(!JSON.stringify(ann.received).includes(bobToken));
});

Deno.test("a hello that is refused leaves the connection with the same token alone", async () => {
  await using server = startServer();
  await using _bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.connect(server.port);
  const { token } = await ann.hello("ann");
  await using other = await RawClient.connect(server.port);
  for (const [nick, code] of [["not a nick", "nick_invalid"], ["bob", "nick_taken"]] as const) {
    other.send({ type: "hello", version: 1, nick, token });
    assert.equal((await other.next("error")).code, code);
    assert.equal((await ann.say(`still here, not ${nick}`)).from, "ann");
  }
});
