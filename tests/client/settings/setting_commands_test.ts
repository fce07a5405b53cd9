import assert from "node:assert/strict";
import {
  bellCommand,
  type SettingOutcome,
  sharedCommands,
} from "../../../client/settings/setting_commands.ts";
import { defaultSettings, type Settings } from "../../../client/settings/settings.ts";

const settingCommands = [bellCommand, ...sharedCommands];

/** Who is called what, as far as is known. */
const nobody = new Map<string, string>();

function run(
  line: string,
  settings: Settings = defaultSettings,
  persons: ReadonlyMap<string, string> = nobody,
): SettingOutcome {
  const [name, ...args] = line.split(" ");
  const command = settingCommands.find((each) => each.name === name) ?? assert.fail(name);
  const people = { personOf: (nick: string) => persons.get(nick) };
  return command.run(args.join(" "), settings, { nick: "ann", person: "p0", people });
}

Deno.test("settingCommands change what they are named after", () => {
  const changes: readonly [line: string, change: Partial<Settings>][] = [
    ["bell  OFF ", { bell: "off" }],
    ["timestamps seconds", { timestamps: "seconds" }],
    ["timestamps 12H", { hours: "12h" }],
    ["timestamps date 24h", { timestamps: "date", hours: "24h" }],
    ["bell all", { bell: "all" }],
    ["ignore @bob", { ignored: ["bob"] }],
    ["focus bob, carl Bob", { focused: ["bob", "carl"] }],
  ];
  for (const [line, change] of changes) {
    assert.deepEqual(run(line).changes, change, line);
  }
});

Deno.test("settingCommands tell without an argument what is set, and what may be", () => {
  for (const { name, usage, summary } of settingCommands) {
    if (name === "unignore") continue;
    const { changes, text } = run(name);
    assert.equal(changes, undefined, name);
    assert.ok(usage.startsWith(`/${name} [`) && summary !== "", name);
    const choices = usage.match(/[a-z]+(?=[|\]])/g) ?? [];
    for (const choice of choices) assert.ok(text.includes(choice), `${name}: ${choice}`);
  }
  assert.match(run("bell").text, /^\/bell is mentions; .*off, mentions, all$/);
  assert.match(run("ignore").text, /^Nobody is ignored; .*-NICK/);
  assert.match(run("focus", { ...defaultSettings, focused: ["bob", "carl"] }).text, /: bob, carl;/);
});

Deno.test("settingCommands say of a wrong value which are right", () => {
  for (const line of ["bell pink", "timestamps 7", "bell off all"]) {
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

const bob = { nick: "bob", person: "p1" };

Deno.test("/ignore takes the person in, where it is known, and knows it by another nick", () => {
  const ignoring = { ...defaultSettings, ignored: [bob] };
  assert.deepEqual(run("ignore bob", defaultSettings, new Map([["bob", "p1"]])).changes, {
    ignored: [bob],
  });
  const renamed = new Map([["rob", "p1"], ["bob", "p2"]]);
  assert.match(run("ignore rob", ignoring, renamed).text, /ignored already/);
  assert.deepEqual(run("ignore bob", ignoring, renamed).changes?.ignored, [
    ...[bob, { nick: "bob", person: "p2" }],
  ]);
  assert.match(run("ignore", ignoring).text, /^Ignored: bob;/);
});

Deno.test("/ignore takes the person in place of the nick that an earlier version kept", () => {
  const ignoring = { ...defaultSettings, ignored: ["Bob", "carl"] };
  const persons = new Map([["bob", "p1"]]);
  assert.deepEqual(run("ignore bob", ignoring, persons).changes?.ignored, ["carl", bob]);
});

Deno.test("/unignore, and /ignore -NICK, show a person again by the nick of then or of now", () => {
  const ignoring = { ...defaultSettings, ignored: [bob, "carl"] };
  const renamed = new Map([["rob", "p1"], ["bob", "p2"]]);
  for (const line of ["unignore rob", "unignore BOB", "ignore -rob", "ignore -bob"]) {
    assert.deepEqual(run(line, ignoring, renamed).changes?.ignored, ["carl"], line);
  }
  assert.deepEqual(run("unignore @carl", ignoring).changes?.ignored, [bob]);
  assert.match(run("unignore dora", ignoring, renamed).text, /dora is not ignored/);
  for (const line of ["unignore", "unignore a b"]) assert.match(run(line).text, /^Usage/);
});

Deno.test("/ignore refuses oneself, and says of a nick that nobody has that it waits for one", () => {
  const persons = new Map([["bob", "p1"], ["annie", "p0"]]);
  for (const own of ["ann", "@ANN", "annie"]) {
    const { changes, text } = run(`ignore ${own}`, defaultSettings, persons);
    assert.deepEqual([changes, text], [undefined, "You cannot ignore yourself"], own);
  }
  assert.match(run("ignore bob", defaultSettings, persons).text, /^Nothing is shown of bob; /);
  const unknown = run("ignore zed", defaultSettings, persons);
  assert.deepEqual(unknown.changes?.ignored, ["zed"]);
  assert.match(unknown.text, /^Nobody is called zed here; ignored should they come/);
  assert.match(run("focus bob zed", defaultSettings, persons).text, /Nobody is called zed here$/);
});
