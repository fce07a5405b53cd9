import assert from "node:assert/strict";
import type { PageEvent } from "../../ui/describe_page.ts";
import { defaultSettings } from "../../client/settings/settings.ts";
import { MessageView } from "../../ui/message_view.ts";
import type { RoomMessage } from "../../protocol.ts";
import { direct, said } from "../client/room_messages.ts";
import { FakeChatClient } from "./fake_chat_client.ts";

const bell = "\x07";
const today = Date.now();
const dayMs = 24 * 60 * 60 * 1000;

function open(client = new FakeChatClient(), settings = defaultSettings) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(...text.split("\n"));
  const format = () => ({ nick: "ann", showRoom: client.rooms.length > 1, colors: false });
  const view = new MessageView(client, print, format, () => settings);
  return { client, view, printed };
}

function spoken(seq: number, about: Partial<RoomMessage> = {}): RoomMessage {
  return said(seq, { ts: today, ...about });
}

type RoomPage = Extract<PageEvent, { readonly type: "history" }>;

function missed(seqs: readonly number[], about: Partial<RoomPage> = {}): PageEvent {
  return {
    type: "history",
    room: "lobby",
    messages: seqs.map((seq) => spoken(seq)),
    missed: true,
    leftOut: false,
    seq: seqs.at(-1) ?? 0,
    ...about,
  };
}

Deno.test("MessageView shows what was missed under one line, over several pages too", () => {
  const { view, printed } = open();
  view.showPage(missed([1]));
  view.showPage(missed([], { seq: 2 }));
  const progress = { fetched: 2 };
  view.showPage(missed([2, 3], { progress }));
  view.showPage(missed([4]));
  view.show(spoken(5));
  assert.deepEqual(printed, [
    "-- 1 message since you were last here",
    "<bob> text 1",
    "-- now",
    "-- messages since you were last here",
    "<bob> text 2",
    "<bob> text 3",
    "<bob> text 4",
    "-- now",
    "<bob> text 5",
  ]);
});

Deno.test("MessageView tells how much is to come where that is known", () => {
  const { view, printed, client } = open();
  view.showPage(missed([1, 2], { progress: { fetched: 2, total: 480 } }));
  view.connected();
  view.showPage(missed([3, 4, 5], { progress: { fetched: 5, total: 480 } }));
  client.rooms = ["lobby", "dev"];
  view.connected();
  const messages = [direct(1, { ts: today })];
  const about = { missed: true, leftOut: false, seq: 1, progress: { fetched: 1, total: 9 } };
  view.showPage({ type: "history", room: "@", messages, ...about });
  view.connected();
  view.showPage(missed([6], { progress: { fetched: 6, total: 480 } }));
  assert.deepEqual(printed.filter((line) => line.includes("since")), [
    "-- 480 messages since you were last here",
    "-- 478 messages since you were last here",
    `${bell}-- 9 direct messages since you were last here`,
    "-- 475 messages in #lobby since you were last here",
  ]);
});

Deno.test("MessageView names the room where there are several, and direct messages as such", () => {
  const { view, printed, client } = open();
  // Asked for, and not joined yet.
  client.rooms = ["lobby", "dev"];
  view.showPage(missed([1, 2]));
  const messages = [direct(1, { ts: today })];
  view.showPage({ type: "history", room: "@", messages, missed: true, leftOut: false, seq: 1 });
  assert.deepEqual(printed, [
    "-- 2 messages in #lobby since you were last here",
    "#lobby <bob> text 1",
    "#lobby <bob> text 2",
    "-- now",
    `${bell}-- 1 direct message since you were last here`,
    "[bob → you] text 1",
    "-- now",
  ]);
});

Deno.test("MessageView shows what was said before one came as such, and rings for none of it", () => {
  const { view, printed } = open();
  view.showPage(missed([], { missed: false, messages: [spoken(1, { text: "ann?" })] }));
  assert.deepEqual(printed, ["-- earlier in #lobby", "<bob> ann?", "-- now"]);
});

Deno.test("MessageView rings once for what was missed, and for each that is live", () => {
  const { view, printed } = open();
  const messages = [spoken(1, { text: "ann?" }), spoken(2, { text: "ann!" })];
  view.showPage(missed([], { messages }));
  view.showPage(missed([], { messages: [spoken(3, { text: "Ann" })] }));
  view.show(spoken(4, { text: "ann" }));
  view.show(spoken(5, { text: "ann, it is me", from: "ann" }));
  view.connected();
  view.showPage(missed([], { messages: [spoken(6, { text: "Ann" })] }));
  assert.equal(printed.filter((line) => line.startsWith(bell)).length, 3);
  assert.ok(printed.every((line) => line.lastIndexOf(bell) <= 0));
});

