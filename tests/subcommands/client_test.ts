import assert from "node:assert/strict";

import { limits, type ServerMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { joined, said, welcome } from "../client/room_messages.ts";
import { FakeServer } from "../support/servers/fake_server.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import { TemporarySettings } from "../support/files/temporary_settings.ts";
import { Terminal } from "../support/program/terminal.ts";
import { testInTerminal } from "../support/program/test_in_terminal.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const onWindows = Deno.build.os === "windows";

Deno.test("lines in are said, what is said comes out, and the end of input logs out", async () => {
  await using server = startServer({ motd: "Be kind" });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = Program.startClient(server.port, "ann");
  await bob.next("join");
  ann.write("hi", "", "/help is no command here");
  await bob.next("message", ({ text }) => text.startsWith("/help"));
  bob.command("away", "lunch");
  bob.command("topic", "Cake");
  bob.command("msg", "ann just you");
  bob.command("describe", "ann winks");
  await bob.say("two\nlines");
  bob.command("me", "waves");
  await ann.line(/waves/);
  await ann.closeInput();
  assert.equal(await ann.status(), 0);
  assert.deepEqual(ann.out.items.toSorted(), [
    "* bob waves",
    "ann: /help is no command here",
    "ann: hi",
    "bob -> ann: * bob winks",
    "bob -> ann: just you",
    "bob: lines",
    "bob: two",
  ]);
  assert.deepEqual(ann.warnings, []);
  assert.equal((await bob.next("leave")).reason, "left");
});

Deno.test("200 lines are said in order, and all are echoed before the end", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = Program.startClient(server.port, "ann");
  const texts = Array.from({ length: 200 }, (_, index) => `line ${index}`);
  ann.write(...texts);
  await ann.closeInput();
  assert.equal(await ann.status(), 0);
  assert.deepEqual(ann.out.items, texts.map((text) => `ann: ${text}`));
  await bob.next("leave");
  const messages = bob.all("message").map(({ text }) => text);
  assert.deepEqual(messages.join("\n").split("\n"), texts);
  assert.ok(messages.length < 10, `${messages.length} messages`);
});

Deno.test("with several rooms, lines are said in the first, and all come out with theirs", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["ops", "dev"] });
  const rooms = ["--room", "dev", "--room", "ops"];
  await using ann = Program.startClient(server.port, "ann", ...rooms);
  await bob.next("join");
  await bob.next("join");
  await bob.say("over there", "ops");
  await ann.line(/over there/);
  ann.write("here");
  await ann.line(/here$/);
  assert.deepEqual(ann.out.items, ["#ops bob: over there", "#dev ann: here"]);
});

Deno.test("what is not said is told, and makes the exit status 1", async () => {
  await using server = startServer();
  await using ann = Program.startClient(server.port, "ann");
  ann.write("x".repeat(limits.textBytes + 1), "good");
  await ann.closeInput();
  assert.equal(await ann.status(), 1);
  assert.deepEqual(ann.out.items, ["ann: good"]);
  assert.match(ann.warnings.join("\n"), /^Not said: The text has 16385 bytes/);
});

Deno.test("a line that is longer than any frame is told of and passed over, with exit status 1", async () => {
  await using server = startServer();
  await using ann = Program.startClient(server.port, "ann");
  ann.write("x".repeat(limits.frameBytes * 4), "good");
  await ann.closeInput();
  assert.equal(await ann.status(), 1);
  assert.deepEqual(ann.out.items, ["ann: good"]);
  assert.deepEqual(ann.warnings, ["Not said: A line of the input has more than 32768 bytes"]);
});

Deno.test("nobody to connect to, and a nick that is refused, end with one line and status 1", async () => {
  await using server = startServer();
  await using _bob = await RawClient.join(server.port, "bob");
  const failures: readonly [port: number, nick: string, error: RegExp][] = [
    [
      lastingPort(),
      "ann",
      /^chatroom: Cannot connect to 127\.0\.0\.1:\d+: nothing listens there; .*\?$/,
    ],
    [server.port, "bob", /^chatroom: 127\.0\.0\.1:\d+ refused: .*bob.*choose another with --nick$/],
    [server.port, "b b", /^chatroom: 127\.0\.0\.1:\d+ refused: Cannot use "b b" as a nick/],
  ];
  await Promise.all(failures.map(async ([port, nick, error]) => {
    await using program = Program.startClient(port, nick);
    assert.equal(await program.status(), 1);
    assert.equal(program.warnings.length, 1, program.warnings.join("\n"));
    assert.match(program.warnings[0] ?? "", error);
    assert.deepEqual(program.out.items, []);
  }));
});

