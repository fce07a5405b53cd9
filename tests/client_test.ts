import assert from "node:assert/strict";

import { createTcpClient } from "./support/clients/tcp_client.ts";
import { ClientError, type ClientErrorCode } from "../client/client_error.ts";
import { type ErrorCode, limits } from "../protocol.ts";
import { startServer } from "../server.ts";
import { defaultSessionBounds } from "../server/sessions/session_bounds.ts";
import { bounded } from "./support/bounded.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { lastingPort } from "./support/servers/lasting_port.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { unlimited } from "./support/servers/unlimited.ts";

Deno.test("connect() comes in, and the state knows where", async () => {
  await using server = startServer({ name: "Game night", motd: "Be kind" });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann", { agent: "test 1" });
  const { state } = ann.client;
  assert.deepEqual([state.nick, state.server, state.motd], ["ann", "Game night", "Be kind"]);
  assert.deepEqual([...state.rooms.keys()], ["lobby"]);
  assert.deepEqual([...state.rooms.get("lobby")?.members.keys() ?? []], ["bob", "ann"]);
  assert.ok(state.commands.some(({ name }) => name === "join"));
  const [connected] = ann.transcript.items;
  assert.ok(connected?.type === "connected" && !connected.again);
  bob.command("whois", "ann");
  assert.match((await bob.next("notice")).text, /with test 1/);
});

Deno.test("say() resolves with its echo, and others get it", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const echo = await ann.client.say("waves", { kind: "action" });
  assert.deepEqual([echo.from, echo.text, echo.kind], ["ann", "waves", "action"]);
  const { id: _id, ...rest } = echo;
  assert.deepEqual(await bob.next("message"), { ...rest, id: undefined });
  assert.deepEqual(await ann.message("message"), echo);
  assert.deepEqual(ann.client.pending, []);
});

Deno.test("say() waits out the rate by itself, and what was said first comes first", async () => {
  const sessionBounds = { ...defaultSessionBounds, rate: { burst: 10, perSecond: 50 } };
  await using server = startServer({ sessionBounds });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const texts = Array.from({ length: 30 }, (_, index) => `${index}`);
  const echoes = await bounded(
    Promise.all(texts.map((text) => ann.client.say(text))),
    () => "30 echoes",
  );
  assert.deepEqual(echoes.map(({ text }) => text), texts);
  await bob.next("message", ({ text }) => text === "29");
  assert.deepEqual(bob.all("message").map(({ text }) => text), texts);
  const refusals = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "error"
  );
  assert.deepEqual(refusals, [], "nobody is told of what the client sees to");
});

Deno.test("a wait that a person notices is told once, with when it ends", async () => {
  await using server = new FakeServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const said = ann.client.say("one");
  const { id } = await server.heard("say");
  const refuse = (retryAfterMs: number, message: string) =>
    server.say({ type: "error", code: "rate_limited", message, id, retryAfterMs });
  refuse(1000, "Too many messages: say it again in 1 s");
  assert.equal(
    (await ann.message("notice")).text,
    "Too many messages: say it again in 1 s (it goes out by itself)",
  );
  await server.heard("say");
  refuse(1, "soon");
  await server.heard("say");
  refuse(2000, "once more");
  await ann.client.close(undefined, { atOnce: true });
  await assert.rejects(said);
  const notices = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "notice"
  );
  assert.equal(notices.length, 1);
});

Deno.test("say() rejects with the server's code, and what follows is said", async () => {
  await using server = startServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const [long, elsewhere, good] = await Promise.allSettled([
    ann.client.say("x".repeat(limits.textBytes + 1)),
    ann.client.say("hi", { room: "dev" }),
    ann.client.say("hi"),
  ]);
  assert.ok(long.status === "rejected" && isClientError(long.reason, "not_said", "text_too_long"));
  assert.ok(
    elsewhere.status === "rejected" && isClientError(elsewhere.reason, "not_said", "not_in_room"),
  );
  assert.ok(good.status === "fulfilled");
});

