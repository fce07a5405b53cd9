import assert from "node:assert/strict";

import { commandLine } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { Terminal } from "../support/program/terminal.ts";
import { testInTerminal } from "../support/program/test_in_terminal.ts";

testInTerminal(
  "at a terminal the server has a console, where its operator talks and rules",
  async () => {
    await using terminal = await openServer();
    const port = await portOf(terminal);
    await using ann = await RawClient.join(port, "ann");
    await terminal.row(/ann joined/);
    await terminal.enter("hello everybody");
    const { from, text } = await ann.next("message");
    assert.deepEqual([from, text], ["server", "hello everybody"]);
    await ann.say("hi there");
    await terminal.row(/<ann> hi there/);
    ann.command("msg", "server help me");
    await terminal.row(/ann.*help me/);
    ann.command("describe", "server waves");
    await terminal.row(/\[ann → you\] \* ann waves$/);
    await terminal.enter("/describe ann waves back");
    await terminal.row(/\[you → ann\] \* server waves back$/);
    await terminal.enter("/who");
    await terminal.row(/lobby \(1\): ann/);
    await terminal.enter("/frobnicate");
    await terminal.row(/!! There is no command/);
    await terminal.enter("/keys");
    await terminal.row(/^F1 +Show the keys/);
    await terminal.row(/^Enter +Say it$/);
    await terminal.row(/^Ctrl\+D .* on an empty line, close the$/);
    await terminal.type("/q");
    await terminal.press("Tab");
    await terminal.row(/\/qr  *\/quit|\/quit  *\/qr/);
    await terminal.enter("r");
    await terminal.row(
      new RegExp(`no QR code: http://127\\.0\\.0\\.1:${port} is for this machine alone`),
    );
    await terminal.enter("/timestamps off");
    await terminal.row(/\/timestamps is a command of clients/);
    await terminal.enter("/kick ann too loud");
    assert.equal((await ann.next("bye")).code, "kicked");
    await terminal.row(/ann was kicked: too loud/);
  },
);

testInTerminal(
  "Ctrl+D and /quit close the console and not the server, which Ctrl+C stops",
  async () => {
    for (const leave of [["C-d"], ["/quit see you", "Enter"]]) {
      await using terminal = await openServer();
      const port = await portOf(terminal);
      await using ann = await RawClient.join(port, "ann");
      await terminal.press(...leave);
      await terminal.row(/The console is closed, and the server goes on: .*"kill \d+"/);
      await ann.say("still here");
      await terminal.row(/<ann> still here/);
      await terminal.press("C-c");
      assert.equal((await ann.next("bye")).code, "stopping");
      await terminal.prompt("shell>");
      await terminal.row(/^exit status 0$/);
    }
  },
);

testInTerminal("Ctrl+C at the console stops the server at once", async () => {
  await using terminal = await openServer();
  await using ann = await RawClient.join(await portOf(terminal), "ann");
  await terminal.press("C-c");
  assert.equal((await ann.next("bye")).code, "stopping");
  await terminal.prompt("shell>");
  await terminal.row(/^exit status 0$/);
});

testInTerminal("/stop asks while somebody is here, and stops the second time", async () => {
  await using terminal = await openServer();
  {
    await using ann = await RawClient.join(await portOf(terminal), "ann");
    await terminal.row(/ann joined/);
    await terminal.enter("/stop back at noon");
    await terminal.row(/1 person is here: \/stop once more within 30 seconds/);
    await ann.say("still here");
    await terminal.row(/<ann> still here/);
    await terminal.enter("/shutdown");
    assert.partialDeepStrictEqual(await ann.next("bye"), {
      type: "bye",
      code: "stopping",
      text: "back at noon",
    });
  }
  await terminal.prompt("shell>");
  await terminal.row(/^exit status 0$/);
});

testInTerminal("/stop asks nobody where nobody else is", async () => {
  await using terminal = await openServer();
  await portOf(terminal);
  await terminal.enter("/stop");
  await terminal.prompt("shell>");
  await terminal.row(/^exit status 0$/);
});

testInTerminal("a server in the background answers, and leaves the terminal alone", async () => {
  const server = commandLine("server", "--host", "127.0.0.1", "--port", "0", "--memory");
  const everything = [
    Deno.execPath(),
    "run",
    "--allow-all",
    ...server.slice(server.indexOf("main.ts")),
  ];
  // Only a program that may do everything can find out that it is there.
  for (const command of [[...server, "--no-console"], everything]) {
    await using terminal = await Terminal.open(["true"]);
    await terminal.prompt("shell>");
    await terminal.enter(`${command.map((each) => `'${each}'`).join(" ")} &`);
    await using ann = await RawClient.join(await portOf(terminal), "ann");
    await ann.say("hi");
    await terminal.row(/<ann> hi/);
    await terminal.enter("jobs");
    await terminal.row(/^\[1\].*Running/);
    await terminal.enter("kill %1");
    assert.equal((await ann.next("bye")).code, "stopping");
  }
});

async function openServer(): Promise<Terminal> {
  const terminal = await Terminal.open(
    commandLine("server", "--host", "127.0.0.1", "--port", "0", "--memory"),
  );
  await terminal.prompt("server>");
  return terminal;
}

async function portOf(terminal: Terminal): Promise<number> {
  const [, port] = /127\.0\.0\.1:(\d+)/.exec(await terminal.row(/127\.0\.0\.1:\d+/)) ?? [];
  return Number(port);
}
