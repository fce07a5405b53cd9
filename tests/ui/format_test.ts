import assert from "node:assert/strict";
import type { ShownResults } from "../../client/conversations/message_filter.ts";
import type { HourForm, Timestamps } from "../../client/settings/settings.ts";
import { stripVTControlCharacters } from "node:util";
import type { DirectMessage, RoomMessage, ServerMessage } from "../../protocol.ts";
import {
  formatForPipe,
  formatMessage,
  formatNote,
  type FormatOptions,
  timeFormat,
} from "../../ui/format.ts";
import { localTime } from "../../helpers/text/local_time.ts";

const bare: FormatOptions = { nick: "me", showRoom: false, colors: false };
const timed: FormatOptions = { ...bare, time: (ts) => `12:0${ts}` };

function said(text: string, more: Partial<RoomMessage> = {}): RoomMessage {
  return { type: "message", room: "dev", seq: 1, ts: 3, from: "ann", text, kind: "text", ...more };
}

function direct(from: string, to: string, more: Partial<DirectMessage> = {}): DirectMessage {
  return { type: "direct", seq: 1, ts: 3, from, to, text: "hi", kind: "text", ...more };
}

Deno.test("formatMessage() shows who said what, and when", () => {
  assert.equal(formatMessage(said("hello"), bare), "<ann> hello");
  assert.equal(formatMessage(said("hello"), timed), "12:03 <ann> hello");
  assert.equal(formatMessage(said("waves", { kind: "action" }), timed), "12:03 * ann waves");
  assert.equal(formatMessage(said("done", { kind: "notice" }), timed), "12:03 -ann- done");
  const unknown = formatMessage(said("of a kind to come", { kind: "x.poll" }), timed);
  assert.equal(unknown, "12:03 <ann> of a kind to come");
  assert.equal(
    formatMessage(said("hello"), { ...timed, showRoom: true }),
    "12:03 #dev <ann> hello",
  );
});

Deno.test("formatMessage() shows the direction of what is said to one person", () => {
  assert.equal(formatMessage(direct("ann", "me"), timed), "12:03 [ann → you] hi");
  assert.equal(formatMessage(direct("me", "ann"), timed), "12:03 [you → ann] hi");
  assert.equal(
    formatMessage(direct("ann", "me", { kind: "action", text: "waves" }), timed),
    "12:03 [ann → you] * ann waves",
  );
  assert.equal(
    formatMessage(direct("ann", "me", { kind: "notice" }), timed),
    "12:03 [-ann- → you] hi",
  );
});

Deno.test("formatMessage() marks what happened, answers and errors each in its own way", () => {
  const join: ServerMessage = { type: "join", room: "dev", ts: 3, nick: "ann" };
  assert.equal(formatMessage(join, timed), "12:03 -- ann joined");
  assert.equal(formatMessage(join, { ...timed, showRoom: true }), "12:03 #dev -- ann joined");
  assert.equal(formatMessage({ type: "left", room: "dev" }, timed), "-- you left #dev");
  assert.equal(formatMessage({ type: "notice", text: "Done" }, timed), "== Done");
  assert.equal(
    formatMessage({ type: "error", code: "not_allowed", message: "No", room: "dev" }, {
      ...timed,
      showRoom: true,
    }),
    "#dev !! No",
  );
  assert.equal(
    formatMessage({ type: "bye", code: "stopping", text: "back at 5" }, timed),
    "== The server has stopped: back at 5",
  );
});

Deno.test("formatMessage() tells how order is kept, with time and room", () => {
  const muted: ServerMessage = {
    ...{ type: "moderation", room: "dev", ts: 3, by: "ann", action: "mute", nick: "bob" },
    ...{ text: "line\nbreak", untilTs: 3 + 3_600_000, roles: [] },
  };
  assert.equal(
    formatMessage(muted, { ...timed, showRoom: true }),
    `12:03 #dev -- ann muted bob for 1 hr: line\n${" ".repeat(14)}break`,
  );
});

Deno.test("formatMessage() gives what has no time of its own the present time", () => {
  assert.equal(
    formatMessage({ type: "notice", text: "Done" }, { ...timed, nowMs: 9 }),
    "12:09 == Done",
  );
});

Deno.test("formatMessage() shows a page of history as the messages it has", () => {
  const page = { type: "history", room: "dev", complete: true } as const;
  assert.equal(
    formatMessage({ ...page, messages: [said("one"), said("two", { ts: 4 })] }, timed),
    "12:03 <ann> one\n12:04 <ann> two",
  );
  assert.equal(formatMessage({ ...page, messages: [] }, timed), undefined);
});

Deno.test("formatMessage() shows nothing of what is no matter for a person", () => {
  assert.equal(formatMessage({ type: "ping" }, timed), undefined);
  assert.equal(formatMessage({ type: "pong" }, timed), undefined);
});

