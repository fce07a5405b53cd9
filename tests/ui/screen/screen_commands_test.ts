import assert from "node:assert/strict";
import { commands, summarize } from "../../../commands/mod.ts";
import { screenCommands } from "../../../ui/screen/screen_commands.ts";
import { settingCommands } from "../../../ui/screen/setting_commands.ts";
import { defaultTerminalSettings } from "../../../ui/terminal_settings.ts";
import { direct, joined } from "../../client/room_messages.ts";
import { page } from "../../client/timeline_items.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";

const summaries = summarize(commands);
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

function connected(): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  screen.client.state.commands = summaries;
  return screen;
}

Deno.test("CommandTable.all() lists the server's and this client's, each once", () => {
  const all = names(screenCommands.all(summaries));
  assert.deepEqual(all, [...new Set(all)]);
  for (const name of [...names(summaries), ...names(screenCommands.own)]) {
    assert.ok(all.includes(name));
  }
  assert.deepEqual(all.slice(0, summaries.length), names(summaries));
});

Deno.test("CommandTable.all() explains what this client knows better as this client does", () => {
  const who = { name: "who", aliases: [], usage: "/who", summary: "List" };
  const theirs = { name: "leave", aliases: [], usage: "/leave", summary: "Theirs" };
  const [first, second, ...others] = screenCommands.all([who, theirs]);
  assert.deepEqual([first, second?.usage], [who, "/leave [ROOM | NICK]"]);
  assert.deepEqual(names(others), names(screenCommands.own).filter((name) => name !== "leave"));
  assert.deepEqual(names(screenCommands.all([])), names(screenCommands.own));
});

Deno.test("CommandTable.all() takes no word from a command of the server", () => {
  for (const { name, aliases } of summaries) {
    const now = screenCommands.all(summaries).find((command) => command.name === name);
    for (const alias of aliases) assert.ok(now?.aliases.includes(alias), `/${alias}`);
  }
  const words = screenCommands.all(summaries).flatMap(({ name, aliases }) => [name, ...aliases]);
  assert.deepEqual(words.filter((word, index) => words.indexOf(word) !== index), []);
});

Deno.test("/help opens a page with all commands, and what else may be written", () => {
  const screen = connected();
  screen.enter("/help");
  const rows = screen.page(200) ?? [];
  assert.equal(rows[0], "Help");
  for (const { usage } of screenCommands.all(summaries)) {
    assert.ok(rows.some((row) => row.startsWith(`  ${usage}`)), usage);
  }
  assert.ok(rows.some((row) => row.startsWith("  //text ")), rows.join("\n"));
});

Deno.test("/help explains a command, by name or alias, with or without the slash", () => {
  const screen = connected();
  const explained =
    "/leave [ROOM | NICK]  Leave this room, or another; with one person, close the " +
    "conversation\nAlso: /part, /close";
  for (const line of ["/help leave", "/HELP /Leave", "/? part", "/commands close"]) {
    screen.enter(line);
    assert.equal(screen.told, explained, line);
  }
  screen.enter("/help me");
  assert.equal(screen.told, "/me DOES  Say what you do: /me waves");
  screen.enter("/help who");
  assert.match(`${screen.told}`, /^\/who /);
  screen.enter("/help frob");
  assert.equal(screen.told, 'There is no command "/frob": /help lists all');
  assert.deepEqual([screen.state.page, screen.client.calls], [undefined, []]);
});

Deno.test("/keys opens the page that F1 does", () => {
  const screen = connected();
  screen.enter("/keys");
  const rows = screen.page();
  screen.press("escape", "f1");
  assert.match(rows?.[0] ?? "", /^Keys/);
  assert.deepEqual(screen.page(), rows);
});

Deno.test("/join goes to a room that one is in, and asks the server for others", () => {
  const screen = connected();
  screen.take(joined({ room: "dev" }));
  assert.equal(screen.current.key, "#dev");
  screen.enter("/join #Lobby");
  assert.equal(screen.current.key, "#lobby");
  screen.enter("/j dev");
  assert.equal(screen.current.key, "#dev");
  assert.deepEqual(screen.client.calls, []);
  screen.enter("/join ops");
  screen.enter("/join lobby ops");
  assert.deepEqual(screen.client.calls, ["run join ops", "run join lobby ops"]);
});

Deno.test("/leave closes the conversation with one person, and leaves rooms by the server", () => {
  const screen = connected();
  screen.enter("/msg bob");
  screen.enter("/leave #dev");
  assert.equal(screen.current.key, "@bob");
  screen.enter("/close");
  assert.equal(screen.current.key, "#lobby");
  assert.equal(screen.conversations.find("@bob"), undefined);
  for (const line of ["/part", "/close", "/Close dev"]) screen.enter(line);
  assert.deepEqual(screen.client.calls, [
    "run leave #dev",
    "run leave",
    "run leave",
    "run leave dev",
  ]);
});

