import assert from "node:assert/strict";
import { join } from "node:path";
import { ownCommand } from "../../subcommands/own_command.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import { Terminal } from "../support/program/terminal.ts";
import { testInTerminal } from "../support/program/test_in_terminal.ts";

interface Ran {
  readonly status: number;
  readonly out: readonly string[];
  readonly error: readonly string[];
}

/** A server in a directory of its own, and what runs `chatroom admin` for it. */
class Administered implements AsyncDisposable {
  private constructor(
    readonly directory: TemporaryDirectory,
    readonly server: Program,
    readonly port: number,
  ) {}

  static async start(): Promise<Administered> {
    const directory = await TemporaryDirectory.make();
    const { program, port } = await Program.startServer("--data", directory.path);
    return new Administered(directory, program, port);
  }

  run(...args: string[]): Promise<Ran> {
    return runAdmin(["--data", this.directory.path, ...args]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.directory[Symbol.asyncDispose]();
  }
}

async function runAdmin(args: readonly string[], ...lines: readonly string[]): Promise<Ran> {
  await using program = Program.start(commandLine("admin", ...args));
  program.write(...lines);
  await program.closeInput();
  const status = await program.status();
  return { status, out: program.out.items, error: program.error.items };
}

Deno.test("chatroom admin COMMAND runs it, prints the answer, and exits", async () => {
  await using administered = await Administered.start();
  const { port } = administered;
  await using ann = await RawClient.join(port, "ann");
  const who = { status: 0, out: ["#lobby (1): ann"], error: [] };
  assert.deepEqual(await administered.run("who"), who);
  assert.deepEqual(await administered.run("/who", "lobby"), who);
  assert.deepEqual(await administered.run("say", "hello", "there"), {
    status: 0,
    out: [],
    error: [],
  });
  assert.equal((await ann.next("message")).text, "hello there");
  const kicked = await administered.run("kick", "ann", "too loud");
  assert.deepEqual(kicked, { status: 0, out: ['"ann" was kicked'], error: [] });
  assert.equal((await ann.next("bye")).code, "kicked");
});

Deno.test("chatroom admin runs a server with --memory too, and one alone of those with that directory", async () => {
  await using directory = await TemporaryDirectory.make();
  const data = ["--data", directory.path];
  await using first = (await Program.startServer("--memory", ...data)).program;
  const { program: second, port } = await Program.startServer("--memory", ...data);
  await using _second = second;
  const failed = second.records.find(({ event }) => event === "admin_socket_failed");
  assert.match(
    String(failed?.message),
    /^"chatroom admin" cannot be used: another server that runs listens in /,
  );
  await using _ann = await RawClient.join(port, "ann");
  assert.deepEqual((await runAdmin([...data, "stop"])).status, 0);
  assert.equal(await first.status(), 0);
  const { status, error } = await runAdmin([...data, "who"]);
  assert.equal(status, 1);
  assert.match(error.join(), /^chatroom: No server runs on /);
});

Deno.test("chatroom server --show-address prints how to join the server that runs there", async () => {
  await using administered = await Administered.start();
  const { directory, port, server } = administered;
  const [listening] = server.records;
  const address = `127.0.0.1:${port}#${listening?.fingerprint}`;
  const show = async (...args: string[]) => {
    const data = ["--data", directory.path];
    await using program = Program.start(commandLine("server", "--show-address", ...data, ...args));
    const status = await program.status();
    return { status, out: program.out.items, error: program.error.items.join("\n") };
  };
  const web = `http://127.0.0.1:${port}`;
  const { status, out: [first, line = "", ...more], error } = await show();
  assert.equal(first, web);
  assert.deepEqual([status, more, error], [0, [], ""]);
  assert.ok(line.endsWith(` client ${address}`), line);
  assert.ok(String(listening?.message).includes(line));
  const { out: [json = ""] } = await show("--log", "json");
  const { certificateSha256, ...fields } = JSON.parse(json);
  assert.deepEqual(fields, {
    ...{ addresses: [address], webAddresses: [web], fingerprint: listening?.fingerprint },
  });
  assert.match(certificateSha256, /^[0-9a-f]{64}$/);
  const told = await administered.run("address");
  const head = `Or join with ${ownCommand("client")} and one of these addresses`;
  assert.deepEqual([told.status, told.error, told.out.slice(1, 4)], [0, [], [web, head, address]]);
  assert.equal(told.out.at(-1), certificateSha256);
  await administered.run("stop");
  await server.status();
  const gone = await show();
  assert.deepEqual([gone.status, gone.out], [1, []]);
  assert.match(gone.error, /^chatroom: No server runs on ".*": /);
});

Deno.test("what chatroom admin is refused is on standard error, with status 1", async () => {
  await using administered = await Administered.start();
  const problem = 'There is nobody here called "zed"';
  assert.deepEqual(await administered.run("kick", "zed"), {
    status: 1,
    out: [],
    error: [`chatroom: ${problem}`],
  });
  const { status, out, error: [line = ""] } = await administered.run("kick", "zed", "--json");
  assert.deepEqual([status, out], [1, []]);
  assert.deepEqual(JSON.parse(line), {
    ...{ type: "error", code: "no_such_nick", message: problem, room: "lobby" },
  });
});

Deno.test("chatroom admin --json gives answers as messages, without the words for people", async () => {
  await using administered = await Administered.start();
  await administered.run("ban", "10.0.0.9", "1h", "spam");
  for (const args of [["--json", "audit"], ["audit", "--json"]]) {
    const { status, out } = await administered.run(...args);
    assert.deepEqual([status, out.length], [0, 1]);
    const { type, complete, entries: [entry] } = JSON.parse(out[0] ?? "");
    assert.deepEqual([type, complete, entry.action, entry.whom], [
      "audit",
      true,
      "ban",
      "10.0.0.9",
    ]);
  }
  const { out: [words = ""] } = await administered.run("bans", "--json");
  assert.equal(JSON.parse(words).type, "notice");
});

Deno.test("chatroom admin in a pipe runs a command a line, and tells by its status if one was refused", async () => {
  await using administered = await Administered.start();
  const data = ["--data", administered.directory.path];
  const { status, out, error } = await runAdmin(data, "who", "", "/kick zed", "  /rooms ");
  assert.deepEqual([status, out], [1, ["#lobby (0)", "#lobby (0)"]]);
  assert.deepEqual(error, ['chatroom: There is nobody here called "zed"']);
  const stopped = await runAdmin(data, "who", "stop");
  assert.deepEqual(stopped, { status: 0, out: ["#lobby (0)"], error: [] });
  assert.equal(await administered.server.status(), 0);
});

Deno.test("a line of a pipe that is too long for chatroom admin is told, and the others are run", async () => {
  await using administered = await Administered.start();
  const data = ["--data", administered.directory.path];
  const { status, out, error } = await runAdmin(data, `say ${"x".repeat(40_000)}`, "who");
  assert.deepEqual([status, out], [1, ["#lobby (0)"]]);
  assert.deepEqual(error, ["Not run: A line of the input has more than 32768 bytes"]);
});

Deno.test("chatroom admin stop stops the server, which has let go of its directory by then", async () => {
  await using administered = await Administered.start();
  await using ann = await RawClient.join(administered.port, "ann");
  assert.deepEqual(await administered.run("stop", "for good"), { status: 0, out: [], error: [] });
  assert.equal((await ann.next("bye")).text, "for good");
  const { path } = administered.directory;
  const { program } = await Program.startServer("--data", path);
  await using _again = program;
  assert.equal((await administered.run("who")).status, 0);
});

Deno.test("a second server on the directory leaves the admin socket of the first alone", async () => {
  await using administered = await Administered.start();
  const more = ["--port", "0", "--data", administered.directory.path];
  await using second = Program.start(commandLine("server", "--host", "127.0.0.1", ...more));
  assert.equal(await second.status(), 1);
  assert.equal((await administered.run("who")).status, 0);
});

Deno.test("chatroom admin after a server that was killed says that none runs; the next one is reached", async () => {
  await using administered = await Administered.start();
  administered.server.kill("SIGKILL");
  await administered.server.status();
  const { path } = administered.directory;
  const { status, error: [problem = ""] } = await administered.run("who");
  assert.equal(status, 1);
  assert.match(problem, /^chatroom: No server runs on ".*--data DIR names another directory/);
  const { program } = await Program.startServer("--data", path);
  await using _again = program;
  assert.equal((await administered.run("who")).status, 0);
});

Deno.test("chatroom admin says that there is no such directory", async () => {
  await using directory = await TemporaryDirectory.make();
  const { status, out, error: [problem = ""] } = await runAdmin(
    ["--data", join(directory.path, "gone"), "who"],
  );
  assert.deepEqual([status, out], [1, []]);
  assert.match(problem, /There is no directory ".*gone": give the server's with --data DIR$/);
});

Deno.test("the server tells how to run it from another terminal, unless that is not possible", async () => {
  await using administered = await Administered.start();
  const [listening] = administered.server.records;
  const { path } = administered.directory;
  const shown = String(listening?.message).split("\n").find((line) => line.includes("admin"));
  assert.ok(shown?.endsWith(` admin --data ${path}`), shown);
  const { program } = await Program.startServer("--memory", "--data", path);
  await using _another = program;
  const alone = program.records.find(({ event }) => event === "listening");
  assert.doesNotMatch(String(alone?.message), /admin/);
});

testInTerminal("chatroom admin without a command is the server's console", async () => {
  await using administered = await Administered.start();
  const data = ["--data", administered.directory.path];
  await using terminal = await Terminal.open(commandLine("admin", ...data));
  await terminal.prompt("server>");
  await using ann = await RawClient.join(administered.port, "annabel");
  await terminal.row(/"annabel" joined from 127/);
  await terminal.row(/annabel joined/);
  await terminal.enter("hello everybody");
  assert.equal((await ann.next("message")).text, "hello everybody");
  await ann.say("hi there");
  await terminal.row(/<annabel> hi there/);
  await terminal.type("/whois anna");
  await terminal.press("Tab", "Enter");
  await terminal.row(/annabel.*127\.0\.0\.1|127\.0\.0\.1/);
  await terminal.enter("/frobnicate");
  await terminal.row(/!! There is no command/);
  await terminal.enter("/stop");
  await terminal.row(/1 person is here: \/stop once more within 30 seconds/);
  await terminal.enter("/quit");
  await terminal.row(/^exit status 0$/);
  await ann.say("still here");
});

testInTerminal("Ctrl+C leaves the admin's console; where the server stops, it ends", async () => {
  await using administered = await Administered.start();
  const data = ["--data", administered.directory.path];
  {
    await using terminal = await Terminal.open(commandLine("admin", ...data));
    await terminal.prompt("server>");
    await terminal.press("C-c");
    await terminal.row(/^exit status 130$/);
  }
  await using terminal = await Terminal.open(commandLine("admin", ...data));
  await terminal.prompt("server>");
  await terminal.enter("/stop");
  await terminal.row(/^exit status 0$/);
  await terminal.row(/server.*stop/i);
  assert.equal(await administered.server.status(), 0);
});