Deno.test("without --nick the login name is taken, with a number if somebody has it", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const command = commandLine("client", `127.0.0.1:${server.port}`);
  await using _program = Program.start(command, { env: { USER: "bob", CHATROOM_NICK: "" } });
  assert.equal((await bob.next("join")).nick, "bob2");
});

Deno.test("who is kicked is told why, with exit status 1, while the input goes on", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = Program.startClient(server.port, "ann");
  await bob.next("join");
  server.operator.runCommand("kick", "ann too loud");
  assert.equal(await ann.status(), 1);
  assert.deepEqual(ann.warnings, ["You were kicked: too loud"]);
});

Deno.test("a client comes back to a server that was started anew, and tells so", async () => {
  const first = startServer({ port: lastingPort() });
  const { port } = first;
  await using ann = Program.startClient(port, "ann");
  ann.write("before");
  await ann.line(/before/);
  await first.stop("back at once");
  await ann.warning(/^The server has stopped: back at once; trying again in \d+ s$/);
  ann.write("meanwhile");
  await using _second = startServer({ port });
  await ann.warning(/^Connected again as ann, after /);
  await ann.line(/^ann: meanwhile$/);
  await ann.closeInput();
  assert.equal(await ann.status(), 0);
});

Deno.test("clients of one machine that run at the same time are one person", async () => {
  using settings = new TemporarySettings();
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  await using first = startAgain(settings, server.port);
  await bob.next("join");
  first.write("known from now on");
  await first.line(/known/);
  await using second = startAgain(settings, server.port, "--room", "dev");
  assert.deepEqual((await bob.next("join")).room, "dev", "she was in the lobby already");
  await bob.say("to dev", "dev");
  await bob.say("to the lobby");
  bob.command("msg", "ann to her");
  await first.line(/to her/);
  await second.line(/to her/);
  second.write("from the second");
  await second.closeInput();
  assert.deepEqual([await second.status(), second.warnings], [0, []]);
  const { from, person } = await bob.next("message", ({ text }) => text === "from the second");
  assert.deepEqual([from, person], ["ann", bob.all("join")[0]?.person]);
  first.write("still here");
  await first.line(/still here/);
  assert.deepEqual(bob.all("leave"), []);
  assert.deepEqual(second.out.items, ["bob: to dev", "bob -> ann: to her", "ann: from the second"]);
  assert.deepEqual(first.out.items, [
    ...["ann: known from now on", "bob: to the lobby", "bob -> ann: to her", "ann: still here"],
  ]);
  await first.closeInput();
  assert.deepEqual([await first.status(), first.warnings], [0, []]);
  await bob.next("leave");
});

Deno.test("a client that is started again is who it was, and shows what it missed", async () => {
  using settings = new TemporarySettings();
  const missed = { type: "history", room: "dev", messages: [said(8, { room: "dev" })] } as const;
  const greetings: ServerMessage[][] = [
    [welcome(), joined({ room: "dev", seq: 0 }), said(7, { room: "dev", text: "first" })],
    [welcome(), joined({ room: "dev", seq: 8 }), { ...missed, complete: true }],
    [welcome({ token: "another" }), joined()],
  ];
  await using server = new FakeServer({ greet: () => greetings.shift() ?? [] });
  const start = (...args: string[]) => startAgain(settings, server.port, ...args);
  {
    await using first = start("--room", "dev");
    await first.line(/^bob: first$/);
    await first.closeInput();
    assert.deepEqual([await first.status(), first.warnings], [0, []]);
  }
  await server.heard("hello");
  await using second = start("--room", "dev");
  await second.line(/^bob: text 8$/);
  const { token, rooms, resume } = await server.heard("hello");
  assert.deepEqual([token, rooms], ["secret", ["dev"]]);
  assert.deepEqual(resume, new Map([["@", 0], ["dev", 7]]));
  assert.deepEqual(second.out.items, ["bob: text 8"]);
  await second.closeInput();
  await second.status();
  await using third = start();
  const { rooms: usual } = await server.heard("hello");
  assert.deepEqual(usual, ["lobby"], "a script does not hang on how it ran the last time");
  await third.warning(/^The server does not know you any more: you begin as somebody new$/);
});

Deno.test({
  name: "a listener that is started again gets what it missed once, however it was ended",
  ignore: onWindows,
  async fn() {
    using settings = new TemporarySettings();
    await using server = startServer({ sessionBounds: unlimited });
    await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
    const ends: readonly ((ann: Program) => unknown)[] = [
      (ann) => ann.closeInput(),
      (ann) => ann.kill("SIGTERM"),
      () => server.operator.runCommand("kick", "ann"),
      (ann) => ann.closeInput(),
    ];
    for (const [index, end] of ends.entries()) {
      await using ann = startAgain(settings, server.port, "--room", "dev");
      await bob.next("join");
      await bob.say(`live ${index}`, "dev");
      await ann.line(new RegExp(`live ${index}$`));
      await end(ann);
      await ann.status();
      await bob.next("leave");
      const missed = index === 0 ? [] : [`bob: missed ${index - 1}`];
      assert.deepEqual(ann.out.items, [...missed, `bob: live ${index}`]);
      await bob.say(`missed ${index}`, "dev");
    }
  },
});

