import assert from "node:assert/strict";
import { startServer } from "../../server.ts";
import { commandLine } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporarySettings } from "../support/files/temporary_settings.ts";
import { Terminal } from "../support/program/terminal.ts";
import { testInTerminal } from "../support/program/test_in_terminal.ts";

testInTerminal("on a terminal that cannot move its cursor, commands are commands", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  using settings = new TemporarySettings();
  const client = commandLine("client", `127.0.0.1:${server.port}`, "--nick", "ann");
  await using terminal = await openDumb(settings, client);
  await terminal.row(/You are ann on chatroom\. \/help lists/);
  await terminal.row(/2 here: ann, bob/);
  await terminal.enter("/msg bob for you alone");
  assert.equal((await bob.next("direct")).text, "for you alone");
  // What is printed would come into the middle of what is typed.
  await terminal.row(/\[you → bob\] for you alone$/);
  await terminal.enter("said aloud");
  assert.equal((await bob.next("message")).text, "said aloud");
  await terminal.row(/<ann> said aloud$/);
  await terminal.press("C-d");
  await terminal.row(/^exit status 0$/);
  const { rows } = await terminal.screen();
  assert.ok(rows.includes("said aloud"), "the terminal shows what is typed, without a prompt");
});

testInTerminal("on a terminal that cannot move its cursor, Ctrl+C leaves", async () => {
  await using server = startServer();
  using settings = new TemporarySettings();
  const client = commandLine("client", `127.0.0.1:${server.port}`, "--plain");
  await using terminal = await openDumb(settings, client);
  await terminal.row(/you are in #lobby/);
  await terminal.press("C-c");
  await terminal.row(/exit status 130$/);
});

async function openDumb(settings: TemporarySettings, client: string[]): Promise<Terminal> {
  const variables = Object.entries({ ...settings.env, TERM: "dumb" });
  const env = variables.map(([name, value]) => `${name}=${value}`);
  return await Terminal.open(["env", ...env, ...client]);
}
