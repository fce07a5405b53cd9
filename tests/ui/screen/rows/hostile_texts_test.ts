// deno-lint-ignore-file no-control-regex -- escape sequences are what this is about

import assert from "node:assert/strict";
import fc from "fast-check";
import { joined, said } from "../../../client/room_messages.ts";
import { ShownScreen } from "../shown_screen.ts";
import { textWidth } from "../../../../ui/cells.ts";

/** What would turn against a terminal that it reached: each is followed by `!`. */
const attacks = [
  "\x1b[2J!", // clears the screen
  "\x1b[8m!", // hides what follows
  "\x1b[1;1H!", // moves elsewhere
  "\x1b]0;owned\x07!", // the title
  "\x1b]52;c;b3duZWQ=\x07!", // the clipboard
  "\x1b]8;;https://evil.example\x1b\\!", // a hyperlink
  "\x1b[6n\x1bc\x1bP+q544e\x1b\\!", // answers, a reset, a string
  "\x9b2J\x9d0;owned\x9c!", // the same in eight bits
  "\r\n\b\x7f\0\x0e!",
  "\u202eevil\u2066!", // turns the direction
  "\ud800!", // half of a character
];
const hostile = attacks.join("");
const allowed =
  /\x1b\[[\d;]*m|\x1b\[\d+H|\x1b\[\d*[KJG]|\x1b\[\?(?:2026|25)[hl]|\x1b\]8;(?:id=\w+;https?:[!-~]*|;)\x1b\\/g;

/** What was written but for what we send ourselves. */
function left({ terminal }: ShownScreen): string {
  return terminal.writes.join("").replace(allowed, "");
}

function assertHarmless(screen: ShownScreen): void {
  const written = screen.terminal.writes.join("");
  assert.doesNotMatch(left(screen), /\p{Cc}|\p{Cs}|\p{Bidi_Control}/u);
  assert.doesNotMatch(written, /\x1b\[8m/);
  assert.deepEqual(screen.terminal.unexpected, []);
}

Deno.test("ScreenClient lets no escape sequence of the server's or another's through", async () => {
  for (const [columns, rows] of [[100, 40], [60, 40], [20, 40]] as const) {
    await using screen = new ShownScreen({ columns, rows });
    await screen.connect({ server: hostile, motd: hostile, nick: "ann" });
    await screen.take(joined({ topic: hostile, members: [{ nick: hostile, away: hostile }] }));
    await screen.take({ type: "typing", room: "lobby", nick: hostile });
    await screen.take({ type: "notice", text: hostile }, {
      type: "error",
      code: "internal",
      message: hostile,
    });
    await screen.take({ type: "topic", room: "lobby", ts: 2, by: hostile, topic: hostile });
    await screen.take({ type: "rename", room: "lobby", ts: 2, from: "bob", to: hostile });
    const kicked = { reason: "kicked", text: hostile } as const;
    await screen.take({ type: "leave", room: "lobby", ts: 2, nick: hostile, ...kicked });
    const roles = [{ nick: hostile, role: hostile }];
    const by = { room: "lobby", ts: 2, by: hostile, nick: hostile, text: hostile, roles } as const;
    await screen.take({ type: "moderation", ...by, action: hostile, untilTs: 9e15 });
    await screen.take(said(2, { from: hostile, text: hostile }));
    screen.press("alt+m", "enter");
    await screen.shows("Copy the text");
    screen.press("escape", "escape");
    await screen.take(said(3, { from: hostile, text: hostile, kind: "action" }));
    await screen.take(said(4, { from: "carl", text: `\`${hostile}\` *${hostile}* ann last` }));
    await screen.shows("last");
    assertHarmless(screen);
  }
});

Deno.test("ScreenClient lets none through where a room or a person has it as a name", async () => {
  await using screen = new ShownScreen({ columns: 100, rows: 20 });
  await screen.connect();
  await screen.take(joined({ room: hostile, members: [{ nick: hostile }] }));
  await screen.take(said(1, { room: hostile, from: hostile, text: "here" }));
  await screen.shows("here");
  screen.press("alt+1");
  await screen.take({
    ...{ type: "direct", seq: 1, ts: 1, from: hostile, to: "ann", text: hostile, kind: "text" },
  });
  await screen.shows("\n3 ");
  screen.press("alt+3", "tab");
  screen.type("done");
  await screen.shows("…done");
  assertHarmless(screen);
});

Deno.test("ScreenClient lets none through in why a connection was lost, a page, or a command", async () => {
  await using screen = new ShownScreen({ columns: 100, rows: 20 });
  const command = { name: "evil", aliases: [hostile], usage: `/evil ${hostile}`, summary: hostile };
  await screen.connect({ commands: [command] });
  await screen.client.happen({ type: "disconnected", reason: hostile, retryInMs: 5000 });
  await screen.shows("reconnecting in 5 s");
  screen.type("/help");
  screen.press("enter");
  await screen.shows("/evil");
  screen.press("escape");
  screen.type("/ev");
  screen.press("tab");
  await screen.shows("> /evil");
  screen.press("ctrl+u");
  const messages = [said(7, { room: hostile, from: hostile, text: hostile })];
  const results = { query: hostile, page: 1, messages, complete: false } as const;
  await screen.take({ type: "results", ...results });
  await screen.shows("1 found");
  assertHarmless(screen);
});

Deno.test("ScreenClient lets none through in what is typed, pasted or answered", async () => {
  await using screen = new ShownScreen({ columns: 60, rows: 20 });
  await screen.connect();
  screen.screen.input({ type: "paste", text: hostile });
  screen.screen.input({ type: "key", name: "\x9b", text: "\x9b" });
  screen.type("typed");
  await screen.shows("typed");
  screen.press("enter");
  await screen.shows("✗");
  screen.type("/frob");
  screen.press("enter");
  await screen.shows("There is no connection");
  assertHarmless(screen);
});

Deno.test("ScreenClient lets nothing through of whatever texts", async () => {
  const piece = fc.constantFrom(
    ...attacks,
    "\x1b",
    "\x1b[",
    "\x1b]8;;",
    "m",
    "\x9c",
    "\n",
    "x",
    "*",
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  let seq = 1;
  await using screen = new ShownScreen({ columns: 60, rows: 30 });
  await screen.connect();
  await fc.assert(
    fc.asyncProperty(text, text, text, async (nick, said_, topic) => {
      await screen.take({ type: "topic", room: "lobby", ts: 2, by: nick, topic });
      await screen.take(said(++seq, { from: nick, text: said_ }));
      await screen.take(said(++seq, { from: "carl", text: `number ${seq}` }));
      await screen.shows(`number ${seq}`);
      assertHarmless(screen);
      screen.terminal.writes.length = 0;
    }),
    { numRuns: 50 },
  );
});

Deno.test("ScreenClient keeps the borders where they are, whatever is written between them", async () => {
  await using screen = new ShownScreen({ columns: 90, rows: 16 });
  await screen.connect();
  const texts = ["\u0d4e", "\u{11f02}", "\u1161\u2060\u0e33\u{1f3fd}", "🇦\u2060🇧🇨", "last"];
  await screen.take(joined({ members: [{ nick: "bob\u0d4e" }, { nick: "ann" }] }));
  await screen.take(...texts.map((text, index) => said(index + 2, { text })));
  const rows = await screen.terminal.until((shown) => shown.includes("last"));
  const borders = rows.slice(0, -2).map((row) => textWidth(row.slice(0, row.lastIndexOf("│"))));
  assert.equal(new Set(borders).size, 1, `${borders}`);
  assert.deepEqual(screen.terminal.unexpected, []);
});
