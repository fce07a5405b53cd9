import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { connected, joined, said } from "../../client/room_messages.ts";
import { page } from "../../client/timeline_items.ts";
import { ShownScreen } from "./shown_screen.ts";

/** A lobby in which two things were said. */
async function lobby(columns: number, rows: number): Promise<ShownScreen> {
  const screen = new ShownScreen({ columns, rows });
  await screen.connect();
  await screen.take(joined({ topic: "Beer" }), said(2, { text: "hello" }));
  await screen.take(said(3, { text: "a somewhat longer text, which goes on" }));
  return screen;
}

function blank(count: number): string[] {
  return Array(count).fill("");
}

Deno.test("ScreenClient fits 20 columns and 5 rows", async () => {
  await using screen = await lobby(20, 5);
  await screen.is(
    "12:03 bob a somewhat",
    "  longer text, which",
    "  goes on",
    ' #lobby  "Beer"',
    "#lo…>",
  );
});

Deno.test("ScreenClient has one pane on 79 columns", async () => {
  await using screen = await lobby(79, 24);
  await screen.is(
    ...blank(15),
    "── 2026-11-01 ─────────────────────────────────────────────────────────────────",
    "12:01            -- You are ann on The Pub. /help shows the commands, F1 the",
    "                    keys, Ctrl+D leaves.",
    "12:01            -- you are in #lobby: Beer",
    "                    2 here: ann, bob",
    "12:02           bob hello",
    "12:03           bob a somewhat longer text, which goes on",
    ' #lobby  "Beer"',
    "#lobby>",
  );
});

Deno.test("ScreenClient has a list at one side and members at the other on 100 columns", async () => {
  await using screen = await lobby(100, 24);
  const row = (left: string, main = "", right = "") =>
    `${left.padEnd(13)}│${main.padEnd(75)}│${right}`;
  await screen.is(
    row("1 #lobby", "", "2 here"),
    row("", "", "ann"),
    row("", "", "bob"),
    ...Array(12).fill(row("")),
    row("", `── 2026-11-01 ${"─".repeat(61)}`),
    row("", "12:01           -- You are ann on The Pub. /help shows the commands, F1 the"),
    row("", "                   keys, Ctrl+D leaves."),
    row("", "12:01           -- you are in #lobby: Beer"),
    row("", "                   2 here: ann, bob"),
    row("", "12:02          bob hello"),
    row("", "12:03          bob a somewhat longer text, which goes on"),
    ' #lobby  "Beer"',
    "#lobby>",
  );
});

Deno.test("drawAnew() draws all for the size that the terminal has now", async () => {
  await using screen = await lobby(100, 24);
  await screen.shows("goes on");
  screen.resize(20, 5);
  await screen.is(
    "12:03 bob a somewhat",
    "  longer text, which",
    "  goes on",
    ' #lobby  "Beer"',
    "#lo…>",
  );
  screen.resize(40, 3);
  await screen.is("  goes on", ' #lobby  "Beer"', "#lobby>");
  screen.resize(1, 1);
  await screen.terminal.until((text) => text.length <= 1);
  screen.resize(79, 4);
  await screen.is(
    "12:02           bob hello",
    "12:03           bob a somewhat longer text, which goes on",
    ' #lobby  "Beer"',
    "#lobby>",
  );
});

Deno.test("drawAnew() keeps what is read, where it is read", async () => {
  await using screen = new ShownScreen({ columns: 79, rows: 8 });
  await screen.connect();
  await screen.take(...page(1, 50));
  await screen.shows("text 50");
  screen.press("pageup");
  await screen.shows("↓ 4");
  screen.resize(40, 6);
  const [first] = await screen.terminal.until((text) => text.endsWith("\n#lobby>"));
  assert.match(first ?? "", /text 41$/);
});

Deno.test("ScreenClient shows a page in place of the conversation with F1", async () => {
  await using screen = await lobby(60, 10);
  await screen.shows("goes on");
  screen.press("f1");
  await screen.is(
    "Keys (0%)",
    "",
    "Writing",
    "  Enter                    Say it; on an empty line, connect",
    "                           again at once, or see what was",
    "                           found",
    "  Alt/Shift+Enter, Ctrl+J  Begin a new line",
    "PgUp and PgDn scroll, Esc closes",
    " Keys",
    "#lobby>",
  );
  screen.press("pagedown");
  await screen.shows("  Shift+Tab                Go back in the list of");
  screen.press("escape");
  await screen.shows("goes on");
});

Deno.test("ScreenClient shows completions, and what is written on several lines", async () => {
  await using screen = await lobby(60, 12);
  screen.type("/m");
  screen.press("tab");
  const rows = await screen.shows("/members");
  assert.deepEqual(rows.slice(-6).map((row) => row.slice(0, 12)), [
    " /members [o",
    " /menu [NICK",
    " /mouse [on|",
    " /msg NICK [",
    ' #lobby  "Be',
    "#lobby> /me",
  ]);
});

Deno.test("ScreenClient puts the cursor where one writes", async () => {
  await using screen = await lobby(60, 9);
  screen.type("héllo 漢\nyou");
  screen.press("left");
  const rows = await screen.shows("you");
  assert.deepEqual(rows.slice(-2), ["#lobby> héllo 漢", "        you"]);
  assert.deepEqual(screen.terminal.cursor, { column: 10, row: 8 });
});

Deno.test("ScreenClient draws what comes at once in few drawings, the newest last", async () => {
  await using screen = await lobby(79, 24);
  await screen.shows("goes on");
  const before = screen.terminal.writes.length;
  await screen.take(...page(4, 1000));
  await screen.shows("text 1000");
  assert.ok(screen.terminal.writes.length - before < 50, `${screen.terminal.writes.length}`);
});

Deno.test("ScreenClient fills the pane with what was said before", async () => {
  await using screen = new ShownScreen({ columns: 40, rows: 16 });
  screen.client.said = [1, 2, 3, 4, 5, 6];
  await screen.connect();
  await screen.take(joined({ seq: 6 }));
  const rows = await screen.shows("text 6");
  assert.deepEqual(rows.slice(-4), [
    "12:01 -- you are in #lobby",
    "  2 here: ann, bob",
    " #lobby",
    "#lobby>",
  ]);
});

Deno.test("ScreenClient tries again with each connection to fill the pane", async () => {
  await using screen = new ShownScreen({ columns: 40, rows: 16 });
  await screen.connect();
  await screen.take(joined({ seq: 6 }));
  await screen.shows("2 here: ann, bob");
  // The first try has failed by then.
  for (let turn = 0; turn < 5; turn++) await setImmediate();
  screen.client.said = [1, 2, 3, 4, 5, 6];
  await screen.connectAs(connected({ again: true, resumed: true }));
  await screen.shows("text 6");
});

Deno.test("ScreenClient breaks no row anew for a count of what is unread", async () => {
  await using screen = new ShownScreen({ columns: 100, rows: 6 });
  await screen.connect();
  await screen.take(joined({ room: "development", seq: 0 }), joined());
  const border = (rows: readonly string[]) => rows[0]?.indexOf("│");
  const before = border(await screen.shows("2 #development"));
  await screen.take(said(1, { room: "lobby" }));
  assert.equal(border(await screen.shows("1 #lobby ")), before);
  await screen.take(said(9, { room: "lobby", text: "more" }));
  assert.equal(border(await screen.shows("(2)")), before);
});
