import assert from "node:assert/strict";
import { limits } from "../../protocol.ts";
import { commands, commandsFor, summarize } from "../../commands/mod.ts";
import { assertRefused } from "../chat/assert_refused.ts";
import { createSetting } from "./setting.ts";

const operatorsOnly = [
  "alert",
  "audit",
  "deop",
  "motd",
  "op",
  "rehash",
  "release",
  "reset",
  "stats",
  "stop",
];

Deno.test("commands each tell how they are used, and what for, in one line", () => {
  for (const { name, usage, summary } of commands) {
    assert.match(name, /^[a-z]+$/);
    assert.match(usage, new RegExp(`^/${name}( |$)`), name);
    assert.match(summary, /^[A-Z].*[^.\s]$/, name);
  }
});

Deno.test("commands share no name and no alias", () => {
  const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
  for (const name of names) assert.match(name, /^([a-z]+|\?)$/);
});

Deno.test("commandsFor() gives the console all, and others all but the operators' own", () => {
  assert.deepEqual(commandsFor("console"), commands);
  const kept = commandsFor("visitor").map(({ name }) => name);
  const all = commands.map(({ name }) => name);
  assert.deepEqual(kept, all.filter((name) => !operatorsOnly.includes(name)));
});

Deno.test("runCommand() refuses operators' commands to others, by any name", () => {
  const { run, ann } = createSetting();
  for (const line of ["/audit bob", "/motd", "/motd hi", "/stop", "/shutdown now", "/AUDIT bob"]) {
    assertRefused("not_allowed", () => run(ann, line), line);
  }
});

Deno.test("runCommand() takes no more behind a command that says nothing than any needs", () => {
  const { run, ann, operator } = createSetting();
  const long = "x".repeat(limits.argsBytes + 1);
  for (const { name } of commands.filter(({ says }) => says !== true)) {
    assertRefused("text_too_long", () => run(operator, `/${name} ${long}`), name);
    assertRefused(
      "text_too_long",
      () => run(operator, `/${name} ${"\u{1f600}".repeat(2100)}`),
      name,
    );
  }
  for (const line of [`/say ${long}`, `/me ${long}`, `/msg bob ${long}`, `/w bob ${long}`]) {
    run(ann, line);
  }
});

Deno.test("runCommand() finds commands by alias and in any case", () => {
  const { run, ann } = createSetting();
  for (const { name, aliases = [] } of commandsFor("visitor")) {
    if (
      aliases.length === 0 || ["join", "msg", "reply", "quit", "leave", "search"].includes(name)
    ) continue;
    const expected = run(ann, `/${name}`);
    for (const alias of [...aliases, name.toUpperCase()]) {
      assert.deepEqual(run(ann, `/${alias}`), expected, alias);
    }
  }
  assert.equal(run(ann, "/J dev")[0]?.type, "join");
  assert.equal(run(ann, "/part")[0]?.type, "leave");
  assert.equal(run(ann, "/w bob hi")[0]?.type, "direct");
  assert.equal(run(ann, "/tell bob hi")[0]?.type, "direct");
  assert.equal(run(ann, "/exit")[0]?.type, "depart");
});

/** Which command is named in place of one that is not there. */
function suggested(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return /did you mean "\/(\S+)"\?/.exec(String(error))?.[1];
  }
  return undefined;
}

Deno.test("runCommand() names the nearest command where there is none of that name", () => {
  const { run, ann, operator } = createSetting();
  const typos = [["/jion dev", "join"], ["/hlep", "help"], ["/tpic", "topic"], ["/leav", "leave"]];
  for (const [line = "", name] of typos) {
    assertRefused("unknown_command", () => run(ann, line), line);
    assert.equal(suggested(() => run(ann, line)), name);
  }
  assert.equal(suggested(() => run(operator, "/kik bob")), "kick");
  const other = ["/x", "/", "/adit bob", "/é", "/ignoree bob"];
  for (const line of other) assert.equal(suggested(() => run(ann, line)), undefined, line);
  for (const line of ["/sea", "/serach x", "/descirbe bob x"]) {
    assert.ok(suggested(() => run(ann, line)), line);
  }
});

Deno.test("runCommand() does not name operators' commands to others", () => {
  const { run, ann } = createSetting();
  for (const line of ["/adit bob", "/stp", "/modt", "/shutdwn"]) {
    const name = suggested(() => run(ann, line));
    assert.ok(name === undefined || !["audit", "stop", "motd", "shutdown"].includes(name), line);
  }
});

Deno.test("runCommand() answers names that nobody would type, in few words", () => {
  const { run, ann } = createSetting();
  const names = ["", "/", "constructor", "__proto__", "\x1b[2J", "x".repeat(60_000)];
  for (const name of names) {
    assertRefused("unknown_command", () => run(ann, `/${name}`), name.slice(0, 20));
  }
});

Deno.test("summarize() gives what a person is told of each, and no more", () => {
  const summaries = summarize(commandsFor("visitor"));
  assert.equal(summaries.length, commands.length - operatorsOnly.length);
  const join = summaries.find(({ name }) => name === "join");
  assert.deepEqual(join, {
    name: "join",
    aliases: ["j"],
    usage: "/join ROOM[,ROOM...] [PASSWORD]",
    summary: "Join one or more rooms; a room that is not there begins",
    details: ["The password is that of a locked room, and all that follows its name, spaces too."],
  });
  assert.deepEqual(summaries.find(({ name }) => name === "nick")?.aliases, []);
});
