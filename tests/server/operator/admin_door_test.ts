import assert from "node:assert/strict";
import { join } from "node:path";
import {
  connectLocally,
  connectWithSecret,
  listenLocally,
  listenWithSecret,
} from "../../../net/local_socket.ts";
import { defaultRoom } from "../../../protocol.ts";
import { type Server, startServer } from "../../../server.ts";
import type { ServerOptions } from "../../../server/server_options.ts";
import type { LogRecord } from "../../../server/log.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { type HelloOptions, RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const answersOnly = { rooms: [] };

async function withAdmins(
  test: (
    server: Server,
    open: (hello?: HelloOptions) => Promise<RawClient>,
    directory: string,
  ) => Promise<void>,
  options: ServerOptions = {},
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await TemporaryDirectory.make());
  const server = stack.use(startServer({ listenForAdmins: () => listenLocally(path), ...options }));
  const open = async (hello?: HelloOptions) => {
    const { connection, secret } = await connectLocally(path);
    const admin = stack.use(RawClient.over(connection));
    if (hello !== undefined) await admin.hello("me", { token: secret, ...hello });
    return admin;
  };
  await test(server, open, path);
}

Deno.test("each admin gets its own answers, and the server's console none of them", async () => {
  const shown: string[] = [];
  await withAdmins(async ({ operator }, open) => {
    const one = await open({});
    const other = await open({});
    assert.equal(one.welcome.nick, "server");
    assert.ok(one.welcome.commands.some(({ name }) => name === "audit"));
    one.command("who", "", { id: "1" });
    other.command("kick", "zed", { id: "2" });
    assert.equal((await one.next("notice")).text, "#lobby (0)");
    const { id, code } = await other.next("error");
    assert.deepEqual([id, code], ["2", "no_such_nick"]);
    assert.deepEqual([one.all("error"), other.all("notice"), shown], [[], [], []]);
    operator.runCommand("who", "");
    assert.deepEqual(shown, ["members", "notice"]);
  }, { tellOperator: ({ type }) => shown.push(type) });
});

Deno.test("an admin sees what happens in rooms, who is there and the log; one that wants answers only, none of it", async () => {
  await withAdmins(async ({ port }, open) => {
    await using ann = await RawClient.join(port, "ann");
    const watching = await open({});
    assert.deepEqual((await watching.next("members")).members.map(({ nick }) => nick), ["ann"]);
    const script = await open(answersOnly);
    await ann.say("hi");
    const { from, text } = await watching.next("message");
    assert.deepEqual([from, text], ["ann", "hi"]);
    await using bob = await RawClient.join(port, "bob");
    await watching.next("notice", ({ text }) => /"bob" joined from 127/.test(text));
    await watching.next("join");
    bob.command("msg", "server help");
    assert.equal((await watching.next("direct")).text, "help");
    script.send({ type: "ping", id: "p" });
    await script.next("pong");
    assert.deepEqual(script.received.map(({ type }) => type), ["welcome", "pong"]);
  });
});

Deno.test("what is said in a room that is closed, no admin sees", async () => {
  await withAdmins(async ({ port }, open) => {
    await using ann = await RawClient.join(port, "ann");
    const watching = await open({});
    await ann.joinRoom("cabal");
    ann.command("private", "", { room: "cabal" });
    await ann.next("settings");
    await ann.say("a secret", "cabal");
    await ann.say("no secret");
    assert.equal((await watching.next("message")).text, "no secret");
  });
});

Deno.test("an admin speaks in any room, and rules", async () => {
  await withAdmins(async ({ port }, open) => {
    await using ann = await RawClient.join(port, "ann");
    const admin = await open(answersOnly);
    admin.send({ type: "say", room: defaultRoom, text: "hello", kind: "text" });
    const { from, text } = await ann.next("message");
    assert.deepEqual([from, text], ["server", "hello"]);
    admin.command("kick", "ann too loud", { id: "k" });
    assert.equal((await ann.next("bye")).code, "kicked");
    assert.equal((await admin.next("notice")).id, "k");
  });
});

