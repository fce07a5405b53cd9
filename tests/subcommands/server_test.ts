import assert from "node:assert/strict";

import { parseAddress } from "../../cli/address.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { joinFrom } from "../support/clients/proxied_client.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const onWindows = Deno.build.os === "windows";

Deno.test("the log as JSON has one record a line, each with its event and time", async () => {
  await using stack = new AsyncDisposableStack();
  const { program, port } = await Program.startServer();
  stack.use(program);
  const ann = stack.use(await RawClient.join(port, "ann"));
  await ann.say("two\nlines");
  ann.send({ type: "bye", text: "good night" });
  await program.record("leave", () => true);
  const { records } = program;
  const events = ["listening", "connected", "join", "message", "leave"];
  assert.deepEqual(records.map(({ event }) => event), events);
  for (const { time } of records) assert.equal(new Date(String(time)).toISOString(), time);
  const [listening, connected, join, message, leave] = records;
  const shown = `127.0.0.1:${port}#${listening?.fingerprint}`;
  assert.deepEqual([listening?.level, listening?.addresses], ["info", [shown]]);
  assert.ok(String(listening?.message).includes(` client ${shown}\n`));
  const stopper = onWindows ? /Ctrl\+C stops it\.$/ : /"kill \d+" stops it\.$/;
  assert.match(String(listening?.message), stopper);
  const { nick, address, encryption } = connected ?? {};
  assert.deepEqual([nick, address, encryption], ["ann", "127.0.0.1", "none"]);
  assert.equal(join?.nick, "ann");
  assert.deepEqual([message?.from, message?.text, message?.seq], ["ann", "two\nlines", 1]);
  assert.deepEqual([leave?.reason, leave?.text], ["left", "good night"]);
});

Deno.test("the log as text shows how to join, and then what happens in the rooms", async () => {
  await using program = startWithText();
  const port = await joinablePort(program);
  await using ann = await RawClient.join(port, "ann", { rooms: ["lobby", "dev"] });
  await program.line(/^\d\d:\d\d "ann" joined from 127\.0\.0\.1, not encrypted$/);
  await program.line(/ann joined/);
  await ann.say("hi \u001b[2J there");
  assert.match(await program.line(/hi/), /^\d\d:\d\d <ann> hi {2}there$/);
  await ann.say("over here", "dev");
  assert.match(await program.line(/over here/), /#dev <ann> over here$/);
  ann.send({ type: "bye" });
  await program.line(/ann left/);
});

Deno.test("--quiet shows no messages, joins and leaves", async () => {
  await using stack = new AsyncDisposableStack();
  const { program, port } = await Program.startServer("--quiet", "--max-clients", "1");
  stack.use(program);
  const ann = stack.use(await RawClient.join(port, "ann"));
  await ann.say("hi");
  const refused = stack.use(await RawClient.connect(port));
  refused.send({ type: "hello", version: 1, nick: "bob" });
  await refused.next("error");
  await program.record("refused", () => true);
  assert.deepEqual(program.records.map(({ event }) => event), ["listening", "refused"]);
});

Deno.test("--no-rate-limit takes the rate of an address off too, and --trusted-proxy tells addresses", async () => {
  await using stack = new AsyncDisposableStack();
  const proxied = ["--no-rate-limit", "--trusted-proxy", "127.0.0.1"];
  const { program, port } = await Program.startServer(...proxied);
  stack.use(program);
  const ann = stack.use(await joinFrom("192.0.2.1", port, "ann"));
  await program.record("connected", ({ address }) => address === "192.0.2.1");
  for (let count = 0; count < 1000; count++) ann.send({ type: "ping", id: `${count}` });
  await ann.next("pong", ({ id }) => id === "999");
  assert.deepEqual(ann.all("error"), []);
});

Deno.test("--motd, --name and --no-rate-limit come with the welcome", async () => {
  const motd = await Deno.makeTempFile();
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(motd));
  await Deno.writeTextFile(motd, "Be kind\u001b[2J\nto all\n");
  const { program, port } = await Program.startServer(
    ...["--motd", motd, "--name", "Game night", "--no-rate-limit"],
  );
  stack.use(program);
  const ann = stack.use(await RawClient.connect(port));
  const welcome = await ann.hello("ann");
  assert.deepEqual([welcome.motd, welcome.server], ["Be kind\nto all", "Game night"]);
  assert.equal(welcome.limits.rate, undefined);
});

Deno.test("a port that is in use is told in one line, with exit status 1", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  await using program = Program.start(
    commandLine("server", "--host", "127.0.0.1", "--port", `${port}`, "--memory"),
  );
  assert.equal(await program.status(), 1);
  assert.equal(program.error.items.length, 1, program.error.items.join("\n"));
  assert.match(program.error.items[0] ?? "", new RegExp(`^chatroom: Port ${port} is in use`));
  assert.deepEqual(program.out.items, []);
});