Deno.test("/msg goes to a person, or says something without going there", () => {
  const screen = connected();
  screen.client.speech = "waits";
  screen.enter("/msg @bob  hi there");
  assert.equal(screen.current.key, "#lobby");
  assert.match(screen.seen.at(-1) ?? "", /\[you → bob\] hi there …/);
  assert.equal(screen.conversations.find("@bob"), undefined);
  screen.enter("/w Bob");
  assert.equal(screen.current.key, "@bob");
  assert.deepEqual(screen.client.calls, ["say bob hi there"]);
  screen.enter("/query");
  assert.equal(screen.told, "Usage: /msg NICK [TEXT]");
});

Deno.test("/me says what one does, and leaves nothing to the screen without it", () => {
  const screen = connected();
  screen.client.speech = "waits";
  screen.take(...page(1, 50));
  screen.press("pageup");
  screen.enter("/me waves");
  assert.deepEqual(screen.client.pending.map((each) => each.type === "say" && each.kind), [
    "action",
  ]);
  assert.match(screen.seen.at(-1) ?? "", /\* ann waves …$/);
  screen.enter("/me ");
  assert.deepEqual(screen.client.calls, ["say #lobby waves", "run me"]);
});

Deno.test("/me says it to the person whose conversation it is", () => {
  const screen = connected();
  screen.client.speech = "waits";
  screen.enter("/msg bob");
  screen.enter("/me waves");
  const [pending] = screen.client.pending;
  assert.ok(pending !== undefined && "to" in pending);
  assert.deepEqual([pending.to, pending.text, pending.kind], ["bob", "waves", "action"]);
  assert.match(screen.seen.at(-1) ?? "", /\* ann waves …$/);
  assert.deepEqual([screen.current.key, screen.client.calls], ["@bob", ["say bob waves"]]);
  screen.take(direct(1, { from: "ann", to: "bob", text: "waves", kind: "action" }));
  screen.take(direct(2, { text: "nods", kind: "action" }));
  assert.ok(screen.seen.some((row) => row.endsWith("* bob nods")), screen.seen.join("\n"));
});

Deno.test("/history scrolls back", () => {
  const screen = connected();
  screen.take(...page(1, 50));
  screen.enter("/history");
  assert.equal(screen.seen.at(-1), "bob text 45");
});

Deno.test("/quit logs out, with last words or without", () => {
  for (const [line, call] of [["/quit", "close undefined"], ["/Q  so long ", "close so long"]]) {
    const screen = connected();
    screen.enter(`${line}`);
    assert.deepEqual(screen.client.calls, [call]);
  }
});

Deno.test("setting commands hold at once, are told of, and are kept", () => {
  const screen = connected();
  screen.enter("/theme dark");
  assert.equal(screen.told, "/theme is dark now");
  screen.enter("/bell");
  assert.match(`${screen.told}`, /^\/bell is mentions; /);
  screen.enter("/ignore carl");
  assert.deepEqual(screen.state.settings, {
    ...defaultTerminalSettings,
    theme: "dark",
    ignored: ["carl"],
  });
  assert.deepEqual(screen.settings.load().settings, screen.state.settings);
  for (const { name } of settingCommands) assert.ok(names(screenCommands.own).includes(name));
});

Deno.test("setting commands tell if what was set cannot be kept", () => {
  const screen = connected();
  screen.settings.problem = "The disk is full";
  screen.enter("/theme dark");
  assert.deepEqual(screen.contents.slice(-2), [
    "This is not kept: The disk is full",
    "/theme is dark now",
  ]);
  assert.equal(screen.state.settings.theme, "dark");
});

Deno.test("/history off forgets what was typed, and keeps no more of it", () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  for (const line of ["hello", "/msg bob hush", " spaced", "two"]) screen.enter(line);
  assert.deepEqual(screen.inputHistory.entries, ["hello", "two"]);
  screen.enter("/msg bob");
  screen.enter("for bob alone");
  assert.deepEqual(screen.inputHistory.entries, ["hello", "two"]);
  screen.enter("/history off");
  screen.enter("/join lobby");
  screen.enter("three");
  assert.deepEqual(screen.inputHistory.entries, []);
  screen.enter("/history on");
  screen.enter("four");
  assert.deepEqual(screen.inputHistory.entries, ["/history on", "four"]);
});

Deno.test("/leave with a nick closes the conversation with that person, wherever one is", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.isConnected = true;
  for (
    const [typed, calls] of [["carol", []], ["@Carol", []], ["dev", ["run leave dev"]], ["zed", [
      "run leave zed",
    ]]] as const
  ) {
    screen.client.calls.length = 0;
    screen.conversations.openDirect("carol");
    screen.enter(`/leave ${typed}`);
    assert.deepEqual(screen.client.calls, calls, typed);
    assert.equal(screen.conversations.find("@carol") === undefined, calls.length === 0, typed);
    assert.equal(screen.current.key, "#lobby");
  }
});

Deno.test("/timestamps says where times have no room in full", () => {
  const screen = new ScreenAtHand();
  const note = /; this screen is too narrow to show that in full$/;
  for (const [args, isCut] of [["seconds", true], ["short", false], ["off", false]] as const) {
    screen.enter(`/timestamps ${args}`);
    assert.equal(note.test(`${screen.told}`), isCut, args);
  }
  screen.state.look = { ...screen.state.look, columns: 100 };
  screen.enter("/timestamps date 12h");
  assert.equal(screen.told, "/timestamps is date 12h now");
});
