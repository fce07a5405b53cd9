import assert from "node:assert/strict";

import { type Server, startServer } from "../../server.ts";
import { commandLine } from "../support/program.ts";
import { RawClient } from "../support/raw_client.ts";
import { Terminal } from "../support/terminal.ts";
import { testInTerminal } from "../support/test_in_terminal.ts";

interface Sitting extends AsyncDisposable {
  readonly server: Server;
  readonly bob: RawClient;
  /** Ann sits at it. */
  readonly terminal: Terminal;
}

testInTerminal("the line client says what is typed, and shows who is there", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.row(/You are ann on chatroom\. \/help lists/);
  await terminal.row(/2 here: bob, ann/);
  await terminal.enter("hello bob");
  assert.equal((await bob.next("message")).text, "hello bob");
  assert.match(await terminal.row(/<ann> hello bob/), /^\d\d:\d\d <ann> hello bob$/);
  await terminal.enter("/me waves");
  assert.equal((await bob.next("message")).kind, "action");
  await terminal.row(/\* ann waves/);
  await terminal.enter("//not a command");
  assert.equal((await bob.next("message")).text, "/not a command");
  await terminal.enter("/who");
  await terminal.row(/lobby \(2\): bob, ann/);
  await terminal.enter("/frobnicate");
  await terminal.row(/!! There is no command/);
});

testInTerminal("a message that comes leaves a line that is half typed whole", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.type("half a li");
  await terminal.prompt("#lobby> half a li");
  await bob.say("am I disturbing?");
  await terminal.row(/<bob> am I disturbing\?$/);
  await terminal.prompt("#lobby> half a li");
  await terminal.enter("ne");
  assert.equal((await bob.next("message", ({ from }) => from === "ann")).text, "half a line");
});

testInTerminal("Tab completes a nick, a command and a room", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.type("bo");
  await terminal.press("Tab");
  await terminal.prompt("#lobby> bob:");
  await terminal.enter("cake?");
  assert.equal((await bob.next("message")).text, "bob: cake?");
  await terminal.type("/whoi");
  await terminal.press("Tab");
  await terminal.prompt("#lobby> /whois");
  await terminal.type("b");
  await terminal.press("Tab");
  await terminal.prompt("#lobby> /whois bob");
  await terminal.press("Enter");
  await terminal.row(/== bob: in lobby; here for/);
  await terminal.type("/join #lo");
  await terminal.press("Tab");
  await terminal.prompt("#lobby> /join #lobby");
});

testInTerminal(
  "/join and /leave switch the room in the prompt, and what is typed goes there",
  async () => {
    await using sitting = await sitDown();
    const { terminal, bob } = sitting;
    await bob.joinRoom("dev");
    await terminal.enter("/join dev");
    await terminal.prompt("#dev>");
    await terminal.enter("hi dev");
    assert.equal((await bob.next("message")).room, "dev");
    await terminal.row(/#dev <ann> hi dev$/);
    await terminal.enter("/join lobby");
    await terminal.prompt("#lobby>");
    await terminal.enter("hi lobby");
    assert.equal((await bob.next("message")).room, "lobby");
    await terminal.enter("/leave");
    await terminal.prompt("#dev>");
    await terminal.row(/you left #lobby/);
  },
);

testInTerminal("what others say cannot move the cursor or look like somebody else's", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await bob.say("one\u001b[2J\u001b[H\r\u0007\n12:00 <ann> I never said that");
  await terminal.row(/<bob> one\[2J\[H$/);
  assert.match(await terminal.row(/I never said that/), /^ +12:00/, "further rows are indented");
  await terminal.row(/You are ann on chatroom/);
});

testInTerminal("Ctrl+D leaves, and the terminal is as it was", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.press("C-d");
  assert.equal((await bob.next("leave")).reason, "left");
  await terminal.prompt("shell>");
  await terminal.row(/^exit status 0$/);
  await terminal.enter("echo us''able");
  await terminal.row(/^usable$/);
});

testInTerminal("Ctrl+C leaves, with exit status 130, also while half a line is typed", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.type("half a li");
  await terminal.press("C-c");
  assert.equal((await bob.next("leave")).reason, "left");
  await terminal.prompt("shell>");
  await terminal.row(/^exit status 130$/);
});

testInTerminal("who is kicked is told why, and gets the terminal back", async () => {
  await using sitting = await sitDown();
  const { terminal, server } = sitting;
  server.operator.runCommand("kick", "ann too loud");
  await terminal.prompt("shell>");
  await terminal.row(/You were kicked: too loud/);
  await terminal.row(/^exit status 1$/);
});

testInTerminal("what is typed while there is no connection is said when there is one", async () => {
  await using sitting = await sitDown();
  const { terminal, server } = sitting;
  await server.stop();
  await terminal.row(/Not connected: .*; trying again in \d+ s/);
  await terminal.enter("meanwhile");
  await terminal.enter("/who");
  await terminal.row(/Cannot run \/who: there is no connection now/);
  await using again = startServer({ port: server.port });
  await terminal.row(/Connected again as ann/);
  await terminal.row(/<ann> meanwhile$/);
  await using bob = await RawClient.join(again.port, "bob");
  await terminal.enter("back");
  assert.equal((await bob.next("message")).text, "back");
});

testInTerminal(
  "lines are said in the first room asked for, also after a reconnection",
  async () => {
    await using sitting = await sitDown("--room", "lobby", "--room", "dev");
    const { terminal, server } = sitting;
    await terminal.row(/you are in #dev/);
    await terminal.prompt("#lobby>");
    await terminal.enter("/join games");
    await terminal.prompt("#games>");
    await terminal.enter("/join dev");
    await terminal.prompt("#dev>");
    await server.stop("back at once");
    await terminal.row(/-- The server has stopped: back at once; trying again in \d+ s/);
    await using again = startServer({ port: server.port });
    await using bob = await RawClient.join(again.port, "bob", { rooms: ["lobby", "dev", "games"] });
    await terminal.row(/Connected again as ann/);
    await terminal.enter("/who");
    await terminal.row(/dev \(2\): /);
    await terminal.enter("where am I");
    assert.equal((await bob.next("message")).room, "dev");
  },
);

async function sitDown(...more: readonly string[]): Promise<Sitting> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(startServer());
  const bob = stack.use(await RawClient.join(server.port, "bob"));
  const command = commandLine("client", `127.0.0.1:${server.port}`, "--nick", "ann", ...more);
  const terminal = stack.use(await Terminal.open(command));
  await bob.next("join");
  await terminal.prompt("#lobby>");
  const held = stack.move();
  return { server, bob, terminal, [Symbol.asyncDispose]: () => held.disposeAsync() };
}
