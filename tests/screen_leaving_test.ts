import assert from "node:assert/strict";
import { startServer } from "../server.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";

testInTerminal("whichever way the client ends, the terminal is as it was before", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(server.port, "ann");
  const modes = "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{pane_title}";
  assert.equal(await ann.tmux.tell(modes), "1 1 1 #lobby – chatroom");

  await ann.enter("/quit so long");
  assert.equal((await bob.next("leave")).text, "so long");
  await ann.isLeft(0);

  await ann.start();
  await ann.type("ab");
  await ann.input("#lobby> ab");
  await ann.press("Home", "C-d", "C-d", "C-d");
  assert.equal((await bob.next("leave")).reason, "left");
  await ann.isLeft(0);

  await ann.start();
  await ann.type("thrown away");
  await ann.input("#lobby> thrown away");
  await ann.press("C-c");
  await ann.input("#lobby>");
  await ann.press("C-c");
  await ann.status(/Ctrl\+C again leaves/);
  await ann.press("C-c");
  await ann.isLeft(0);

  await ann.start();
  Deno.kill(await ann.processId(), "SIGTERM");
  assert.equal((await bob.next("leave")).reason, "left");
  await ann.isLeft(130);

  await ann.start();
  server.operator.runCommand("kick", "ann too loud");
  const rows = await ann.isLeft(1);
  assert.ok(rows.includes("You were kicked: too loud"), rows.join("\n"));
});

testInTerminal("Ctrl+Z gives the terminal to the shell, and fg takes it again", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(server.port, "ann");
  const isQuestion = (row: string) => row === "Press Ctrl+Z again to suspend, Enter to go back";
  await ann.type("half");
  await ann.input("#lobby> half");
  await ann.press("C-z");
  await ann.until("the question", (rows) => rows.some(isQuestion));
  await ann.press("Enter");
  await ann.input("#lobby> half");
  await ann.press("C-z");
  // The first one is seen again before the terminal is given back.
  await ann.until("a second question", (rows) => rows.filter(isQuestion).length === 2);
  await ann.press("C-z");
  await ann.isSuspended();
  await bob.say("are you there?");
  await ann.enter('fg; echo "exit status $?"');
  await ann.row(/ bob are you there\? *│/);
  await ann.input("#lobby> half");
  await ann.enter(" a line");
  await bob.next("message", ({ text }) => text === "half a line");
  await ann.press("C-d");
  await ann.isLeft(0);
});
