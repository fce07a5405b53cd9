import assert from "node:assert/strict";

import type { Client } from "../../client.ts";
import { createTcpClient } from "../support/clients/tcp_client.ts";
import { limits, type ServerMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { defaultSettings } from "../../client/settings/settings.ts";
import { runPipeClient } from "../../ui/pipe_client.ts";
import { MemoryStorage } from "../client/memory_storage.ts";
import { joined, said, welcome } from "../client/room_messages.ts";
import { bounded } from "../support/bounded.ts";
import { FakeChatClient } from "./fake_chat_client.ts";
import { FakeServer } from "../support/servers/fake_server.ts";
import { RawClient } from "../support/clients/raw_client.ts";

/** What a run of the client gave, and how it ended. */
interface Run {
  readonly status: number;
  readonly written: readonly string[];
  readonly warned: readonly string[];
}

Deno.test("runPipeClient() says lines in order, but empty ones, and gives 0 when all are said", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const lines = ["one", "", " \t", "two", "/quit"];
  const run = await runWith(server, lines, { lineByLine: true });
  assert.deepEqual(run, {
    status: 0,
    written: ["ann: one", "ann: two", "ann: /quit"],
    warned: [],
  });
  await bob.next("leave");
  assert.deepEqual(bob.all("message").map(({ text }) => text), ["one", "two", "/quit"]);
});

Deno.test("runPipeClient() says what a terminal would show of a line in the end", async () => {
  await using server = startServer();
  const { status, written } = await runWith(server, [
    "\x1b[31mFAIL\x1b[0m: \x1b]8;;file:///a\x1b\\a.ts\x1b]8;;\x1b\\",
    "10%\r50%",
    "10%\r\x1b[K100%\r",
    "N\bNA\bA_\bx",
    "\x1b[0m",
    "\r \r",
    "\u001b(B\u001b[m",
    "end",
  ]);
  assert.deepEqual([status, written.join("\n").split("\n")], [0, [
    "ann: FAIL: a.ts",
    "ann: 50%",
    "ann: 100%",
    "ann: NAx",
    "ann: end",
  ]]);
});

Deno.test("runPipeClient() says as one message what comes while a line waits", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const lines = ["one", "", "  two", "", "\x1b[m", "/quit", "10%\r50%", " "];
  const { status, written, warned } = await runWith(server, lines);
  const all = ["one", "  two\n/quit\n50%"];
  assert.deepEqual([status, warned], [0, []]);
  assert.deepEqual(written[0], "ann: one");
  await bob.next("leave");
  assert.deepEqual(bob.all("message").map(({ text }) => text), all);
});

Deno.test("runPipeClient() says thousands of lines in few messages, none of them too long", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const lines = Array.from({ length: 3000 }, (_, index) => `\u0001\x1b[32mpassed\x1b[m ${index}`);
  const { status, warned } = await runWith(server, ["x".repeat(limits.textBytes), ...lines]);
  assert.deepEqual([status, warned], [0, []]);
  await bob.next("leave");
  const [first, ...messages] = bob.all("message").map(({ text }) => text);
  assert.equal(first?.length, limits.textBytes);
  const said = lines.map((_, index) => `passed ${index}`);
  assert.deepEqual(messages.flatMap((text) => text.split("\n")), said);
  assert.ok(messages.length < 20, `${messages.length} messages`);
});

Deno.test("runPipeClient() warns of a line that is too long, and says those around it together", async () => {
  await using server = startServer();
  const tooLong = "x".repeat(limits.textBytes + 1);
  const { status, written, warned } = await runWith(server, ["1", "2", "3", tooLong, "4", "5"]);
  assert.deepEqual([status, written], [1, ["ann: 1", "ann: 2\nann: 3", "ann: 4\nann: 5"]]);
  assert.equal(warned.length, 1);
});

Deno.test("runPipeClient() tells how many lines were refused at once", async () => {
  await using server = startServer();
  const run = await runWith(server, ["a", "b", "c"], { rooms: ["elsewhere"] });
  assert.equal(run.status, 1);
  assert.match(run.warned.join("\n"), /^Not said: You.*\nNot said \(2 lines\): You are not in/);
});