Deno.test("--listen opens all that it names, which are told together", async () => {
  await using stack = new AsyncDisposableStack();
  const { program, port } = await Program.startServer("--listen", "127.0.0.1:0,127.0.0.1:0");
  stack.use(program);
  const [listening] = program.records;
  const ports = listening?.ports;
  assert.ok(Array.isArray(ports) && ports[0] === port && ports.length === 3, String(ports));
  const { fingerprint } = listening ?? {};
  assert.deepEqual(
    listening?.addresses,
    ports.map((port) => `127.0.0.1:${port}#${fingerprint}`),
  );
  assert.match(String(listening?.message), new RegExp(`ports ${ports[0]}, ${ports[1]} and`));
  for (const port of ports) stack.use(await RawClient.join(port, `at${port}`));
});

Deno.test("the end of its input does not stop a server", async () => {
  await using stack = new AsyncDisposableStack();
  const { program, port } = await Program.startServer();
  stack.use(program);
  await program.closeInput();
  const ann = stack.use(await RawClient.join(port, "ann"));
  await ann.say("hi");
});

Deno.test("a server whose output nobody reads any more serves on", async () => {
  await using stack = new AsyncDisposableStack();
  const { program, port } = await Program.startServer("--no-rate-limit");
  stack.use(program);
  await program.closeOutput();
  const ann = stack.use(await RawClient.join(port, "ann"));
  for (let count = 0; count < 20; count++) await ann.say("hi");
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.test({
    name: `${signal} says bye to everybody and ends the server with exit status 0`,
    ignore: onWindows,
    async fn() {
      await using stack = new AsyncDisposableStack();
      const { program, port } = await Program.startServer();
      stack.use(program);
      const ann = stack.use(await RawClient.join(port, "ann"));
      const startedAt = performance.now();
      program.kill(signal);
      assert.equal((await ann.next("bye")).code, "stopping");
      assert.equal(await ann.ended(), "closed");
      assert.equal(await program.status(), 0);
      assert.ok(performance.now() - startedAt < 5000);
      assert.deepEqual(program.error.items, []);
      assert.equal(program.records.at(-1)?.event, "stopping");
    },
  });
}

Deno.test({
  name: "a second signal ends a server that is stopping, with exit status 130",
  ignore: onWindows,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const { program, port } = await Program.startServer();
    stack.use(program);
    // It never closes its side, for which the server waits a while.
    const deaf = stack.use(await RawClient.connect(port, { paused: true }));
    deaf.send({ type: "hello", version: 1, nick: "deaf" });
    await program.record("join", () => true);
    program.kill("SIGTERM");
    await program.record("stopping", () => true);
    program.kill("SIGTERM");
    assert.equal(await program.status(), 130);
  },
});

Deno.test({
  name: "a server that nohup has started goes on when its terminal is closed",
  ignore: onWindows,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const command = commandLine("server", "--host", "127.0.0.1", "--port", "0", "--memory");
    // What nohup does about a terminal as standard input, and about the signal.
    const line = 'trap "" HUP; exec "$@" 0>/dev/null';
    const program = stack.use(Program.start(["sh", "-c", line, "sh", ...command]));
    const port = await joinablePort(program);
    const ann = stack.use(await RawClient.join(port, "ann"));
    program.kill("SIGHUP");
    await ann.say("still here");
    program.kill("SIGTERM");
    assert.equal((await ann.next("bye")).code, "stopping");
  },
});

Deno.test("by default a server answers at every address that it lists, IPv6 too", async () => {
  await using program = Program.start(
    commandLine("server", "--port", "0", "--memory", "--log", "json"),
  );
  const addresses = await program.record("listening", ({ addresses }) => addresses);
  assert.ok(Array.isArray(addresses));
  const hasIpv6 = Deno.networkInterfaces().some(({ address }) => /^[23f][\da-d]/.test(address));
  assert.equal(addresses.some((address) => address.startsWith("[")), hasIpv6);
  for (const address of addresses) {
    const { host: hostname = "", port = 0 } = parseAddress(address) ?? {};
    using _connection = await Deno.connect({ hostname, port });
  }
});