Deno.test("say() rejects what makes no frame, rather than being hung up on over and over", async () => {
  await using server = startServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  for (const text of ["x".repeat(limits.frameBytes), "\u0001".repeat(limits.frameBytes / 6)]) {
    await bounded(
      assert.rejects(ann.client.say(text), { name: "ClientError", code: "not_said" }),
      () => `the rejection of ${text.length} characters`,
      3000,
    );
  }
  assert.equal((await ann.client.say("hi")).text, "hi");
});

Deno.test("runCommand() runs a command, whose effects come as events and in the state", async () => {
  await using server = startServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const { client } = ann;
  client.runCommand("join", "dev");
  assert.equal((await ann.message("joined")).room, "dev");
  client.runCommand("topic", "Bugs", "dev");
  await ann.message("topic");
  assert.equal(client.state.rooms.get("dev")?.topic, "Bugs");
  client.runCommand("nick", "anna");
  await ann.message("rename");
  assert.equal(client.state.nick, "anna");
  client.runCommand("leave", "", "dev");
  await ann.message("left");
  assert.deepEqual([...client.state.rooms.keys()], ["lobby"]);
  client.runCommand("frobnicate", "");
  assert.equal((await ann.message("error")).code, "unknown_command");
});

Deno.test("commands and the bye come after what was said before them", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const said = Promise.all(["one", "two", "three"].map((text) => ann.client.say(text)));
  ann.client.runCommand("nick", "anna");
  said.catch(() => {});
  const last = ann.client.say("four");
  await bounded(ann.client.close(), () => "the end");
  await said;
  assert.equal((await last).from, "anna");
  assert.equal((await bob.next("leave")).nick, "anna");
  const heard = bob.all("message").map(({ from, text }) => `${from}: ${text}`);
  assert.deepEqual(heard, ["ann: one", "ann: two", "ann: three", "anna: four"]);
});

Deno.test("runCommand() waits out the rate by itself", async () => {
  const sessionBounds = { ...defaultSessionBounds, rate: { burst: 5, perSecond: 50 } };
  await using server = startServer({ sessionBounds });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const texts = Array.from({ length: 15 }, (_, index) => `${index}`);
  for (const text of texts) ann.client.runCommand("me", text);
  const heard = new Set<string>();
  while (heard.size < texts.length) heard.add((await bob.next("message")).text);
  assert.deepEqual([...heard].toSorted(), texts.toSorted());
  assert.equal(bob.all("message").length, texts.length, "each is run once");
});

Deno.test("close() at once leaves unsaid what waits, and cuts an earlier close() short", async () => {
  await using server = new FakeServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const said = assert.rejects(
    ann.client.say("never answered"),
    (error) => isClientError(error, "closed"),
  );
  const closed = ann.client.close();
  await ann.client.close(undefined, { atOnce: true });
  await Promise.all([closed, said]);
  assert.equal((await ann.next("closed")).bye?.code, "logged_out");
});

Deno.test("retryNow() cuts the wait for the next attempt short", async () => {
  await using server = new FakeServer();
  const retry = { firstMs: 600_000, longestMs: 600_000, steadyAfterMs: 0 };
  await using ann = await JoinedClient.join(server.port, "ann", { retry });
  assert.equal(ann.client.retryNow(), false);
  server.hangUp();
  assert.ok((await ann.next("disconnected")).retryInMs >= 300_000);
  assert.equal(ann.client.retryNow(), true);
  assert.equal((await ann.next("connected")).again, true);
  assert.equal(ann.client.retryNow(), false);
});

Deno.test("close() ends a client that waits to connect again", async () => {
  await using server = new FakeServer();
  const retry = { firstMs: 600_000, longestMs: 600_000, steadyAfterMs: 0 };
  await using ann = await JoinedClient.join(server.port, "ann", { retry });
  server.hangUp();
  await ann.next("disconnected");
  await bounded(ann.client.close("good night"), () => "the end");
  assert.equal((await ann.next("closed")).bye, undefined);
});

