import assert from "node:assert/strict";
import { settingCommands, type SettingOutcome } from "../../../client/settings/setting_commands.ts";
import { defaultSettings, type Settings } from "../../../client/settings/settings.ts";

function run(line: string, settings: Settings = defaultSettings): SettingOutcome {
  const [name, ...args] = line.split(" ");
  const command = settingCommands.find((each) => each.name === name) ?? assert.fail(name);
  return command.run(args.join(" "), settings);
}

Deno.test("settingCommands change what they are named after", () => {
  const changes: readonly [line: string, change: Partial<Settings>][] = [
    ["theme dark", { theme: "dark" }],
    ["theme  LIGHT ", { theme: "light" }],
    ["timestamps seconds", { timestamps: "seconds" }],
    ["bell all", { bell: "all" }],
    ["members off", { members: false }],
    ["members on", { members: true }],
    ["ignore @bob", { ignored: ["bob"] }],
    ["focus bob, carl Bob", { focused: ["bob", "carl"] }],
  ];
  for (const [line, change] of changes) {
    assert.deepEqual(run(line).changes, change, line);
  }
});

Deno.test("settingCommands tell without an argument what is set, and what may be", () => {
  for (const { name, usage, summary } of settingCommands) {
    const { changes, text } = run(name);
    assert.equal(changes, undefined, name);
    assert.ok(usage.startsWith(`/${name} [`) && summary !== "", name);
    const choices = usage.match(/[a-z]+(?=[|\]])/g) ?? [];
    for (const choice of choices) assert.ok(text.includes(choice), `${name}: ${choice}`);
  }
  assert.match(run("bell").text, /^\/bell is mentions; .*off, mentions, all$/);
  assert.match(run("ignore").text, /^Ignored: nobody; .*-NICK/);
  assert.match(run("focus", { ...defaultSettings, focused: ["bob", "carl"] }).text, /: bob, carl;/);
});

Deno.test("settingCommands say of a wrong value which are right", () => {
  for (const line of ["theme pink", "timestamps 7", "bell off all", "members maybe"]) {
    const { changes, text } = run(line);
    assert.equal(changes, undefined, line);
    assert.match(text, /^Cannot set \/\w+ to ".+": \/\w+ may be \w+, \w+/, line);
  }
  for (
    const line of [
      "ignore bob carl",
      "ignore --bob",
      "ignore -",
      `focus ${"x".repeat(33)}`,
      "focus - bob",
    ]
  ) {
    const { changes, text } = run(line);
    assert.deepEqual([changes, text.startsWith("Usage: /")], [undefined, true], line);
  }
});

Deno.test("/ignore takes a nick in and out, in whatever case", () => {
  const ignoring: Settings = { ...defaultSettings, ignored: ["bob", "carl"] };
  assert.deepEqual(run("ignore -BOB", ignoring).changes?.ignored, ["carl"]);
  assert.equal(run("ignore Bob", ignoring).changes, undefined);
  assert.match(run("ignore -dora", ignoring).text, /dora is not ignored/);
  const ignored = Array.from({ length: 100 }, (_, index) => `nick${index}`);
  assert.match(run("ignore bob", { ...defaultSettings, ignored }).text, /100 nicks/);
});

Deno.test("/focus takes others in place of those before, and - shows all again", () => {
  const focusing: Settings = { ...defaultSettings, focused: ["bob"] };
  assert.deepEqual(run("focus carl", focusing).changes?.focused, ["carl"]);
  assert.deepEqual(run("focus -", focusing).changes?.focused, []);
  const nicks = Array.from({ length: 101 }, (_, index) => `nick${index}`).join(" ");
  assert.match(run(`focus ${nicks}`).text, /100 are the most/);
});
