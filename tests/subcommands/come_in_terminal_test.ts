import assert from "node:assert/strict";
import { join } from "node:path";
import type { HelloMessage } from "../../protocol.ts";
import { joined, welcome } from "../client/room_messages.ts";
import { FakeServer } from "../support/servers/fake_server.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import { TemporarySettings } from "../support/files/temporary_settings.ts";
import { Terminal } from "../support/program/terminal.ts";
import { testInTerminal } from "../support/program/test_in_terminal.ts";

const refusal = (code: string, message: string) => [{ type: "error", code, message }];

/** The nick is ann's, whose password is "sésame". */
function greet({ nick, password }: HelloMessage): readonly object[] {
  if (nick !== "ann" || password === "s\u00e9same") {
    return [welcome({ nick, limits: { textBytes: 1000 } }), joined()];
  }
  return password === undefined
    ? refusal("nick_reserved", "ann is somebody else's nick")
    : refusal("password_wrong", "That is not the password");
}

function clientIn(settings: TemporarySettings, port: number, ...args: string[]): string[] {
  const env = Object.entries(settings.env).map(([name, value]) => `${name}=${value}`);
  return ["env", ...env, ...commandLine("client", `127.0.0.1:${port}`, "--nick", "ann", ...args)];
}

for (
  const [face, args, env] of [
    ["full screen", [], []],
    ["line by line", ["--plain"], []],
    ["a terminal without codes", [], ["TERM=dumb"]],
  ] as const
) {
  testInTerminal(
    `a password is asked for without being shown, and then ${face} begins`,
    async () => {
      using settings = new TemporarySettings();
      await using server = new FakeServer({ greet });
      const [program = "", ...rest] = clientIn(settings, server.port, ...args);
      await using terminal = await Terminal.open([program, ...env, ...rest]);
      await terminal.row(/^Password of ann \(Enter alone: another nick\):$/);
      await terminal.enter("wrong");
      await terminal.row(/That is not the password/);
      await terminal.type("se\u0301samé");
      await terminal.press("BSpace");
      await terminal.enter("e");
      await terminal.row(/You are ann on /);
      await terminal.enter("hello there");
      assert.equal((await server.heard("say")).text, "hello there");
      const { rows } = await terminal.screen();
      assert.ok(!/wrong|same/.test(rows.join("\n")), rows.join("\n"));
    },
  );
}

testInTerminal(
  "Ctrl+C where a password is asked for leaves, and gives the terminal back",
  async () => {
    using settings = new TemporarySettings();
    await using server = new FakeServer({ greet });
    await using terminal = await Terminal.open(clientIn(settings, server.port));
    await terminal.row(/^Password of ann/);
    await terminal.press("C-c");
    await terminal.row(/^exit status 130$/);
    await terminal.enter("echo seen");
    await terminal.row(/^seen$/);
  },
);

Deno.test("a pipe is told how to give the password, with a status of its own", async () => {
  await using server = new FakeServer({ greet });
  await using ann = Program.startClient(server.port, "ann");
  assert.equal(await ann.status(), 3);
  assert.match(ann.error.items.join("\n"), /ann is somebody else's nick.*--nick-password-file/);
});

Deno.test("a pipe gives passwords from files, the code of a link, and that of an invitation", async () => {
  await using directory = await TemporaryDirectory.make();
  const [ofNick, ofServer] = ["nick", "server"].map((name) => join(directory.path, name));
  if (ofNick === undefined || ofServer === undefined) return assert.fail();
  await Deno.writeTextFile(ofNick, "s\u00e9same\n");
  await Deno.writeTextFile(ofServer, "open\n");
  await using server = new FakeServer({ greet });
  const files = ["--nick-password-file", ofNick, "--server-password-file", ofServer];
  const url = `chatroom://127.0.0.1:${server.port}/?invite=abc`;
  const command = commandLine("client", url, "--nick", "ann", "--link", "WXYZ", ...files);
  await using ann = Program.start(command);
  const first = await server.heard("hello");
  assert.deepEqual([first.link, first.invite, first.serverPassword, first.password], [
    ...["WXYZ", "abc", "open", undefined],
  ]);
  assert.equal((await server.heard("hello")).password, "s\u00e9same");
  await ann.closeInput();
  assert.equal(await ann.status(), 0, ann.error.items.join("\n"));
});