Deno.test("connect() rejects as unreachable where nobody listens, or nobody answers", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: lastingPort() });
  const address = { host: "127.0.0.1", port: listener.addr.port };
  const options = { nick: "ann", ifTaken: "fail", connectWithinMs: 50 } as const;
  await using silent = createTcpClient(address, options);
  await assert.rejects(silent.connect(), (error) => isClientError(error, "unreachable"));
  listener.close();
  await using alone = createTcpClient(address, { ...options, connectWithinMs: 10_000 });
  await assert.rejects(alone.connect(), (error) => isClientError(error, "unreachable"));
});

Deno.test("a nick that is taken gets a number, or is refused; one that is none is refused", async () => {
  await using server = startServer();
  await using _holder = await RawClient.join(server.port, "ann");
  await using numbered = await JoinedClient.join(server.port, "ann", { ifTaken: "number" });
  assert.equal(numbered.client.state.nick, "ann2");
  const refusals = [
    { nick: "ann", ifTaken: "fail", code: "nick_taken" },
    { nick: "two words", ifTaken: "number", code: "nick_invalid" },
  ] as const;
  for (const { code, ...options } of refusals) {
    await using client = createTcpClient({ host: "127.0.0.1", port: server.port }, options);
    await assert.rejects(client.connect(), (error) => isClientError(error, "refused", code));
  }
});

Deno.test("close() logs out with last words, ends the events, and lets nothing hang", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const said = Promise.allSettled(["1", "2", "3"].map((text) => ann.client.say(text)));
  await ann.client.close("good night");
  for (const result of await bounded(said, () => "the end of what was said")) {
    assert.ok(result.status === "fulfilled" || isClientError(result.reason, "closed"));
  }
  const { reason, text } = await bob.next("leave");
  assert.deepEqual([reason, text], ["left", "good night"]);
  assert.equal((await ann.next("closed")).bye?.code, "logged_out");
  await assert.rejects(ann.next("closed"), /ended/);
  assert.throws(
    () => ann.client.runCommand("who", ""),
    (error) => isClientError(error, "not_connected"),
  );
  await bounded(
    assert.rejects(ann.client.say("too late"), (error) => isClientError(error, "closed")),
    () => "the rejection of what is said after the end",
    2000,
  );
  await ann.client.close();
});

Deno.test("who is kicked is told why, and does not come back", async () => {
  await using server = startServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  server.operator.runCommand("kick", "ann too loud");
  const { bye } = await ann.next("closed");
  assert.deepEqual([bye?.code, bye?.text], ["kicked", "too loud"]);
  await using _ann = await RawClient.join(server.port, "ann");
});

Deno.test("a client whose events nobody reads talks on", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = createTcpClient(
    { host: "127.0.0.1", port: server.port },
    { nick: "ann", ifTaken: "fail" },
  );
  await ann.connect();
  for (let count = 0; count < 1500; count++) await bob.say("hi");
  assert.equal((await bounded(ann.say("still here"), () => "the echo")).text, "still here");
});

Deno.test("a server is trusted no more than it trusts its clients", async () => {
  await using server = new FakeServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  server.sendLines(
    "not JSON",
    `{"type":"from the future"}`,
    `{"type":"message","room":"lobby"}`,
    `{"type":"message","room":"lobby","seq":1,"ts":1,"from":"b\\u001b[2Job",` +
      `"text":"a\\u202e\\u0007b","kind":"text"}`,
    `{"type":"ping","id":"p"}`,
  );
  const { from, text } = await ann.message("message");
  assert.deepEqual([from, text], ["bob", "ab"]);
  assert.equal(await server.line((line) => line.includes("pong")), `{"type":"pong","id":"p"}`);
});

function isClientError(error: unknown, code: ClientErrorCode, serverCode?: ErrorCode): boolean {
  return error instanceof ClientError && error.code === code && error.serverCode === serverCode;
}
