import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ClientError } from "../../../client/client_error.ts";
import type { ResultsMessage } from "../../../protocol.ts";
import { joined, said, welcome } from "../../client/room_messages.ts";
import { page } from "../../client/timeline_items.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";

function limited(textBytes: number): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.client.state.limits = { ...welcome().limits, textBytes };
  return screen;
}

function results(about: Partial<ResultsMessage> = {}): ResultsMessage {
  const messages = [said(7, { text: "the milk" }), said(3, { room: "dev", text: "milk" })];
  return { type: "results", query: "milk", page: 1, messages, complete: true, ...about };
}

Deno.test("submit() says what is written where one is, and shows it there", () => {
  const screen = new ScreenAtHand();
  screen.client.speech = "waits";
  screen.take(...page(1, 50));
  screen.press("pageup");
  screen.enter("hello *there*");
  assert.deepEqual(screen.client.calls, ["say #lobby hello *there*"]);
  assert.equal(screen.draft, "|");
  assert.match(screen.seen.at(-1) ?? "", /ann hello there …$/);
});

Deno.test("submit() says in a room, to one person, and what begins with two slashes", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.press("alt+2");
  screen.enter("one");
  screen.enter("/msg bob");
  screen.enter("//two");
  assert.deepEqual(screen.client.calls, ["say #dev one", "say bob /two"]);
});

Deno.test("submit() refuses what is too long, with the count, and leaves it there", () => {
  const screen = limited(1200);
  const text = "é".repeat(601);
  screen.enter(text);
  assert.deepEqual([screen.client.calls, screen.draft], [[], `${text}|`]);
  assert.equal(screen.overlay.hint, "Too long to be said: 1,202 of 1,200 bytes");
  screen.press("backspace");
  assert.equal(screen.overlay.hint, undefined);
  screen.press("enter");
  assert.equal(screen.client.calls.length, 1);
});

Deno.test("submit() counts what was pasted whole, and what stands behind a command", () => {
  const screen = limited(100);
  const lines = "line\n".repeat(30).trim();
  screen.paste(lines);
  screen.press("enter", "enter");
  assert.equal(screen.overlay.hint, "Too long to be said: 149 of 100 bytes");
  assert.match(screen.draft, /^\[paste 1/);
  screen.press("ctrl+u");
  screen.enter(`/me ${"x".repeat(101)}`);
  assert.equal(screen.overlay.hint, "Too long to be said: 101 of 100 bytes");
  assert.deepEqual(screen.client.calls, []);
});

Deno.test("submit() says what was pasted whole, as one message", () => {
  const screen = new ScreenAtHand();
  const lines = "line\n".repeat(30).trim();
  screen.paste(lines);
  screen.press("enter");
  screen.enter("!");
  assert.deepEqual(screen.client.calls, [`say #lobby ${lines}!`]);
});

Deno.test("submit() runs the commands of the server there, where one is", () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  screen.enter("/who  #lobby");
  screen.enter("/frob");
  assert.deepEqual(screen.client.calls, ["run who #lobby", "run frob"]);
});

Deno.test("submit() tells why a command of the server cannot be run", () => {
  const screen = new ScreenAtHand();
  screen.enter("/who");
  assert.deepEqual([screen.told, screen.draft], ["There is no connection now", "|"]);
});

Deno.test("submit() tries to connect again on an empty line, and says nothing", () => {
  const screen = new ScreenAtHand();
  screen.press("enter");
  assert.equal(screen.overlay.hint, undefined);
  screen.client.isWaiting = true;
  screen.press("enter");
  assert.equal(screen.overlay.hint, "Trying to connect again now");
  screen.enter("   ");
  assert.deepEqual([screen.client.calls, screen.draft], [["retry", "retry", "retry"], "|"]);
});

Deno.test("submit() keeps what was entered for the keys that recall it", () => {
  const screen = new ScreenAtHand();
  screen.enter("/keys");
  screen.press("escape", "up");
  assert.equal(screen.draft, "/keys|");
});

Deno.test("openResults() lists what was found, to be gone to", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.said = page(1, 9).map(({ seq }) => seq);
  screen.submitting.openResults(results());
  assert.deepEqual(screen.page(6), [
    '2 found for "milk"',
    "",
    "  2026-11-01 12:07 #lobby  bob: the milk",
    "  2026-11-01 12:03 #dev    bob: milk",
    "",
    "Enter goes there, Esc closes",
  ]);
  screen.press("down", "enter");
  await setImmediate();
  assert.equal(screen.overlay.page, undefined);
  assert.equal(screen.current.key, "#dev");
  assert.ok(screen.seen.includes("bob text 3"), screen.seen.join("\n"));
  const found = screen.reading.found(screen.current);
  assert.equal(found?.type === "said" && found.message.seq, 3);
});

Deno.test("openResults() asks for the next page, whose number is in no query twice", async () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  for (const [query, page, asked] of [["milk", 1, 2], ["milk page:2", 2, 3]] as const) {
    screen.submitting.openResults(results({ query, page, complete: false }));
    assert.equal(screen.page(7)?.[4], `  more: /search milk page:${asked}`);
    screen.press("end", "enter");
    await setImmediate();
    assert.equal(screen.client.calls.at(-1), `run search milk page:${asked}`);
  }
});