Deno.test("runPipeClient() ends as its input does, once what came before is said", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  async function* lines() {
    yield* ["one", "two"];
    throw new Deno.errors.BadResource("gone");
  }
  await assert.rejects(runWith(server, lines()), /gone/);
  assert.equal((await bob.next("message")).text, "one");
  assert.equal((await bob.next("message")).text, "two");
});

Deno.test("runPipeClient() warns of each line that is refused, says the others, and gives 1", async () => {
  await using server = startServer();
  const tooLong = "x".repeat(limits.textBytes + 1);
  const lines = [tooLong, "good", "\u0007", "end"];
  const { status, written, warned } = await runWith(server, lines, { lineByLine: true });
  assert.deepEqual([status, written], [1, ["ann: good", "ann: end"]]);
  assert.equal(warned.length, 2);
  assert.match(warned[0] ?? "", /^Not said: The text has 16385 bytes/);
});

Deno.test("runPipeClient() warns of a room it cannot say anything in", async () => {
  await using server = startServer();
  const run = await runWith(server, ["hi"], { rooms: ["elsewhere"] });
  assert.deepEqual([run.status, run.written], [1, []]);
  assert.match(run.warned.join("\n"), /^Not said: You are not in #elsewhere/);
});

Deno.test("runPipeClient() ends, told why and with 1, when the server ends it", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  async function* lines() {
    yield "said";
    await bob.next("message");
    server.operator.runCommand("kick", "ann too loud");
    await bob.next("leave");
    // Input that never ends.
    await new Promise<never>(() => {});
  }
  const run = await runWith(server, lines());
  assert.deepEqual(run, {
    status: 1,
    written: ["ann: said"],
    warned: ["You were kicked: too loud"],
  });
});

Deno.test("runPipeClient() warns of what is done to oneself, and of nothing that is done to others", async () => {
  const by = { type: "moderation", room: "lobby", ts: 1, by: "bob", roles: [] } as const;
  await using server = new FakeServer({
    greet: () => [
      ...[welcome(), joined()],
      { ...by, action: "mute", nick: "carl" },
      { ...by, action: "mute", nick: "ANN", text: "spam" },
      { type: "left", room: "lobby", by: "bob" },
      { type: "bye", code: "logged_out" },
    ],
  });
  const run = await runWith(server, new ReadableStream());
  assert.deepEqual(run.warned, [
    "bob muted you: spam",
    "bob kicked you out of #lobby",
  ]);
});

Deno.test("runPipeClient() logs out when nobody reads any more", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const written: string[] = [];
  const write = (text: string) => {
    written.push(text);
    return Promise.resolve(written.length < 2);
  };
  const run = await runWith(server, ["one", "two", "three", "four"], { write, lineByLine: true });
  assert.deepEqual(written, ["ann: one", "ann: two"]);
  assert.deepEqual(run.warned, []);
  assert.equal((await bob.next("leave")).reason, "left");
});

Deno.test("runPipeClient() shows what others say, and warns of nothing that others do", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  async function* lines() {
    bob.command("topic", "Cake");
    bob.command("away");
    bob.command("nick", "bobby");
    await bob.say("one\ntwo");
    yield "end";
  }
  const run = await runWith(server, lines(), { rooms: ["lobby", "dev"] });
  assert.deepEqual(run, {
    status: 0,
    written: ["#lobby bobby: one\n#lobby bobby: two", "#lobby ann: end"],
    warned: [],
  });
});

Deno.test("runPipeClient() shows what was missed in order, and nothing of what was said before", async () => {
  const page = { type: "history", room: "lobby", complete: true } as const;
  const directs = { type: "directs", messages: [], complete: true } as const;
  const greetings: ServerMessage[][] = [
    [welcome(), joined({ seq: 2 }), { ...page, messages: [said(1), said(2)] }, said(3)],
    [welcome(), directs, joined({ seq: 5 }), {
      ...page,
      messages: [said(4), said(5, { text: "a\nb" })],
    }],
  ];
  await using server = new FakeServer({ greet: () => greetings.shift() ?? [] });
  const [begun, back] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* lines() {
    await back.promise;
    yield "end";
  }
  const written: string[] = [];
  const write = (text: string) => {
    begun.resolve();
    return Promise.resolve(written.push(text) > 0);
  };
  const running = runWith(server, lines(), { write });
  await bounded(begun.promise, () => "what is live");
  server.hangUp();
  back.resolve();
  const { id } = await server.heard("say");
  server.say(said(6, { from: "ann", text: "end", id }));
  const { warned } = await running;
  const all = ["bob: text 3", "bob: text 4", "bob: a\nbob: b", "ann: end"];
  assert.deepEqual(written, all);
  assert.match(warned.join("\n"), /^Not connected: .*\nConnected again as ann, after .*$/);
});