Deno.test("MessageView tells the day where it is another than that of the line above", () => {
  const { view, printed } = open();
  const ago = (days: number) => new Date(2026, 0, 10, 12).getTime() - days * dayMs;
  view.show(spoken(1));
  view.showPage(missed([], {
    messages: [spoken(2, { ts: ago(2) }), spoken(3, { ts: ago(2) }), spoken(4, { ts: ago(1) })],
  }));
  view.show(spoken(5, { ts: ago(1) }));
  view.show(spoken(6));
  assert.deepEqual(printed.slice(0, -2), [
    "<bob> text 1",
    "-- 3 messages since you were last here",
    "-- 2026-01-08",
    "<bob> text 2",
    "<bob> text 3",
    "-- 2026-01-09",
    "<bob> text 4",
    "-- now",
    "<bob> text 5",
  ]);
  assert.match(printed.at(-2) ?? "", /^-- \d{4}-\d\d-\d\d$/);
});

Deno.test("MessageView goes back from the oldest that is shown, page by page, to the beginning", async () => {
  const { view, printed, client } = open();
  client.said = [1, 2, 3, 4, 5, 6];
  view.show(spoken(5));
  view.show(spoken(6));
  await Promise.all([view.showEarlier("lobby", "3"), view.showEarlier("lobby", " 50 ")]);
  await view.showEarlier("lobby", "");
  const lines = printed.slice(2).filter((line) => !/^-- \d{4}/.test(line));
  assert.deepEqual(lines, [
    "-- earlier in #lobby",
    "<bob> text 2",
    "<bob> text 3",
    "<bob> text 4",
    "-- now",
    "-- earlier in #lobby",
    "<bob> text 1",
    "-- now",
    "-- nothing earlier in #lobby",
  ]);
});

Deno.test("MessageView goes back into what was left out", async () => {
  const { view, printed, client } = open();
  client.said = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  view.show(spoken(1));
  view.showPage(missed([8, 9], { leftOut: true }));
  assert.equal(printed[1], "-- more was said in #lobby than is shown here; /history shows it");
  await view.showEarlier("lobby", "2");
  assert.deepEqual(printed.slice(-3), ["<bob> text 6", "<bob> text 7", "-- now"]);
});

Deno.test("MessageView tells why nothing earlier can be shown", async () => {
  const { view, printed } = open();
  for (const args of ["0", "501", "ten", "5 6", "-1", "@ x", "5 @"]) {
    await view.showEarlier("lobby", args);
  }
  assert.deepEqual([...new Set(printed)], ["-- /history [@] [N]: N is a number from 1 to 500"]);
  await view.showEarlier("lobby", "");
  assert.equal(
    printed.at(-1),
    "-- Cannot show what was said earlier in #lobby: There is no connection now",
  );
});

Deno.test("MessageView does not count one's own messages as missed", () => {
  const { view, printed } = open();
  const own = { from: "ann" };
  view.showPage(missed([], { messages: [spoken(1, own)] }));
  view.showPage(missed([], { messages: [spoken(2), spoken(3, own)] }));
  assert.deepEqual(printed, [
    "<ann> text 1",
    "-- 1 message since you were last here",
    "<bob> text 2",
    "<ann> text 3",
    "-- now",
  ]);
});

Deno.test("MessageView tells where what was missed ends, also when the last page has nothing", () => {
  const { view, printed } = open();
  view.showPage(missed([1], { progress: { fetched: 1 } }));
  view.showPage(missed([], { seq: 2 }));
  assert.deepEqual(printed.slice(-2), ["<bob> text 1", "-- now"]);
});

Deno.test("MessageView goes back through direct messages", async () => {
  const { view, printed, client } = open();
  client.said = [1, 2, 3];
  view.show(direct(3, { ts: today }));
  await view.showEarlier("lobby", "@ 1");
  await view.showEarlier("lobby", "@");
  await view.showEarlier("lobby", "@");
  const lines = printed.slice(1).filter((line) => !/^-- \d{4}/.test(line));
  assert.deepEqual(lines, [
    "-- earlier in direct messages",
    "[bob → you] text 2",
    "-- now",
    "-- earlier in direct messages",
    "[bob → you] text 1",
    "-- now",
    "-- nothing earlier in direct messages",
  ]);
});

Deno.test("MessageView goes back from the newest where the server has another history", async () => {
  const { view, printed, client } = open();
  client.said = [1, 2];
  view.show(spoken(1));
  view.connected({ forgotten: true });
  await view.showEarlier("lobby", "1");
  assert.deepEqual(printed.slice(-2), ["<bob> text 2", "-- now"]);
});

Deno.test("MessageView shows nothing of whom one ignores: no line, no bell, no head above a page of it", () => {
  const ignored = [{ nick: "bob", person: "p1" }];
  const { view, printed } = open(undefined, { ...defaultSettings, ignored });
  const rob = { from: "rob", person: "p1" };
  view.show(spoken(1, { ...rob, text: "ann!" }));
  view.show(direct(2, rob));
  view.show({ type: "join", room: "lobby", ts: 1, nick: "rob", person: "p1" });
  view.show({ type: "rename", room: "lobby", ts: 1, from: "bob", to: "rob", person: "p1" });
  view.showPage(missed([], { messages: [spoken(3, { ...rob, text: "ann!" })] }));
  const messages = [spoken(4, rob)];
  view.show({ type: "results", query: "x", page: 1, messages, complete: true });
  assert.deepEqual(printed, ['-- nothing found for "x" but 1 of people you ignore']);
});