Deno.test("a pong comes when all that was asked before is answered, and kept", async () => {
  await withAdmins(async (_server, open) => {
    const admin = await open(answersOnly);
    admin.command("ban", "10.0.0.9 1h", { id: "1" });
    admin.command("audit", "", { id: "2" });
    admin.command("stats", "", { id: "3" });
    admin.command("lock", "server the magic words", { id: "4" });
    admin.command("invite", "1d 5", { id: "5" });
    admin.send({ type: "ping", id: "done" });
    await admin.next("pong");
    const ids = admin.received.flatMap((message) => "id" in message ? [message.id] : []);
    assert.deepEqual(ids.toSorted(), ["1", "2", "2", "3", "3", "4", "5", "5", "done"]);
    assert.equal(admin.all("audit")[0]?.entries[0]?.action, "ban");
  });
});

Deno.test("/stop asks at a console while somebody is here, and not in a script", async () => {
  await withAdmins(async ({ port, stopped }, open, directory) => {
    await using ann = await RawClient.join(port, "ann");
    const watching = await open({});
    watching.command("shutdown", "back at noon", { id: "s" });
    const { text, id } = await watching.next("notice", ({ id }) => id !== undefined);
    assert.deepEqual([/1 person is here/.test(text), id], [true, "s"]);
    await ann.say("still here");
    const script = await open(answersOnly);
    script.command("stop", "for good");
    assert.partialDeepStrictEqual(await ann.next("bye"), {
      type: "bye",
      code: "stopping",
      text: "for good",
    });
    const bye = await script.next("bye");
    assert.equal(bye.code, "stopping");
    await watching.next("bye");
    script.close();
    watching.close();
    await stopped;
    assert.deepEqual([...Deno.readDirSync(directory)], []);
  });
});

Deno.test("what comes over the admin socket is bounded as of clients", async () => {
  // However slowly they come, none is allowed again.
  const addressRate = { burst: 10, perSecond: 0.001 };
  await withAdmins(async ({ port }, open, directory) => {
    await using ann = await RawClient.join(port, "ann");
    const unknown = await open();
    unknown.command("stop");
    assert.equal((await unknown.next("error")).code, "hello_required");
    const flooder = await open(answersOnly);
    flooder.sendBytes(new Uint8Array(1024 * 1024).fill(0x78));
    assert.equal((await flooder.next("error")).code, "frame_too_long");
    const { connection: stranger } = await connectLocally(directory);
    await stranger.write(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"));
    const answer = await new Response(stranger.readable).text();
    assert.match(answer, /admin socket of a chatroom server/);
    const hasty = await open(answersOnly);
    for (let count = 0; count <= addressRate.burst; count++) hasty.command("who");
    assert.equal((await hasty.next("error")).code, "rate_limited");
    const asker = await open(answersOnly);
    asker.send({ type: "history", room: defaultRoom, limit: 1, id: "h" });
    assert.equal((await asker.next("error")).code, "not_allowed");
    await ann.say("still here");
  }, { sessionBounds: { ...defaultSessionBounds, addressRate } });
});

Deno.test("a server without a place for the admin socket says so, and serves", async () => {
  await using directory = await TemporaryDirectory.make();
  const records: LogRecord[] = [];
  await using server = startServer({
    listenForAdmins: () => listenLocally(join(directory.path, "gone")),
    log: (record) => records.push(record),
  });
  const [record] = records;
  assert.deepEqual([record?.event, record?.level], ["admin_socket_failed", "warning"]);
  assert.equal(server.hasAdminDoor, false);
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("hi");
});

Deno.test("where the system does not see to who connects, an admin shows the secret of the server's file", async () => {
  await using directory = await TemporaryDirectory.make();
  await using server = startServer({ listenForAdmins: () => listenWithSecret(directory.path) });
  const { connection, secret } = await connectWithSecret(directory.path);
  await using admin = RawClient.over(connection);
  for (const token of [undefined, "", "x".repeat(43)]) {
    admin.send({ type: "hello", version: 1, nick: "me", token });
    assert.equal((await admin.next("error")).code, "not_allowed");
    admin.command("stop");
    assert.equal((await admin.next("error")).code, "hello_required");
  }
  await admin.hello("me", { token: secret });
  admin.command("stop");
  await admin.next("bye");
  admin.close();
  await server.stopped;
});