Deno.test("with --host 0.0.0.0 a server lists IPv4 alone", async () => {
  const where = ["--host", "0.0.0.0", "--port", "0"];
  await using program = Program.start(
    commandLine("server", ...where, "--memory", "--log", "json"),
  );
  const addresses = await program.record("listening", ({ addresses }) => String(addresses));
  assert.match(addresses, /127\.0\.0\.1:/);
  assert.doesNotMatch(addresses, /\[/);
});

Deno.test("a server starts where interfaces cannot be listed", async () => {
  const command = commandLine("server", "--host", "0.0.0.0", "--port", "0", "--memory");
  await using program = Program.start(command.filter((each) => !each.startsWith("--allow-sys")));
  await using ann = await RawClient.join(await joinablePort(program), "ann");
  await ann.say("hi");
});

Deno.test("the log as text begins with the date, and its records have times", async () => {
  await using program = startWithText();
  await joinablePort(program);
  assert.match(program.out.items[0] ?? "", /^--- \d{4}-\d\d-\d\d ---$/);
  if (onWindows) return;
  program.kill("SIGTERM");
  await program.line(
    /^\d\d:\d\d The server is stopping; connections since its start: 0 encrypted, \d not encrypted$/,
  );
});

Deno.test({
  name: "what others may write to of the history is told at the start",
  ignore: onWindows,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const { path } = directory;
    const told = async () => {
      const { program } = await Program.startServer("--data", path);
      await using _program = program;
      program.kill("SIGTERM");
      await program.status();
      const records = program.records.filter(({ event }) => event === "writable_by_others");
      return records.map(({ message }) => String(message));
    };
    assert.deepEqual(await told(), []);
    const cases = [
      { file: path, modes: [0o770, 0o707, 0o1777], back: 0o700 },
      { file: `${path}/chatroom.sqlite`, modes: [0o660, 0o602], back: 0o600 },
    ];
    for (const { file, modes, back } of cases) {
      for (const mode of modes) {
        await Deno.chmod(file, mode);
        const [message = ""] = await told();
        assert.ok(message.startsWith(`Others may write to "${file}": `), message);
      }
      await Deno.chmod(file, back);
    }
    await Deno.chmod(path, 0o755);
    assert.deepEqual(await told(), []);
  },
});

function startWithText(): Program {
  return Program.start(commandLine("server", "--host", "127.0.0.1", "--port", "0", "--memory"));
}

async function joinablePort(program: Program): Promise<number> {
  const shown = /127\.0\.0\.1:(\d+)#[a-z2-7-]{24}$/;
  const [, port] = shown.exec(await program.line(shown)) ?? [];
  return Number(port);
}

Deno.test("a server keeps its history in a directory, and another one keeps out of it", async () => {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await TemporaryDirectory.make());
  const { program, port } = await Program.startServer("--data", path);
  stack.use(program);
  const ann = stack.use(await RawClient.join(port, "ann"));
  await ann.say("kept");
  const second = stack.use(
    Program.start(commandLine("server", "--host", "127.0.0.1", "--port", "0", "--data", path)),
  );
  assert.equal(await second.status(), 1);
  assert.match(second.error.items.join("\n"), /^chatroom: .*another chatroom server.*--data DIR/);
  assert.equal(second.error.items.length, 1);
  program.kill(onWindows ? "SIGKILL" : "SIGTERM");
  await program.status();
  const { program: again, port: anotherPort } = await Program.startServer("--data", path);
  stack.use(again);
  const bob = stack.use(await RawClient.join(anotherPort, "bob"));
  assert.deepEqual((await bob.next("history")).messages.map(({ text }) => text), ["kept"]);
});

Deno.test("--keep-messages forgets the older ones", async () => {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await TemporaryDirectory.make());
  const { program, port } = await Program.startServer("--data", path);
  stack.use(program);
  const ann = stack.use(await RawClient.join(port, "ann"));
  for (const text of ["1", "2", "3"]) await ann.say(text);
  program.kill(onWindows ? "SIGKILL" : "SIGTERM");
  await program.status();
  const kept = ["--data", path, "--keep-messages", "2", "--no-rate-limit"];
  const { program: again, port: anotherPort } = await Program.startServer(...kept);
  stack.use(again);
  const bob = stack.use(await RawClient.join(anotherPort, "bob"));
  let texts: string[];
  do {
    bob.send({ type: "history", room: "lobby", limit: 10, id: "h" });
    texts = (await bob.next("history", ({ id }) => id === "h")).messages.map(({ text }) => text);
  } while (texts.length > 2);
  assert.deepEqual(texts, ["2", "3"]);
});

Deno.test({
  name: "a server whose log cannot be written says so once, and serves on",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using stack = new AsyncDisposableStack();
    const { path } = stack.use(await TemporaryDirectory.make());
    const port = lastingPort();
    const server = commandLine("server", "--host", "127.0.0.1", "--port", `${port}`);
    const line = 'exec "$@" > /dev/full';
    const command = ["sh", "-c", line, "sh", ...server, "--data", path];
    const program = stack.use(Program.start(command));
    await program.warning(/^chatroom: Cannot write to standard output: No space left/);
    const ann = stack.use(await RawClient.join(port, "ann"));
    for (const text of ["1", "2", "3"]) await ann.say(text);
    program.kill("SIGTERM");
    assert.equal(await program.status(), 0);
    assert.equal(program.error.items.length, 1, program.error.items.join("\n"));
  },
});