Deno.test("openResults() has nothing to choose where nothing was found", async () => {
  const screen = new ScreenAtHand();
  screen.submitting.openResults(results({ messages: [] }));
  assert.equal(screen.page(4)?.[0], 'nothing found for "milk"');
  screen.press("enter");
  await setImmediate();
  assert.deepEqual([screen.overlay.page, screen.client.calls], [undefined, []]);
});

Deno.test("openResults() says so where one is in that room no more", async () => {
  const screen = new ScreenAtHand();
  screen.submitting.openResults(results());
  screen.press("end", "enter");
  await setImmediate();
  assert.equal(screen.overlay.hint, "You are not in #dev any more");
  assert.equal(screen.current.key, "#lobby");
});

Deno.test("submit() runs commands in the first room, while one is with one person", () => {
  const rooms: (string | undefined)[] = [];
  const screen = new ScreenAtHand({ rooms: ["lobby"] });
  screen.client.runCommand = (_name: string, _args: string, room?: string) => rooms.push(room);
  screen.take(joined({ room: "dev" }));
  screen.enter("/rooms");
  screen.enter("/msg bob");
  screen.enter("/rooms");
  assert.deepEqual([screen.current.key, rooms], ["@bob", ["dev", "lobby"]]);
});

Deno.test("submit() tells where /msg was typed that it was not said, and begins no conversation", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.speech = "waits";
  screen.enter("/msg zzz hello");
  assert.notEqual(screen.conversations.find("@zzz"), undefined);
  screen.press("alt+2");
  screen.client.refuse(new ClientError("refused", 'Nobody is called "zzz"'));
  await setImmediate();
  assert.notEqual(screen.told, 'Not said to zzz: Nobody is called "zzz"');
  screen.press("alt+1");
  assert.equal(screen.told, 'Not said to zzz: Nobody is called "zzz"');
  assert.equal(screen.conversations.find("@zzz"), undefined);
});

Deno.test("submit() leaves a conversation that there was when /msg fails, and is silent of success", async () => {
  const screen = new ScreenAtHand();
  screen.client.speech = "waits";
  const [before] = [screen.conversations.openDirect("bob")];
  screen.enter("/msg bob one");
  screen.enter("/msg bob two");
  await screen.client.echo();
  await setImmediate();
  assert.equal(screen.contents.includes("Not said to bob: Gone"), false);
  screen.client.refuse(new ClientError("refused", "Gone"));
  await setImmediate();
  assert.equal(screen.told, "Not said to bob: Gone");
  assert.equal(screen.conversations.find("@bob"), before);
});

Deno.test("openResults() waits for Enter on an empty line while something is written", () => {
  const screen = new ScreenAtHand();
  screen.type("hello");
  screen.submitting.openResults(results());
  assert.equal(screen.page(), undefined);
  assert.equal(screen.overlay.hint, "2 found: Enter on an empty line shows them");
  screen.press("!", "enter");
  assert.deepEqual(screen.client.calls, ["say #lobby hello!"]);
  assert.equal(screen.overlay.hint, "2 found: Enter on an empty line shows them");
  screen.press("enter");
  assert.equal(screen.page()?.[0], '2 found for "milk"');
  assert.equal(screen.overlay.hint, undefined);
});

Deno.test("submit() has a command about rooms run in a room only", () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  const commands = ["topic", "who", "say"].map((name) => (
    { name, aliases: name === "who" ? ["names"] : [], usage: `/${name}`, summary: "" }
  ));
  screen.client.state.commands = commands;
  screen.enter("/topic beer");
  screen.enter("/msg bob");
  for (const line of ["/topic", "/topic tea", "/who", "/names", "/say hello"]) {
    screen.enter(line);
    const [name] = line.split(" ");
    assert.equal(screen.overlay.hint, `${name} is for rooms: go to one first`);
    assert.equal(screen.draft, `${line}|`);
    screen.press("ctrl+u");
  }
  screen.enter("/who lobby");
  screen.enter("/say  #lobby hello");
  assert.deepEqual(screen.client.calls, [
    "run topic beer",
    "run who lobby",
    "run say #lobby hello",
  ]);
});

Deno.test("routed() shows the server's answers with one person where the command was typed", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.isConnected = true;
  const notice = { type: "notice", room: "lobby" } as const;
  screen.enter("/msg bob");
  screen.take({ ...notice, text: "before" });
  screen.enter("/rooms");
  screen.take({ ...notice, text: "all rooms" }, { type: "notice", room: "dev", text: "other" });
  assert.equal(screen.contents.length, 1);
  screen.nowMs += 30_000;
  screen.take({ ...notice, text: "late" });
  screen.enter("/rooms");
  screen.press("alt+1");
  screen.take({ ...notice, text: "elsewhere" });
  assert.equal(screen.conversations.find("@bob")?.timeline.items.length, 1);
});

Deno.test("submit() refuses a slash without a name", () => {
  const screen = new ScreenAtHand();
  for (const line of ["/", "/ hello"]) {
    screen.enter(line);
    const hint = "A command is a slash and its name; //… says what begins with a slash";
    assert.deepEqual([screen.overlay.hint, screen.draft], [hint, `${line}|`]);
    screen.press("ctrl+u");
  }
  assert.deepEqual(screen.client.calls, []);
});

Deno.test("connected() takes away the hint that it is tried", () => {
  const screen = new ScreenAtHand();
  screen.client.isWaiting = true;
  screen.press("enter");
  screen.submitting.connected();
  assert.equal(screen.overlay.hint, undefined);
  screen.overlay.hint = "another";
  screen.submitting.connected();
  assert.equal(screen.overlay.hint, "another");
});