Deno.test("runPipeClient() warns where more was missed than it can show", async () => {
  const client = new FakeChatClient();
  const messages = [said(8, { text: "late" })];
  const page = { missed: true, leftOut: true, seq: 8 } as const;
  await client.events.push({ type: "history", room: "lobby", messages, ...page });
  await client.events.push({ type: "closed" });
  client.events.end();
  const [written, warned]: [string[], string[]] = [[], []];
  await runPipeClient(client, {
    lines: each([]),
    rooms: ["lobby"],
    settings: defaultSettings,
    write: (text) => Promise.resolve(written.push(text) > 0),
    warn: (text) => warned.push(text),
  });
  assert.deepEqual(written, ["bob: late"]);
  assert.deepEqual(warned, ["more was said in #lobby than is shown here"]);
});

Deno.test("runPipeClient() writes nothing of whom the person ignores, by another nick either", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using carl = await RawClient.join(server.port, "carl");
  async function* lines() {
    bob.command("nick", "rob");
    await bob.say("hidden");
    await carl.say("seen");
    yield "end";
  }
  const ignored = [{ nick: "bob", person: bob.welcome.person ?? "" }];
  const { written } = await runWith(server, lines(), { settings: { ignored } });
  assert.deepEqual(written, ["carl: seen", "ann: end"]);
});

Deno.test("runPipeClient() writes nothing of rooms that another session of its person is in", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  await using terminal = await RawClient.join(server.port, "ann", {
    ...{ session: "terminal", rooms: ["lobby", "dev"] },
  });
  const { token } = terminal.welcome;
  const storage = new MemoryStorage({ token, nick: "ann", rooms: [], seqs: new Map() });
  await using client = createTcpClient(
    { host: "127.0.0.1", port: server.port },
    { nick: "ann", ifTaken: "fail", storage },
  );
  await client.connect();
  async function* lines() {
    await bob.say("elsewhere", "dev");
    await bob.say("here");
    terminal.command("leave");
    await bob.next("leave");
    yield "end";
  }
  const [written, warned]: [string[], string[]] = [[], []];
  const status = await runPipeClient(client, {
    lines: lines(),
    rooms: ["lobby"],
    settings: defaultSettings,
    write: (text) => Promise.resolve(written.push(text) > 0),
    warn: (text) => warned.push(text),
  });
  assert.deepEqual([status, written], [1, ["bob: here"]]);
  assert.equal(warned[1], "you left #lobby");
  assert.match(warned[2] ?? "", /^Not said: You are not in #lobby/);
});

async function runWith(
  server: { readonly port: number },
  lines: Iterable<string> | AsyncIterable<string>,
  options: Partial<Parameters<typeof runPipeClient>[1]> = {},
): Promise<Run> {
  const [written, warned]: [string[], string[]] = [[], []];
  await using client = await connect(server);
  const status = await bounded(
    runPipeClient(client, {
      lines: each(lines),
      rooms: ["lobby"],
      settings: defaultSettings,
      write: (text) => Promise.resolve(written.push(text) > 0),
      warn: (text) => warned.push(text),
      ...options,
    }),
    () => "the end of the plain client",
  );
  const [first, ...others] = warned;
  assert.equal(first, "This connection is not encrypted, and stays within this machine");
  return { status, written, warned: others };
}

async function connect({ port }: { readonly port: number }): Promise<Client> {
  const client = createTcpClient({ host: "127.0.0.1", port }, { nick: "ann", ifTaken: "fail" });
  await client.connect();
  return client;
}

async function* each(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  yield* lines;
}