/** Ann's client, with what it kept of earlier runs. */
function startAgain(settings: TemporarySettings, port: number, ...args: string[]): Program {
  const command = commandLine("client", `127.0.0.1:${port}`, "--nick", "ann", ...args);
  return Program.start(command, { env: settings.env });
}

Deno.test({
  name: "a client whose settings cannot be written goes on, and says once that nothing is kept",
  // There the home tells where, and Deno needs a good one.
  ignore: Deno.build.os === "darwin",
  async fn() {
    using settings = new TemporarySettings();
    const none = `${settings.path}/file`;
    await Deno.writeTextFile(none, "");
    await using server = startServer();
    const command = commandLine("client", `127.0.0.1:${server.port}`, "--nick", "ann");
    await using ann = Program.start(command, { env: { XDG_CONFIG_HOME: none, APPDATA: none } });
    ann.write("hi");
    await ann.closeInput();
    assert.deepEqual([await ann.status(), ann.out.items], [0, ["ann: hi"]]);
    assert.equal(ann.warnings.length, 1);
    assert.match(ann.warnings[0] ?? "", /^Who you are here .* is not kept: /);
  },
});

Deno.test({
  name: "a client whose output nobody reads any more ends quietly",
  ignore: onWindows,
  async fn() {
    await using server = startServer();
    await using bob = await RawClient.join(server.port, "bob");
    await using ann = Program.startClient(server.port, "ann");
    await bob.next("join");
    await bob.say("first");
    await ann.line(/first/);
    await ann.closeOutput();
    await bob.say("second");
    assert.equal((await bob.next("leave")).reason, "left");
    assert.equal(await ann.status(), 0);
    assert.deepEqual(ann.warnings, []);
  },
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test({
    name: `${signal} logs a client out, with exit status 130`,
    ignore: onWindows,
    async fn() {
      await using server = startServer();
      await using bob = await RawClient.join(server.port, "bob");
      await using ann = Program.startClient(server.port, "ann");
      // Else it may not know yet that it is in.
      ann.write("hi");
      await bob.next("message");
      ann.kill(signal);
      assert.equal((await bob.next("leave")).reason, "left");
      assert.equal(await ann.status(), 130);
      assert.deepEqual(ann.warnings, []);
    },
  });
}

Deno.test({
  name: "SIGINT ends a client that still waits for its welcome, with exit status 130",
  ignore: onWindows,
  async fn() {
    using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await using ann = Program.startClient(silent.addr.port, "ann");
    using _connection = await silent.accept();
    ann.kill("SIGINT");
    assert.equal(await ann.status(), 130);
  },
});

Deno.test({
  name: "a client whose output cannot be written says so, with exit status 1",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using server = startServer();
    await using bob = await RawClient.join(server.port, "bob");
    const client = commandLine("client", `127.0.0.1:${server.port}`, "--nick", "ann");
    await using ann = Program.start(["sh", "-c", 'exec "$@" > /dev/full', "sh", ...client]);
    await bob.next("join");
    await bob.say("hi");
    assert.equal(await ann.status(), 1);
    assert.match(
      ann.warnings.join("\n"),
      /^chatroom: Cannot write [^\n]*: No space left[^\n]*$/,
    );
    assert.equal((await bob.next("leave")).reason, "left");
  },
});

testInTerminal("a client whose output is no terminal leaves the terminal alone", async () => {
  await using directory = await TemporaryDirectory.make();
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using terminal = await Terminal.open(["true"]);
  await terminal.prompt("shell>");
  const client = commandLine("client", `127.0.0.1:${server.port}`, "--nick", "ann");
  const log = `${directory.path}/log`;
  await terminal.enter(`${client.map((each) => `'${each}'`).join(" ")} > ${log} &`);
  await bob.next("join");
  await bob.say("hi");
  await terminal.enter(`until grep hi ${log}; do sleep 0.1; done`);
  await terminal.row(/^bob: hi$/);
  await terminal.enter("jobs");
  await terminal.row(/^\[1\].*Running/);
});

Deno.test("a link-local address without its zone is told what is missing", async () => {
  await using ann = Program.start(commandLine("client", "fe80::1", "--nick", "ann"));
  assert.equal(await ann.status(), 1);
  assert.match(ann.warnings.join("\n"), /^chatroom: .*\[fe80::1\].*as in fe80::1%eth0$/);
});
