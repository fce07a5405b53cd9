import assert from "node:assert/strict";
import type { ServerMessage } from "../../../protocol.ts";
import { type Server, startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { Transcript } from "../../support/transcript.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

/** A server, and what its console is told. */
function open() {
  const console = new Transcript<ServerMessage>("The console");
  const server = startServer({
    web: { assets: [] },
    sessionBounds: unlimited,
    tellOperator: (message) => console.push(message),
  });
  const answer = (pattern: RegExp) =>
    console.next(
      (message) => message.type === "notice" ? pattern.exec(message.text) ?? undefined : undefined,
      `a notice like ${pattern}`,
    );
  return { server, answer };
}

async function hello(server: Server, nick: string, more: object = {}): Promise<RawClient> {
  const client = await RawClient.connect(server.port);
  client.sendLines(JSON.stringify({ type: "hello", version: 1, nick, ...more }));
  return client;
}

async function refusal(server: Server, nick: string, more: object = {}): Promise<string> {
  await using client = await hello(server, nick, more);
  return (await client.next("error")).code;
}

Deno.test("/lock with a password locks a room, and /join with it comes in", async () => {
  const { server } = open();
  await using _server = server;
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  const password = "quite  a Long 🔑 one é";
  ann.command("lock", password, { room: "dev", id: "l" });
  await ann.next("notice", ({ id }) => id === "l");
  assert.equal((await ann.next("settings")).settings.locked, true);
  for (const [args, told] of [["dev", "has a password"], ["dev wrong", "wrong"]] as const) {
    bob.command("join", args, { id: args });
    const { code, message, id } = await bob.next("error");
    assert.deepEqual([code, id], ["room_password", args]);
    assert.match(message, new RegExp(told));
  }
  // In another form of the same letters (NFC and NFD); what comes behind it waits.
  bob.command("join", `dev ${password.normalize("NFD")}`);
  bob.send({ type: "say", room: "dev", text: "I am in", kind: "text", id: "s" });
  assert.equal((await bob.next("joined")).room, "dev");
  assert.equal((await bob.next("message")).text, "I am in");
  ann.command("unlock", "", { room: "dev" });
  await using carl = await RawClient.join(server.port, "carl");
  await ann.next("settings");
  assert.equal((await carl.joinRoom("dev")).count, 3);
});

Deno.test("/lock at the console asks everybody who comes for the password, also after a restart of theirs", async () => {
  const { server, answer } = open();
  await using _server = server;
  await using ann = await RawClient.join(server.port, "ann");
  server.operator.runCommand("lock", "the magic words");
  await answer(/The server is locked: it has a password/);
  assert.equal(await refusal(server, "bob"), "server_locked");
  assert.equal(await refusal(server, "bob", { serverPassword: "wrong" }), "server_locked");
  await using bob = await hello(server, "bob", { serverPassword: "the magic words" });
  assert.equal((await bob.next("welcome")).nick, "bob");
  await ann.say("who was here stays");
  server.operator.runCommand("unlock", "");
  await answer(/open to everybody/);
  await using carl = await hello(server, "carl", { serverPassword: "whatever" });
  assert.equal((await carl.next("welcome")).nick, "carl");
});

Deno.test("/invite at the console gives a link that lets people in, for so many", async () => {
  const { server, answer } = open();
  await using _server = server;
  server.operator.runCommand("lock", "");
  await answer(/only who is invited/);
  server.operator.runCommand("invite", "2 1h");
  const [, address, code] = await answer(
    /lets 2 people in for 1 hr: http:\/\/(\S+)\/\?invite=(\S+)\nFor chatroom client it is chatroom:\/\/\1\/\?invite=\2$/,
  );
  assert.equal(address, `127.0.0.1:${server.port}`);
  assert.equal(await refusal(server, "ann"), "invite_invalid");
  assert.equal(await refusal(server, "ann", { invite: "BCDF-BCDF-BCDF-BCDF" }), "invite_invalid");
  await using ann = await hello(server, "ann", { invite: code });
  await ann.next("welcome");
  await using bob = await hello(server, "bob", { invite: code?.toLowerCase() });
  await bob.next("welcome");
  assert.equal(await refusal(server, "carl", { invite: code }), "invite_invalid");
  for (const args of ["0", "-1", "9e99", "2w3x", "1h 2 3", "99999"]) {
    server.operator.runCommand("invite", args);
  }
  server.operator.runCommand("bans", "");
  await answer(/Nobody is banned/);
});

Deno.test("passwords of a room and of the server are guessed slower and slower", async () => {
  const { server, answer } = open();
  await using _server = server;
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("lock", "the magic words", { room: "dev" });
  await ann.next("settings");
  const guess = async () => {
    bob.command("join", "dev guess");
    return (await bob.next("error")).retryAfterMs;
  };
  const waits = [await guess(), await guess(), await guess(), await guess()];
  assert.deepEqual(waits.slice(0, 3), [undefined, undefined, undefined]);
  assert.ok((waits[3] ?? 0) > 0);
  server.operator.runCommand("lock", "other words");
  await answer(/The server is locked/);
  await using carl = await RawClient.connect(server.port);
  const tries: (number | undefined)[] = [];
  for (let count = 0; count < 4; count++) {
    carl.sendLines(
      JSON.stringify({ type: "hello", version: 1, nick: "carl", serverPassword: "guess" }),
    );
    tries.push((await carl.next("error")).retryAfterMs);
  }
  assert.ok(tries[0] === undefined && (tries[3] ?? 0) > 0);
});

Deno.test("guests read only where that is set, until their nick has a password", async () => {
  await using server = startServer({ readOnlyGuests: true, sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  const asked: [name: string, args: string][] = [
    ...[["me", "waves"], ["msg", "ann hi"], ["topic", "Mine"], ["join", "new"], [
      "nick",
      "words",
    ]] as const,
  ].map(([name, args]) => [name, args]);
  for (const [name, args] of asked) {
    ann.command(name, args, { id: name });
    const { code, id } = await ann.next("error");
    assert.deepEqual([code, id], ["not_allowed", name]);
  }
  ann.command("link", "", { id: "l" });
  await ann.next("notice", ({ id }) => id === "l");
  ann.send({ type: "say", room: "lobby", text: "hi", kind: "text", id: "s" });
  assert.match((await ann.next("error")).message, /\/password/);
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("away", "buy my cakes");
  assert.equal((await bob.next("away")).text, "");
  await using carl = await RawClient.join(server.port, "carl");
  carl.send({ type: "bye", text: "buy my cakes" });
  assert.equal((await bob.next("leave", ({ nick }) => nick === "carl")).text, undefined);
  ann.send({ type: "history", room: "lobby", limit: 5 });
  await ann.next("history");
  ann.send({ type: "password", password: "a long password", id: "p" });
  await ann.next("notice", ({ id }) => id === "p");
  assert.equal((await ann.say("now I may")).text, "now I may");
});