Deno.test("formatMessage() indents every further line, so that none looks like another's", () => {
  const forged = "hello\n12:03 <bob> I agree\n\n-- bob left\n\t!! Failed";
  assert.deepEqual(formatMessage(said(forged), timed)?.split("\n"), [
    "12:03 <ann> hello",
    "            12:03 <bob> I agree",
    "            ",
    "            -- bob left",
    "                !! Failed",
  ]);
});

Deno.test("formatMessage() indents what would be wrapped, so that padding forges no line", () => {
  const padded = `hello${" ".repeat(23)}12:03 <bob> I agree`;
  const rows = formatMessage(said(padded), { ...timed, columns: 40 })?.split("\n") ?? [];
  assert.equal(rows.filter((row) => !row.startsWith(" ")).length, 1);
  assert.ok(rows.every((row) => row.length <= 40));
});

Deno.test("formatMessage() wraps nothing where the width is not known", () => {
  const text = "word ".repeat(100).trimEnd();
  assert.equal(formatMessage(said(text), { ...bare, columns: 0 }), `<ann> ${text}`);
});

Deno.test("formatMessage() bounds the indent behind a long nick, and the rows", () => {
  const from = "n".repeat(32);
  assert.deepEqual(formatMessage(said("one\ntwo", { from }), bare)?.split("\n"), [
    `<${from}> one`,
    `${" ".repeat(16)}two`,
  ]);
  const rows = formatMessage(said("one two three", { from }), { ...bare, columns: 36 });
  assert.deepEqual(rows?.split("\n"), [`<${from}> `, `${" ".repeat(16)}one two three`]);
});

Deno.test("formatMessage() lets no control character through, even if the server does", () => {
  const text = "a\x1b[2Jb\rc\x07d\x9be\u202ef";
  assert.equal(formatMessage(said(text, { from: "a\x1bn\nn" }), bare), "<ann> abcdef");
});

Deno.test("formatMessage() colours nicks, dims the rest, and takes no columns for it", () => {
  const options = { ...timed, colors: true };
  assert.equal(
    formatMessage(said("hello"), options),
    "\x1b[2m12:03 \x1b[22m<\x1b[38;5;68mann\x1b[39m> hello",
  );
  const text = "some words\nthat go on and on until the end of the row";
  assert.equal(
    stripVTControlCharacters(formatMessage(said(text), { ...options, columns: 30 }) ?? ""),
    formatMessage(said(text), { ...timed, columns: 30 }),
  );
});

Deno.test("formatMessage() makes every row bold in which others mention one's nick", () => {
  const options = { ...bare, colors: true };
  const isBold = (row = "") => row.trimStart().startsWith("\x1b[1m") && row.endsWith("\x1b[22m");
  const rows = formatMessage(said("Me: look\nthere"), options)?.split("\n") ?? [];
  assert.deepEqual(rows.map(isBold), [true, true]);
  assert.ok(!isBold(formatMessage(said("Me", { from: "me" }), options)));
  assert.ok(!isBold(formatMessage(said("some"), options)));
});

Deno.test("formatForPipe() says in every line who said it", () => {
  assert.equal(formatForPipe(said("hello"), timed), "ann: hello");
  assert.equal(formatForPipe(said("one\nbob: two"), timed), "ann: one\nann: bob: two");
  assert.equal(
    formatForPipe(said("waves\nagain", { kind: "action" }), timed),
    "* ann waves\n* ann again",
  );
  assert.equal(formatForPipe(said("a\nb", { kind: "notice" }), timed), "-ann- a\n-ann- b");
  assert.equal(formatForPipe(said("hello"), { ...timed, showRoom: true }), "#dev ann: hello");
});

Deno.test("formatForPipe() says to whom something was said directly", () => {
  assert.equal(formatForPipe(direct("ann", "me"), timed), "ann -> me: hi");
  assert.equal(
    formatForPipe(direct("ann", "me", { kind: "action", text: "waves" }), timed),
    "ann -> me: * ann waves",
  );
  assert.equal(formatForPipe(direct("ann", "me", { kind: "notice" }), timed), "-ann- -> me: hi");
});

Deno.test("formatForPipe() gives nothing but what was said", () => {
  assert.equal(formatForPipe({ type: "join", room: "dev", ts: 0, nick: "ann" }, timed), undefined);
  assert.equal(formatForPipe({ type: "notice", text: "Done" }, timed), undefined);
});

Deno.test("formatNote() shows what it quotes cleaned and indented, without a time", () => {
  assert.equal(
    formatNote("Not said: a\x1b[2Jb\r (one\n12:00 <ann> two)", { ...timed, nowMs: 4 }),
    "-- Not said: ab (one\n   12:00 <ann> two)",
  );
});

Deno.test("formatNote() breaks no command, of which each part would run", () => {
  const command = "  deno task client 192.0.2.1:5000#kq3f --room dev";
  assert.equal(
    formatNote(`Only if it is:\n${command}\nTrying again in 2 s`, { ...bare, columns: 20 }),
    `-- Only if it is:\n   ${command}\n   Trying again in 2\n   s`,
  );
});

