import assert from "node:assert/strict";

import { type Server, startServer } from "../../server.ts";
import type { ServerMessage } from "../../protocol.ts";
import { joined, said, welcome } from "../client/room_messages.ts";
import { FakeServer } from "../support/servers/fake_server.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";
import { commandLine } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { Terminal } from "../support/program/terminal.ts";
import { TemporarySettings } from "../support/files/temporary_settings.ts";
import { testInTerminal } from "../support/program/test_in_terminal.ts";

interface Sitting extends AsyncDisposable {
  readonly server: Server;
  readonly bob: RawClient;
  /** Ann sits at it. */
  readonly terminal: Terminal;
}

testInTerminal("the plain client says what is typed, and shows who is there", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.row(/You are ann on chatroom\. \/help lists/);
  await terminal.row(/2 here: ann, bob/);
  await terminal.enter("hello bob");
  assert.equal((await bob.next("message")).text, "hello bob");
  assert.match(await terminal.row(/<ann> hello bob/), /^\d\d:\d\d <ann> hello bob$/);
  await terminal.enter("/me waves");
  assert.equal((await bob.next("message")).kind, "action");
  await terminal.row(/\* ann waves/);
  await terminal.enter("/describe bob winks");
  assert.equal((await bob.next("direct")).kind, "action");
  await terminal.row(/\[you → bob\] \* ann winks$/);
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

testInTerminal("what is pasted is one message, however many lines it has", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.tmux.paste("see:\n\tone\n\ttwo\n");
  await terminal.prompt("#lobby> see:⏎ one⏎ two");
  await terminal.press("Enter");
  assert.equal((await bob.next("message")).text, "see:\n\tone\n\ttwo");
});

testInTerminal("Ctrl+Z gives the terminal to the shell, and what is typed waits", async () => {
  await using sitting = await sitDown();
  const { terminal, bob } = sitting;
  await terminal.type("half a li");
  await terminal.prompt("#lobby> half a li");
  await terminal.press("C-z");
  // Run by a shell that runs more than this, it can be stopped by the terminal only.
  await terminal.row(/^Press Ctrl\+Z again to suspend, Enter to go back$/);
  await bob.say("still there?");
  await terminal.row(/<bob> still there\?$/);
  await terminal.press("Enter");
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
  await terminal.row(/== bob: in #lobby; here for/);
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
  await terminal.row(/<bob> one$/);
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
  await terminal.row(/The server has stopped; trying again/);
  await terminal.enter("meanwhile");
  // Lines that come together would be a paste.
  await terminal.row(/Will be said when there is a connection: meanwhile$/);
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

testInTerminal(
  "what is missed is shown under a line that says so, and /history goes back",
  async () => {
    const earlier = { type: "history", room: "lobby", complete: true } as const;
    const greetings: ServerMessage[][] = [
      [welcome(), joined({ seq: 20 }), { ...earlier, messages: [said(20)] }],
      [welcome(), joined({ seq: 30 }), { ...earlier, messages: [said(29), said(30)] }],
    ];
    await using server = new FakeServer({ greet: () => greetings.shift() ?? [] });
    await using terminal = await openClient(server.port);
    await terminal.row(/^-- earlier in #lobby$/);
    await terminal.row(/<bob> text 20$/);
    server.hangUp();
    await terminal.row(/^-- 2 messages since you were last here$/);
    await terminal.row(/<bob> text 30$/);
    await terminal.row(/^-- now$/);
    await terminal.type("/hist");
    await terminal.press("Tab");
    await terminal.prompt("#lobby> /history");
    await terminal.enter("2");
    const { before, limit, id } = await server.heard("history");
    assert.deepEqual([before, limit], [20, 2]);
    server.say({ ...earlier, id, messages: [said(11), said(12)] });
    await terminal.row(/<bob> text 11$/);
    await terminal.enter("/history");
    const next = await server.heard("history");
    assert.deepEqual([next.before, next.limit], [11, 50]);
    server.say({ ...earlier, id: next.id, messages: [] });
    await terminal.row(/^-- nothing earlier in #lobby$/);
  },
);

testInTerminal(
  "what is not acknowledged stands in the prompt, and /me is not lost either",
  async () => {
    const greetings: ServerMessage[][] = [[welcome(), joined()], [welcome(), joined()]];
    await using server = new FakeServer({ greet: () => greetings.shift() ?? [] });
    await using terminal = await openClient(server.port);
    await terminal.prompt("#lobby>");
    await terminal.enter("/me waves");
    const { kind, text } = await server.heard("say");
    assert.deepEqual([kind, text], ["action", "waves"]);
    await terminal.prompt("#lobby (1 not sent yet)>");
    server.hangUp();
    await terminal.row(/-- Not connected: /);
    await terminal.enter("there?");
    const { id } = await server.heard("say");
    server.say(said(1, { from: "ann", text, kind, id }));
    const second = await server.heard("say");
    await terminal.prompt("#lobby (1 not sent yet)>");
    server.say(said(2, { from: "ann", text: "there?", id: second.id }));
    await terminal.prompt("#lobby>");
    await terminal.row(/\* ann waves$/);
  },
);

/** Ann's client, with settings of its own. */
async function openClient(port: number, ...more: readonly string[]): Promise<Terminal> {
  const settings = new TemporarySettings();
  const env = Object.entries(settings.env).map(([name, value]) => `${name}=${value}`);
  const client = commandLine("client", `127.0.0.1:${port}`, "--plain", "--nick", "ann", ...more);
  const terminal = await Terminal.open(["env", ...env, ...client]);
  const close = terminal[Symbol.asyncDispose].bind(terminal);
  terminal[Symbol.asyncDispose] = async () => {
    await close();
    settings[Symbol.dispose]();
  };
  return terminal;
}

async function sitDown(...more: readonly string[]): Promise<Sitting> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(startServer({ port: lastingPort() }));
  const bob = stack.use(await RawClient.join(server.port, "bob"));
  const terminal = stack.use(await openClient(server.port, ...more));
  await bob.next("join");
  // Before, there is nobody to complete to.
  await terminal.row(/you are in #lobby/);
  await terminal.prompt("#lobby>");
  const held = stack.move();
  return { server, bob, terminal, [Symbol.asyncDispose]: () => held.disposeAsync() };
}
