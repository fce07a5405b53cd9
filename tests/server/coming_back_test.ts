import assert from "node:assert/strict";

import { ClientError } from "../../client/client_error.ts";
import { startServer } from "../../server.ts";
import { bounded } from "../support/bounded.ts";
import { JoinedClient, soon } from "../support/clients/joined_client.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";
import { TcpProxy } from "../support/servers/tcp_proxy.ts";

Deno.test("a client whose connection is cut comes back as itself, into its rooms", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  await using proxy = new TcpProxy(server.port);
  await using ann = await JoinedClient.join(proxy.port, "ann", { rooms: ["dev", "lobby"] });
  ann.client.runCommand("nick", "anna");
  await ann.message("rename");
  await ann.client.say("before", { room: "dev" });
  proxy.cut();
  const { reason, retryInMs } = await ann.next("disconnected");
  assert.match(reason, /lost/);
  assert.ok(retryInMs > 0 && retryInMs <= soon.firstMs);
  const { welcome, again } = await ann.next("connected");
  assert.deepEqual([welcome.nick, again], ["anna", true]);
  assert.deepEqual((await ann.message("joined")).room, "dev");
  assert.deepEqual((await ann.message("joined")).room, "lobby");
  await ann.client.say("after", { room: "dev" });
  assert.equal((await ann.message("message")).text, "after", "what was before came already");
  await bob.next("message", ({ text }) => text === "after");
  assert.deepEqual(bob.all("message").map(({ from }) => from), ["anna", "anna"]);
});

Deno.test("a client comes back as itself while the server takes it to be still there", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using proxy = new TcpProxy(server.port);
  await using ann = await JoinedClient.join(proxy.port, "ann");
  proxy.cutClients();
  assert.equal((await ann.next("connected")).welcome.nick, "ann");
  assert.equal((await ann.client.say("hi")).from, "ann");
  await bob.next("message");
  assert.deepEqual(bob.all("leave"), []);
  assert.deepEqual(bob.all("join").map(({ nick }) => nick), ["ann"]);
});

for (const lost of ["requests", "answers"] as const) {
  Deno.test(`what was said when the ${lost} were lost is said again, and stored once`, async () => {
    await using server = startServer();
    await using bob = await RawClient.join(server.port, "bob");
    await using proxy = new TcpProxy(server.port);
    await using ann = await JoinedClient.join(proxy.port, "ann");
    proxy.lose(lost);
    const texts = ["1", "2", "3"];
    const said = Promise.all(texts.map((text) => ann.client.say(text)));
    if (lost === "answers") await bob.next("message");
    assert.deepEqual(ann.client.pending.map(({ text }) => text), texts);
    proxy.cut();
    const echoes = await bounded(said, () => "three echoes");
    assert.deepEqual(echoes.map(({ text }) => text), texts);
    await bob.say("the end");
    assert.deepEqual(bob.all("message").map(({ text }) => text), [...texts, "the end"]);
    assert.deepEqual(ann.client.pending, []);
  });
}

Deno.test("a client finds a server again that was started anew on the same port", async () => {
  const first = startServer({ port: lastingPort() });
  const { port } = first;
  await using ann = await JoinedClient.join(port, "ann");
  await ann.client.say("before");
  await first.stop("back at once");
  assert.match((await ann.next("disconnected")).reason, /back at once/);
  assert.throws(
    () => ann.client.runCommand("who", ""),
    (error) => error instanceof ClientError && error.code === "not_connected",
  );
  const said = ann.client.say("meanwhile");
  await using _second = startServer({ port });
  assert.equal((await ann.next("connected")).again, true);
  assert.equal((await bounded(said, () => "the echo")).text, "meanwhile");
  ann.client.runCommand("who", "");
  assert.equal((await ann.message("notice")).text, "#lobby (1): ann");
});

Deno.test("what was said before a server was started anew is not taken for old", async () => {
  const first = startServer({ port: lastingPort() });
  await using ann = await JoinedClient.join(first.port, "ann");
  for (const text of ["1", "2", "3"]) await ann.client.say(text);
  await first.stop();
  await using _second = startServer({ port: first.port });
  await ann.next("connected");
  await ann.client.say("4");
  const { text } = await ann.message("message");
  assert.equal(text, "4", "the new server counts from 1 again");
});

Deno.test("a client whose nick was taken meanwhile comes back with a number", async () => {
  const first = startServer({ port: lastingPort() });
  await using ann = await JoinedClient.join(first.port, "ann");
  await first.stop();
  await using _second = startServer({ port: first.port });
  await using _other = await RawClient.join(first.port, "ann");
  assert.equal((await ann.next("connected")).welcome.nick, "ann2");
  assert.equal((await ann.client.say("hi")).from, "ann2");
});

Deno.test("a client that has left all rooms comes back into none", async () => {
  await using server = startServer();
  await using proxy = new TcpProxy(server.port);
  await using ann = await JoinedClient.join(proxy.port, "ann");
  ann.client.runCommand("leave", "");
  await ann.message("left");
  proxy.cut();
  await ann.next("connected");
  ann.client.runCommand("who", "lobby");
  assert.equal((await ann.message("notice")).text, "#lobby (0)");
});

Deno.test("close() ends a client that is trying to come back, and what it had to say", async () => {
  const server = startServer({ port: lastingPort() });
  await using ann = await JoinedClient.join(server.port, "ann");
  await server.stop();
  await ann.next("disconnected");
  const said = assert.rejects(
    ann.client.say("never"),
    (error) => error instanceof ClientError && error.code === "closed",
  );
  const closedAt = performance.now();
  await ann.client.close();
  await said;
  await ann.next("closed");
  assert.ok(performance.now() - closedAt < 1000);
});

Deno.test("no more than 1000 messages wait to be said", async () => {
  const server = startServer({ port: lastingPort() });
  await using ann = await JoinedClient.join(server.port, "ann");
  await server.stop();
  await ann.next("disconnected");
  const said = Array.from({ length: 1001 }, () => ann.client.say("hi").catch(codeOf));
  assert.equal(await said.at(-1), "too_many_pending");
  await ann.client.close();
  assert.equal((await Promise.all(said)).filter((code) => code === "closed").length, 1000);
});

Deno.test("a client that was replaced by another with its token does not come back", async () => {
  await using server = startServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const [connected] = ann.transcript.items;
  assert.ok(connected?.type === "connected");
  await using other = await RawClient.join(server.port, "ann", {
    token: connected.welcome.token,
  });
  assert.equal((await ann.next("closed")).bye?.code, "replaced");
  await other.say("still here");
});

function codeOf(error: unknown): string {
  return error instanceof ClientError ? error.code : String(error);
}