Deno.test("formatMessage() shows what a search found, with day, time and room, and how to go on", () => {
  const results = { type: "results", query: `deploy "failed`, page: 1, complete: true } as const;
  const ts = new Date(2026, 0, 5, 9, 7).getTime();
  const found = said("deploy failed\n-- forged", { ts, room: "ops" });
  assert.equal(
    formatMessage({ ...results, messages: [found] }, { ...timed, time: localTime }),
    `-- 1 found for "deploy "failed"\n2026-01-05 09:07 #ops <ann> deploy failed\n` +
      `${" ".repeat(16)}-- forged`,
  );
  const dated = timeFormat({ timestamps: "date", hours: "12h" });
  const [, row] =
    formatMessage({ ...results, messages: [found] }, { ...bare, time: dated })?.split("\n") ?? [];
  assert.equal(row, "2026-01-05 09:07am #ops <ann> deploy failed");
  const more = { ...results, query: "page:2 cake", page: 2, complete: false };
  assert.deepEqual(formatMessage({ ...more, messages: [found, found] }, bare)?.split("\n"), [
    `-- 21 to 22 found for "cake", and there is more`,
    "#ops <ann> deploy failed",
    "           -- forged",
    "#ops <ann> deploy failed",
    "           -- forged",
    "-- more: /search cake page:3",
  ]);
  const head = (about: Partial<ShownResults>) =>
    formatMessage({ ...results, messages: [found], ...about }, bare)?.split("\n#")[0];
  assert.equal(
    head({ ignoredCount: 8 }),
    `-- 1 found for "deploy "failed", and 8 of people you ignore`,
  );
  assert.equal(
    head({ messages: [], ignoredCount: 8 }),
    `-- nothing found for "deploy "failed" but 8 of people you ignore`,
  );
  assert.equal(
    head({ page: 3, ignoredCount: 2 }),
    `-- 41 to 43 found for "deploy "failed", without 2 of people you ignore`,
  );
  assert.equal(head({ page: 9, messages: [] }), `-- nothing more found for "deploy "failed"`);
  const nothing = { ...results, query: "a\nb", messages: [] };
  assert.equal(formatMessage(nothing, bare), `-- nothing found for "a\n   b"`);
});

Deno.test("timeFormat() writes times as is set, by a clock of 12 or 24 hours", () => {
  const at = (hour: number) => new Date(2026, 10, 28, hour, 4, 5).getTime();
  const written = (timestamps: Timestamps, hours: HourForm) =>
    [0, 9, 12, 23].map((hour) => timeFormat({ timestamps, hours })?.(at(hour)));
  assert.deepEqual(written("short", "24h"), ["00:04", "09:04", "12:04", "23:04"]);
  assert.deepEqual(written("short", "12h"), ["12:04am", "09:04am", "12:04pm", "11:04pm"]);
  assert.equal(written("seconds", "12h")[3], "11:04:05pm");
  assert.equal(written("date", "12h")[1], "2026-11-28 09:04am");
  assert.equal(written("off", "12h")[0], undefined);
});

Deno.test("deletions are told with a mark that nobody can say, and what is deleted is no mention", () => {
  const deletion = said("deleted a message of ann", { from: "bob", kind: "deletion" });
  const left = said("(deleted by ann)", { from: "bob", kind: "deleted" });
  assert.equal(formatMessage(deletion, bare), "-- bob deleted a message of ann");
  assert.equal(formatMessage(left, bare), "<bob> (deleted by ann)");
  assert.equal(
    formatForPipe(deletion, { showRoom: true }),
    "#dev -- bob deleted a message of ann",
  );
  assert.equal(formatForPipe(left, { showRoom: true }), undefined);
  const told = (nick: string) => formatMessage(deletion, { ...bare, nick, colors: true });
  assert.equal(told("ann"), told("carl"));
});

Deno.test("topics and reactions are told with the same mark, and what a reaction is to", () => {
  const topic = said("set the topic: Cake", { from: "bob", kind: "topic" });
  const reaction = said("👍", { from: "bob", kind: "reaction", replyTo: 1 });
  const unreaction = said("👍", { from: "bob", kind: "unreaction", replyTo: 1 });
  const quotes = { of: () => "who is ann?" };
  assert.equal(formatMessage(topic, bare), "-- bob set the topic: Cake");
  assert.equal(formatMessage(reaction, bare), "-- bob reacted 👍");
  assert.equal(formatMessage(reaction, { ...bare, quotes }), '-- bob reacted 👍 to "who is ann?"');
  assert.equal(formatMessage(unreaction, bare), "-- bob took back 👍");
  assert.equal(formatForPipe(reaction, { showRoom: false }), "-- bob reacted 👍");
});
