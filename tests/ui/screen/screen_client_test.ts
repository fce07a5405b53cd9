import assert from "node:assert/strict";
import { connected, direct, joined, said } from "../../client/room_messages.ts";
import { ShownScreen } from "./shown_screen.ts";

Deno.test("ScreenClient shows that it connects, and then a greeting", async () => {
  await using screen = new ShownScreen({ columns: 79, rows: 10 });
  await screen.is(...Array(8).fill(""), " connecting…  #lobby", "#lobby>");
  await screen.connect({ motd: "Be kind" });
  await screen.is(
    "",
    "",
    "",
    "",
    "── 2026-11-01 ─────────────────────────────────────────────────────────────────",
    "12:01            -- You are ann on The Pub. /help shows the commands, F1 the",
    "                    keys, Ctrl+D leaves.",
    "12:01            -- Be kind",
    " #lobby",
    "#lobby>",
  );
  assert.deepEqual(screen.terminal.cursor, { column: 8, row: 9 });
});

Deno.test("ScreenClient shows what it is warned of before all else, as what went wrong", async () => {
  const warnings = ["Warning: its key is another one"];
  await using screen = new ShownScreen({ columns: 79, rows: 6, warnings });
  const row = "12:01            !! Warning: its key is another one";
  const day = `── 2026-11-01 ${"─".repeat(65)}`;
  await screen.is("", "", day, row, " connecting…  #lobby", "#lobby>");
  await screen.connect();
  await screen.is(
    day,
    row,
    "12:01            -- You are ann on The Pub. /help shows the commands, F1 the",
    "                    keys, Ctrl+D leaves.",
    " #lobby",
    "#lobby>",
  );
});

Deno.test("ScreenClient shows what is said, and a mention in another look", async () => {
  await using screen = new ShownScreen({ rows: 6 });
  await screen.connect();
  await screen.take(said(2, { text: "hello *you*" }), said(3, { text: "ann: coming?" }));
  await screen.take(said(4, { from: "carl", kind: "action", text: "waves" }));
  await screen.is(
    "                 commands, F1 the keys, Ctrl+D leaves.",
    "12:02        bob hello you",
    "12:03        bob ann: coming?",
    "12:04          * carl waves",
    " #lobby",
    "#lobby>",
  );
  const written = screen.terminal.writes.join("");
  assert.notEqual(lookOf("ann: coming?", written), lookOf("hello ", written));
});

