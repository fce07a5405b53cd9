import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

async function hello(port: number, about: object): Promise<RawClient> {
  const client = await RawClient.connect(port);
  client.sendLines(JSON.stringify({ type: "hello", version: 1, ...about }));
  await client.next("joined");
  return client;
}

Deno.test("whois tells what a client told of itself, and a host in place of its address", async () => {
  await using server = startServer({ sessionBounds });
  const about = { nick: "ann", user: "ann", realName: "Ann Lee", bot: true };
  await using ann = await hello(server.port, about);
  await using bob = await hello(server.port, { nick: "bob" });
  bob.sendLines(JSON.stringify({ type: "command", name: "whois", args: "ann" }));
  const { user, host = "", realName, bot, account, address } = await bob.next("whois");
  assert.deepEqual([user, realName, bot], ["ann", "Ann Lee", true]);
  assert.match(host, /^[0-9a-f]{20}\.chatroom$/);
  assert.deepEqual([account, address], [undefined, undefined]);
  ann.sendLines(JSON.stringify({ type: "command", name: "whois", args: "bob" }));
  assert.equal((await ann.next("whois")).host, host);
});

Deno.test("a changed profile is told to its client and to the rooms, and one that is the same to nobody", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await hello(server.port, { nick: "ann", user: "ann", realName: "Ann" });
  await using bob = await hello(server.port, { nick: "bob" });
  for (const change of [{ realName: "Ann" }, { realName: "Ann Lee" }, { bot: true }]) {
    ann.sendLines(JSON.stringify({ type: "profile", ...change }));
  }
  const own = await ann.next("profile");
  assert.deepEqual([own.room, own.nick, own.realName], [undefined, "ann", "Ann Lee"]);
  const told = await bob.next("profile");
  assert.deepEqual([told.room, told.person, told.user], ["lobby", ann.welcome.person, "ann"]);
  assert.deepEqual([told.realName, told.bot], ["Ann Lee", undefined]);
  const second = await bob.next("profile");
  assert.deepEqual([second.realName, second.bot], ["Ann Lee", true]);
  ann.sendLines(JSON.stringify({ type: "profile", realName: "" }));
  assert.equal((await bob.next("profile")).realName, undefined);
});

Deno.test("a password makes an account that others are told of, which a rename takes along", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await hello(server.port, { nick: "ann" });
  await using bob = await hello(server.port, { nick: "bob" });
  ann.sendLines(JSON.stringify({ type: "say", text: "hi" }));
  await bob.next("message");
  ann.sendLines(JSON.stringify({ type: "password", password: "correct horse" }));
  assert.equal((await bob.next("profile")).account, "ann");
  ann.sendLines(JSON.stringify({ type: "command", name: "nick", args: "anna" }));
  assert.equal((await bob.next("profile")).account, "anna");
  ann.sendLines(JSON.stringify({ type: "command", name: "join", args: "dev" }));
  await ann.next("joined");
  bob.sendLines(JSON.stringify({ type: "command", name: "join", args: "dev" }));
  await bob.next("joined");
  ann.sendLines(JSON.stringify({ type: "command", name: "leave", args: "dev" }));
  await bob.next("leave");
  ann.sendLines(JSON.stringify({ type: "command", name: "join", args: "dev" }));
  assert.equal((await bob.next("join")).account, "anna");
});

Deno.test("of several sessions the newest tells the profile, and the next newest when that goes", async () => {
  await using server = startServer({ sessionBounds });
  const first = { nick: "ann", session: "one", realName: "First" };
  await using ann = await hello(server.port, first);
  await using bob = await hello(server.port, { nick: "bob" });
  const { token } = ann.welcome;
  const other = await hello(server.port, { ...first, token, session: "two", realName: "Second" });
  assert.equal((await bob.next("profile")).realName, "Second");
  ann.sendLines(JSON.stringify({ type: "profile", realName: "Third" }));
  other.sendLines(JSON.stringify({ type: "bye" }));
  assert.equal((await bob.next("profile")).realName, "Third");
  await other[Symbol.asyncDispose]();
});
