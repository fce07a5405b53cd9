import assert from "node:assert/strict";

import { startServer } from "../server.ts";
import { defaultSessionBounds } from "../server/sessions/session_bounds.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { joinAll, numbered } from "./support/clients/join_all.ts";
import { commandLine, Program } from "./support/program/program.ts";
import { RawClient } from "./support/clients/raw_client.ts";

const onWindows = Deno.build.os === "windows";

Deno.test("50 clients, three of them programs, see all that all say in one order", async () => {
  const each = 10;
  await using stack = new AsyncDisposableStack();
  const { program: server, port } = await Program.startServer("--no-rate-limit");
  stack.use(server);
  const programs = numbered("program", 3).map((nick) =>
    stack.use(Program.startClient(port, nick, "--line-by-line"))
  );
  for (const _program of programs) {
    await server.record("join", ({ nick }) => `${nick}`.startsWith("program") || undefined);
  }
  const { clients } = stack.use(await joinAll(port, numbered("raw", 47)));

  const texts = Array.from({ length: each }, (_, index) => `number ${index}`);
  for (const program of programs) program.write(...texts);
  for (const client of clients) {
    client.send(
      ...texts.map((text) => ({ type: "say", room: "lobby", text, kind: "text" }) as const),
    );
  }

  const [first] = clients;
  assert.ok(first);
  const all = each * (programs.length + clients.length);
  for (let count = 0; count < all; count++) {
    for (const client of clients) await client.next("message");
    for (const program of programs) await program.line(/: number/);
    await server.record("message", () => true);
  }
  const order = first.all("message").map(({ from, text }) => `${from}: ${text}`);
  for (const nick of [...numbered("program", 3), ...numbered("raw", 47)]) {
    const own = order.filter((line) => line.startsWith(`${nick}: `));
    assert.deepEqual(own, texts.map((text) => `${nick}: ${text}`));
  }
  const orders = clients.map((client) => client.all("message").map(({ seq }) => seq));
  for (const seqs of orders) assert.deepEqual(seqs, orders[0]);
  for (const program of programs) assert.deepEqual(program.out.items, order);
  const logged = server.records.filter(({ event }) => event === "message")
    .map(({ from, text }) => `${from}: ${text}`);
  assert.deepEqual(logged, order);

  for (const program of programs) {
    await program.closeInput();
    assert.equal(await program.status(), 0);
    assert.deepEqual(program.warnings, []);
  }
});

Deno.test("the client's library and the server's program understand each other", async () => {
  await using stack = new AsyncDisposableStack();
  const { program, port } = await Program.startServer();
  stack.use(program);
  const ann = stack.use(await JoinedClient.join(port, "ann"));
  assert.equal((await ann.client.say("hi")).text, "hi");
});

Deno.test("what cannot be understood is told in a line or two, with exit status 2", async () => {
  const mistakes: readonly [args: string[], error: RegExp][] = [
    [commandLine("server", "--port", "notaport"), /--port must be a whole number/],
    [commandLine("server", "--frobnicate"), /Unknown option "--frobnicate"/],
    [commandLine("client", "[::1"), /ADDRESS must be/],
    [commandLine("client", "--room", "not a room"), /Cannot use "not a room" as a room name/],
    [commandLine("server", "--motd", "no/such/file"), /--motd must be a text file/],
    [commandLine("server", "--data", "main.ts"), /--data must be a directory/],
    [commandLine("server", "--memory", "--owner", "ann"), /--owner names nobody: .*"ann"/],
  ];
  await Promise.all(mistakes.map(async ([command, error]) => {
    await using program = Program.start(command);
    assert.equal(await program.status(), 2);
    assert.match(program.warnings.join("\n"), error);
    assert.ok(program.warnings.length <= 2, program.warnings.join("\n"));
    assert.deepEqual(program.out.items, []);
  }));
});

Deno.test("without a subcommand the help is shown, with exit status 2; asked for, with 0", async () => {
  const [executable = "", ...args] = commandLine("server").slice(0, -1);
  await using without = Program.start([executable, ...args]);
  assert.equal(await without.status(), 2);
  assert.match(without.error.items.join("\n"), /Usage: chatroom/);
  await using asked = Program.start([executable, ...args, "--help"]);
  assert.equal(await asked.status(), 0);
  assert.match(asked.out.items.join("\n"), /Usage: chatroom/);
});

Deno.test({
  name: "a client process that is killed is gone from the room",
  ignore: onWindows,
  async fn() {
    await using server = startServer({
      sessionBounds: { ...defaultSessionBounds, returnWithinMs: 100 },
    });
    await using bob = await RawClient.join(server.port, "bob");
    await using ann = Program.startClient(server.port, "ann");
    await bob.next("join");
    ann.kill("SIGKILL");
    assert.equal((await bob.next("leave")).nick, "ann");
  },
});