/** The SGR right before a text. */
function lookOf(text: string, written: string): string {
  const before = written.slice(0, written.lastIndexOf(text));
  // deno-lint-ignore no-control-regex
  return /(?:\x1b\[[\d;]*m)*$/.exec(before)?.[0] ?? "";
}

Deno.test("ScreenClient shows who types, until they have said it", async () => {
  await using screen = new ShownScreen({ rows: 4 });
  await screen.connect();
  await screen.take(joined({ topic: "Beer" }), { type: "typing", room: "lobby", nick: "bob" });
  await screen.is(
    "12:01         -- you are in #lobby: Beer",
    "                 2 here: ann, bob",
    ' #lobby  "Beer"  bob is typing',
    "#lobby>",
  );
  await screen.take(said(2, { text: "there" }));
  await screen.is(
    "                 2 here: ann, bob",
    "12:02        bob there",
    ' #lobby  "Beer"',
    "#lobby>",
  );
});

Deno.test("ScreenClient counts down to the next attempt to connect, and tries at once on Enter", async () => {
  await using screen = new ShownScreen({ rows: 3 });
  await screen.connect();
  await screen.client.happen({ type: "disconnected", reason: "Reset", retryInMs: 4000 });
  await screen.is(
    "12:01         -- Not connected: Reset",
    " reconnecting in 4 s  Reset  #lobby",
    "#lobby>",
  );
  screen.monotonicMs += 1500;
  screen.screen.drawAnew();
  await screen.shows("reconnecting in 3 s");
  screen.client.isWaiting = true;
  screen.press("enter");
  await screen.shows("Trying to connect again now  connecting…");
  screen.press("left");
  await screen.shows(" connecting…  #lobby");
  screen.press("enter");
  await screen.shows("Trying to connect again now");
  await screen.connectAs(connected({ again: true, resumed: true }));
  const isOver = (text: string) => text.includes("again as ann") && !text.includes("Trying");
  await screen.terminal.until(isOver);
});

Deno.test("ScreenClient tells that it is connected again, and greets nobody twice", async () => {
  await using screen = new ShownScreen({ rows: 5 });
  await screen.connect();
  await screen.client.happen({ type: "disconnected", reason: "Reset", retryInMs: 4000 });
  await screen.connectAs(connected({ again: true, resumed: true }));
  await screen.is(
    "                 commands, F1 the keys, Ctrl+D leaves.",
    "12:01         -- Not connected: Reset",
    "12:01         -- Connected again as ann, after 1 sec",
    " #lobby",
    "#lobby>",
  );
});

Deno.test("ScreenClient shows what is unread elsewhere: in the list, the status line and the title", async () => {
  const shownAt = [[100, "2 #dev   (2!)"], [79, " #lobby  2:2!"], [20, " #lobby  2:2!"]] as const;
  for (const [columns, shown] of shownAt) {
    await using screen = new ShownScreen({ columns, rows: 6 });
    await screen.connect();
    await screen.take(joined({ room: "dev", seq: 0 }), joined());
    await screen.shows("#dev>");
    screen.press("alt+1");
    await screen.take(said(1, { room: "dev" }), said(2, { room: "dev", text: "ann?" }));
    const rows = await screen.terminal.until((text) => text.includes("2!"));
    assert.ok(rows.some((row) => row.includes(shown)), rows.join("\n"));
    assert.ok(screen.terminal.calls.includes("title (2!) #lobby – chatroom"));
    assert.ok(screen.terminal.calls.includes("alert bob in #dev: ann?"));
  }
});

Deno.test("ScreenClient shows what is said to oneself alone, and answers there", async () => {
  await using screen = new ShownScreen({ rows: 5 });
  screen.client.speech = "echoed";
  await screen.connect();
  await screen.take(direct(2, { text: "psst" }));
  await screen.shows(" #lobby  2:1!");
  screen.press("alt+a");
  await screen.shows("bob>");
  screen.type("yes?");
  screen.press("enter");
  await screen.shows("ann yes?");
  assert.deepEqual(screen.client.calls.filter((call) => call.startsWith("say")), ["say bob yes?"]);
  assert.deepEqual(screen.terminal.calls.filter((call) => !call.startsWith("title")), [
    "alert bob: psst",
  ]);
});

Deno.test("ScreenClient shows what one says at once, and why it was not said", async () => {
  await using screen = new ShownScreen({ rows: 4 });
  screen.client.speech = "waits";
  await screen.connect();
  screen.type("hi");
  screen.press("enter");
  await screen.shows("12:01        ann hi …");
  screen.client.refuse();
  await screen.is(
    "                 commands, F1 the keys, Ctrl+D leaves.",
    "12:01        ann hi ✗ There is no connection now",
    " #lobby",
    "#lobby>",
  );
});

Deno.test("ScreenClient opens a page with what a search found", async () => {
  await using screen = new ShownScreen({ rows: 7 });
  await screen.connect();
  const messages = [said(7, { text: "the milk" })];
  await screen.take({ type: "results", query: "milk", page: 1, messages, complete: true });
  await screen.is(
    '1 found for "milk"',
    "",
    "  2026-11-01 12:07 #lobby  bob: the milk",
    "",
    "Enter goes there, Esc closes",
    ' 1 found for "milk"',
    "#lobby>",
  );
});

Deno.test("ScreenClient tells once that the settings could not be read, before its greeting", async () => {
  await using screen = new ShownScreen({ columns: 79, rows: 12, settingsText: "[]" });
  await screen.connect();
  await screen.connectAs(connected({ again: true, resumed: true }));
  const rows = await screen.shows("Ctrl+D leaves");
  const told = rows.filter((row) => row.includes(" -- ")).map((row) => row.slice(20, 36));
  assert.deepEqual(told.slice(0, 2), ["it is no JSON ob", "You are ann on T"]);
  assert.equal(rows.filter((row) => row.includes("JSON")).length, 1);
});

Deno.test("ScreenClient tells others that one types, for where one is, and not of commands", async () => {
  await using screen = new ShownScreen();
  await screen.connect();
  screen.type("/msg bob");
  screen.press("enter");
  screen.type("hello");
  screen.press("alt+1");
  screen.type("x");
  assert.deepEqual(screen.client.calls, ["typing bob", "typing #lobby"]);
});

Deno.test("ScreenClient tells nobody that one types where that is not wanted", async () => {
  await using screen = new ShownScreen({ typing: false });
  await screen.connect();
  screen.type("hello");
  assert.deepEqual(screen.client.calls, []);
});

Deno.test("run() gives the server's goodbye", async () => {
  await using screen = new ShownScreen();
  await screen.connect();
  await screen.client.happen({ type: "closed", bye: { type: "bye", code: "stopping" } });
  screen.client.events.end();
  assert.deepEqual(await screen.ended(), { type: "bye", code: "stopping" });
});

Deno.test("run() ends when the person leaves", async () => {
  await using screen = new ShownScreen();
  await screen.connect();
  screen.press("ctrl+d");
  assert.equal(await screen.ended(), undefined);
  assert.deepEqual(screen.client.calls, ["close undefined"]);
});

Deno.test("ScreenClient rings for what is said where one is, while the terminal has not the focus", async () => {
  await using screen = new ShownScreen({ settings: { bell: "all" } });
  await screen.connect();
  await screen.take(said(2, { text: "one" }));
  await screen.shows("bob one");
  assert.ok(!screen.terminal.calls.some((call) => call.startsWith("alert")));
  screen.screen.input({ type: "focus", focused: false });
  await screen.take(said(3, { text: "two" }));
  await screen.shows("bob two");
  assert.ok(screen.terminal.calls.includes("alert bob in #lobby: two"));
});

Deno.test("ScreenClient rings, and tells that one types, after the clock was set back too", async () => {
  await using screen = new ShownScreen({ settings: { bell: "all" } });
  await screen.connect();
  screen.screen.input({ type: "focus", focused: false });
  for (const seq of [2, 3]) {
    await screen.take(said(seq, { text: `text ${seq}` }));
    await screen.shows(`text ${seq}`);
    screen.type("x");
    screen.nowMs -= 60_000;
    screen.monotonicMs += 5000;
  }
  const rung = screen.terminal.calls.filter((call) => call.startsWith("alert"));
  assert.deepEqual([rung.length, screen.client.calls], [2, ["typing #lobby", "typing #lobby"]]);
});
