import assert from "node:assert/strict";
import type { ErrorMessage, LoginMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 60_000 };
const password = "correct horse";

function ask(client: RawClient, type: "login" | "register", account: string, about = {}): void {
  client.sendLines(JSON.stringify({ type, account, password, id: "l", ...about }));
}

/** The account that it is logged in to, or why it is not. */
function answer(client: RawClient): Promise<LoginMessage | ErrorMessage> {
  return client.transcript.next((message) => {
    return message.type === "login" || message.type === "error" ? message : undefined;
  }, "the answer");
}

async function codeOf(client: RawClient): Promise<string> {
  const answered = await answer(client);
  return answered.type === "error" ? answered.code : answered.account;
}

/** Registers, and goes. */
async function register(port: number, nick: string): Promise<string | undefined> {
  await using client = await RawClient.join(port, nick);
  ask(client, "register", "*");
  const { person } = await client.next("login");
  client.sendLines(JSON.stringify({ type: "bye" }));
  await client.next("bye");
  return person;
}

Deno.test("register makes an account that one can log in to before hello, under any nick", async () => {
  await using server = startServer({ sessionBounds });
  const person = await register(server.port, "ann");
  await using client = await RawClient.connect(server.port);
  ask(client, "login", "ANN", { password: "wrong" });
  assert.equal(await codeOf(client), "password_wrong");
  ask(client, "login", "ANN");
  const login = await answer(client);
  assert.deepEqual([login.type, login.id], ["login", "l"]);
  const welcome = await client.hello("lee");
  assert.deepEqual([welcome.nick, welcome.person], ["lee", person]);
  client.command("whois", "lee");
  assert.equal((await client.next("whois")).account, "ann");
});

Deno.test("login after hello keeps nick and rooms, and what one is in them", async () => {
  await using server = startServer({ sessionBounds });
  const person = await register(server.port, "ann");
  await using client = await RawClient.join(server.port, "lee");
  await using bob = await RawClient.join(server.port, "bob");
  await client.joinRoom("dev");
  await bob.joinRoom("dev");
  ask(client, "login", "ann");
  const { token, account } = await client.next("login");
  assert.equal(account, "ann");
  const told = await bob.next("profile", ({ room }) => room === "dev");
  assert.deepEqual([told.nick, told.person, told.account], ["lee", person, "ann"]);
  await client.say("hi", "dev");
  const heard = await bob.next("message", ({ text }) => text === "hi");
  assert.deepEqual([heard.from, heard.person], ["lee", person]);
  client.command("who", "", { room: "dev" });
  const { members } = await client.next("members");
  assert.equal(members.find(({ nick }) => nick === "lee")?.role, "owner");
  assert.deepEqual(bob.all("leave"), [], "nobody has left");
  bob.command("msg", "lee for you");
  assert.equal((await client.next("direct")).toPerson, person);
  await using other = await RawClient.connect(server.port);
  assert.equal((await other.hello("x", { token, session: "2" })).person, person);
});

Deno.test("login joins a person who is here already, and takes its nick", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  ask(ann, "register", "ann");
  await ann.next("login");
  await ann.joinRoom("dev");
  await using bob = await RawClient.join(server.port, "bob");
  await using client = await RawClient.join(server.port, "lee");
  await client.joinRoom("ops");
  await bob.joinRoom("ops");
  ask(client, "login", "ann");
  assert.equal(await codeOf(client), "ann");
  const renamed = await client.next("rename");
  assert.deepEqual([renamed.room, renamed.from, renamed.to], [undefined, "lee", "ann"]);
  // Each room has an order of its own.
  const moved: string[] = [];
  while (moved.length < 5) {
    const move = await client.transcript.next((message) => {
      const isMove = message.type === "left" || message.type === "joined";
      return isMove ? `${message.type} ${message.room}` : undefined;
    }, "the rooms");
    moved.push(move);
  }
  assert.deepEqual(moved.toSorted(), [
    ...["joined dev", "joined lobby", "joined ops", "left lobby", "left ops"],
  ]);
  assert.equal((await ann.next("joined", ({ room }) => room === "ops")).room, "ops");
  assert.equal((await bob.next("leave", ({ room }) => room === "ops")).nick, "lee");
  const { nick, role } = await bob.next("join", ({ room }) => room === "ops");
  assert.deepEqual([nick, role], ["ann", "owner"]);
  bob.command("msg", "ann for both");
  await ann.next("direct");
  await client.next("direct");
  await client.say("from the second");
  assert.equal((await ann.next("message", ({ text }) => text === "from the second")).from, "ann");
});

