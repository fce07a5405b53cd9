import assert from "node:assert/strict";
import { ClientState } from "../../../client/state.ts";
import { settingCommands } from "../../../ui/screen/setting_commands.ts";
import { defaultTerminalSettings } from "../../../ui/terminal_settings.ts";

function run(line: string) {
  const [name = "", args = ""] = line.split(/ (.*)/);
  const command = settingCommands.find((each) => each.name === name) ?? assert.fail(name);
  return command.run(args, defaultTerminalSettings, new ClientState());
}

Deno.test("settingCommands of the full screen change what they are named after", () => {
  assert.deepEqual(run("theme  LIGHT ").changes, { theme: "light" });
  assert.deepEqual(run("mouse off").changes, { mouse: false });
  assert.deepEqual(run("members on").changes, { members: true });
  assert.deepEqual(run("bell all").changes, { bell: "all" });
});

Deno.test("settingCommands of the full screen tell what is set, and what may be", () => {
  assert.equal(
    run("theme").text,
    "/theme is terminal; /theme may be terminal, dark, light, contrast, mono",
  );
  assert.equal(run("mouse").text, "/mouse is on; /mouse may be on, off");
  assert.equal(
    run("members maybe").text,
    'Cannot set /members to "maybe": /members may be on, off',
  );
});