Deno.test("who logs in again after a lost connection finds its rooms, and its nick, whatever it asks for", async () => {
  await using server = startServer({ sessionBounds });
  const client = await RawClient.join(server.port, "ann");
  ask(client, "register", "*");
  await client.next("login");
  await client.joinRoom("dev");
  await client[Symbol.asyncDispose]();
  await using again = await RawClient.connect(server.port);
  ask(again, "login", "ann");
  await again.next("login");
  assert.equal((await again.hello("ann_", { rooms: [] })).nick, "ann");
  const rooms = [(await again.next("joined")).room, (await again.next("joined")).room];
  assert.deepEqual(rooms.toSorted(), ["dev", "lobby"]);
});

Deno.test("login of one of two sessions leaves the other as who it was", async () => {
  await using server = startServer({ sessionBounds });
  await register(server.port, "ann");
  await using lee = await RawClient.join(server.port, "lee", { session: "1" });
  const { token } = lee.welcome;
  await using second = await RawClient.join(server.port, "lee", { token, session: "2" });
  ask(second, "login", "ann");
  await second.next("login");
  assert.equal((await second.next("rename")).to, "ann");
  await second.next("joined");
  assert.equal((await lee.say("still lee")).from, "lee");
  assert.equal((await second.next("message")).from, "lee");
  assert.equal((await second.say("now ann")).from, "ann");
});

Deno.test("login is refused to who is logged in, or banned", async () => {
  await using server = startServer({ sessionBounds });
  await register(server.port, "ann");
  await register(server.port, "bob");
  await using client = await RawClient.connect(server.port);
  ask(client, "login", "ann");
  await client.next("login");
  ask(client, "login", "bob");
  assert.equal(await codeOf(client), "already_logged_in");
  await client.hello("lee");
  ask(client, "login", "bob");
  assert.equal(await codeOf(client), "already_logged_in");
  ask(client, "register", "*");
  assert.equal(await codeOf(client), "already_logged_in");
  server.operator.runCommand("ban", "bob server");
  await using other = await RawClient.join(server.port, "kim");
  ask(other, "login", "bob");
  assert.equal(await codeOf(other), "banned");
  assert.equal((await other.say("still here")).from, "kim");
});

Deno.test("who logs in under another nick keeps the account's name, also by a rename", async () => {
  await using server = startServer({ sessionBounds });
  await register(server.port, "ann");
  await using client = await RawClient.join(server.port, "lee");
  ask(client, "login", "ann");
  await client.next("login");
  client.command("nick", "kim");
  await client.next("rename");
  await client.say("hi");
  client.command("whois", "kim");
  assert.equal((await client.next("whois")).account, "ann");
  await using other = await RawClient.connect(server.port);
  other.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann" }));
  assert.equal((await other.next("error")).code, "nick_reserved");
  assert.equal((await other.hello("lee")).nick, "lee");
});

Deno.test("register is for one's own nick, with a password that is good enough, and once", async () => {
  await using server = startServer({ sessionBounds });
  await register(server.port, "ann");
  await using client = await RawClient.join(server.port, "lee");
  const refused: readonly (readonly [string, object, string])[] = [
    ["kim", {}, "account_not_nick"],
    ["*", { password: "short" }, "password_weak"],
    ["*", { password: "with a\nnewline" }, "bad_field"],
  ];
  for (const [account, about, code] of refused) {
    ask(client, "register", account, about);
    assert.equal(await codeOf(client), code);
  }
  ask(client, "register", "LEE");
  assert.equal(await codeOf(client), "lee");
});

Deno.test("register before hello is only where the server lets it, and for a nick that is free", async () => {
  await using server = startServer({ sessionBounds });
  await using early = await RawClient.connect(server.port);
  ask(early, "register", "ann");
  assert.equal(await codeOf(early), "hello_required");
  await using other = startServer({ sessionBounds, registration: "before-connect" });
  await using bob = await RawClient.join(other.port, "bob");
  await using client = await RawClient.connect(other.port);
  const refused = { bob: "nick_taken", "b b": "nick_invalid", "*": "nick_invalid" };
  for (const [nick, code] of Object.entries(refused)) {
    ask(client, "register", nick);
    assert.equal(await codeOf(client), code, nick);
  }
  ask(client, "register", "ann");
  const { person } = await client.next("login");
  assert.equal((await client.hello("ann")).person, person);
  assert.notEqual(person, bob.welcome.person);
  await using second = await RawClient.connect(other.port);
  ask(second, "register", "Ann");
  assert.equal(await codeOf(second), "account_exists");
});

Deno.test("nobody registers where that is off", async () => {
  await using server = startServer({ sessionBounds, registration: "off" });
  await using client = await RawClient.join(server.port, "ann");
  ask(client, "register", "*");
  assert.equal(await codeOf(client), "not_allowed");
});

Deno.test("passwords have as many characters as the server's operator wants", async () => {
  await using server = startServer({ sessionBounds, passwordMin: 4 });
  await using client = await RawClient.join(server.port, "ann");
  ask(client, "register", "*", { password: "abc" });
  assert.equal(await codeOf(client), "password_weak");
  ask(client, "register", "*", { password: "abcd" });
  assert.equal(await codeOf(client), "ann");
});
