import assert from "node:assert/strict";
import { joined, said } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

function read(): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.take(...page(1, 50));
  return screen;
}

Deno.test("update() leaves on the second Ctrl+C in a row on an empty line, and says so", () => {
  const screen = new ScreenAtHand();
  screen.press("ctrl+c");
  assert.equal(screen.hint, "Ctrl+C again leaves");
  screen.monotonicMs += 1999;
  screen.press("ctrl+c");
  assert.deepEqual(screen.calls, ["leave at once"]);
});

Deno.test("update() counts Ctrl+C twice whatever the clock on the wall does", () => {
  const screen = new ScreenAtHand();
  screen.press("ctrl+c");
  screen.nowMs -= 3_600_000;
  screen.monotonicMs += 2000;
  assert.equal(screen.hint, undefined);
  screen.press("ctrl+c");
  assert.deepEqual(screen.calls, []);
  screen.nowMs += 3_600_000;
  screen.press("ctrl+c");
  assert.deepEqual(screen.calls, ["leave at once"]);
});

Deno.test("update() does not count Ctrl+C that is late, or that clears what is written", () => {
  const screen = new ScreenAtHand();
  screen.press("ctrl+c");
  screen.monotonicMs += 2000;
  screen.press("ctrl+c");
  screen.type("x");
  screen.press("ctrl+c", "ctrl+c");
  assert.deepEqual([screen.calls, screen.hint], [[], "Ctrl+C again leaves"]);
});

Deno.test("update() logs out with Ctrl+D on an empty line, and Home and End go about there", () => {
  const screen = read();
  screen.press("pageup", "end");
  assert.equal(screen.seen.at(-1), "bob text 50");
  screen.press("ctrl+d");
  assert.deepEqual(screen.calls, ["leave"]);
});

Deno.test("update() has Ctrl+D, Home and End for what a search has found, as it stands in the input", () => {
  const outcomes = [["ctrl+d", "something|"], ["home", "|something"], [
    "end",
    "something|",
  ]] as const;
  for (const [key, draft] of outcomes) {
    const screen = new ScreenAtHand();
    screen.enter("something");
    screen.press("ctrl+r");
    screen.type("some");
    screen.press(key);
    assert.deepEqual([screen.draft, screen.calls, screen.hint], [draft, [], undefined]);
  }
});

Deno.test("update() opens the keys with F1, whatever is written", () => {
  const screen = new ScreenAtHand();
  screen.type("half a line");
  screen.press("f1");
  assert.match(screen.page()?.[0] ?? "", /^Keys/);
  screen.press("escape");
  assert.deepEqual([screen.page(), screen.draft], [undefined, "half a line|"]);
});

Deno.test("update() eats no character that is typed, first on a line or over a page", () => {
  const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  for (const character of [...characters, "¿", "?", "？", "你"]) {
    const screen = new ScreenAtHand();
    screen.type(character);
    assert.equal(screen.draft, `${character}|`);
    screen.press("ctrl+u", "f1");
    screen.type(character);
    assert.deepEqual([screen.draft, screen.page()], [`${character}|`, undefined]);
  }
});

Deno.test("update() gives keys to an open page; what is not about it closes it, and does what it does", () => {
  const screen = read();
  screen.press("f1", "down", "pagedown", "home", "end", "up");
  assert.notEqual(screen.page(), undefined);
  screen.press("escape");
  assert.deepEqual([screen.page(), screen.seen.at(-1)], [undefined, "bob text 50"]);
  screen.press("f1");
  screen.type("hi");
  assert.deepEqual([screen.page(), screen.draft], [undefined, "hi|"]);
});

Deno.test("update() leaves a page open for keys that neither write nor go elsewhere", () => {
  const screen = read();
  screen.take(said(51, { text: "row\n".repeat(40) }));
  screen.press("f1", "ctrl+l", "ctrl+z", "ctrl+o", "f5");
  assert.deepEqual([screen.page()?.[0]?.slice(0, 4), screen.calls], ["Keys", [
    "draw anew",
    "suspend",
  ]]);
  screen.press("escape");
  assert.match(screen.seen.at(-1) ?? "", /more rows/);
});

Deno.test("update() erases with Ctrl+D where a page came over what is written, and does not log out", () => {
  const screen = new ScreenAtHand();
  screen.type("hi");
  screen.press("left");
  screen.openKeys();
  screen.press("ctrl+d");
  assert.deepEqual([screen.draft, screen.calls, screen.page()], ["h|", [], undefined]);
});

Deno.test("update() closes a page when something is pasted, or somewhere else is clicked", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.press("f1");
  screen.paste("x");
  assert.deepEqual([screen.page(), screen.draft], [undefined, "x|"]);
  screen.openKeys();
  screen.click({ type: "conversation", number: 2 });
  assert.deepEqual([screen.page(), screen.current.key], [undefined, "#dev"]);
  screen.openKeys();
  screen.click({ type: "member", nick: "bob" });
  assert.deepEqual([screen.page(), screen.current.key], [undefined, "@bob"]);
});

Deno.test("update() takes what is clicked: a choice, an entry of a page", () => {
  const screen = new ScreenAtHand();
  screen.type("/m");
  screen.press("tab");
  screen.click({ type: "choice", index: 1 });
  assert.equal(screen.draft, "/members |");
  screen.writing.clear();
  const results = { type: "results", query: "x", page: 1, complete: true } as const;
  screen.take(said(1), said(2));
  screen.take({ ...results, messages: [said(1)] });
  screen.page(6);
  screen.input({ type: "mouse", action: "click", column: 5, row: 5 });
  assert.notEqual(screen.page(6), undefined);
  screen.click({ type: "entry", index: 0 });
  assert.equal(screen.page(), undefined);
  const found = screen.reading.found(screen.current)?.item;
  assert.equal(found?.type === "said" && found.message.seq, 1);
});

Deno.test("update() begins no conversation with oneself for a click on one's own nick", () => {
  const screen = new ScreenAtHand();
  screen.client.state.nick = "ann";
  for (const nick of ["ann", "ANN"]) screen.click({ type: "member", nick });
  assert.deepEqual([screen.current.key, screen.conversations.list.length], ["#lobby", 1]);
});

Deno.test("update() does nothing for a click beside everything", () => {
  const screen = read();
  screen.input({ type: "mouse", action: "click", column: 0, row: 0 });
  screen.click({ type: "entry", index: 1 });
  screen.click({ type: "conversation", number: 7 });
  assert.deepEqual([screen.current.key, screen.draft], ["#lobby", "|"]);
  assert.equal(screen.hint, "There is no conversation 7");
});

Deno.test("update() scrolls three rows with the wheel, of the conversation or of a page", () => {
  const screen = read();
  screen.wheel("wheelUp");
  assert.equal(screen.seen.at(-1), "bob text 47");
  screen.wheel("wheelDown");
  assert.equal(screen.seen.at(-1), "bob text 50");
  screen.press("f1");
  const [, , first] = screen.page(10) ?? [];
  screen.wheel("wheelDown");
  assert.notEqual(screen.page(10)?.[2], first);
  screen.wheel("wheelUp");
  assert.equal(screen.page(10)?.[2], first);
  assert.equal(screen.seen.at(-1), "bob text 50");
});

Deno.test("update() tells where there is nothing to go to, until the next key", () => {
  const screen = new ScreenAtHand();
  const hints = ["alt+5", "alt+0", "alt+a", "home", "ctrl+home", "ctrl+o"].map((key) => {
    screen.press(key);
    return screen.hint;
  });
  assert.deepEqual(hints, [
    "There is no conversation 5",
    "There is no conversation 10",
    "There is nothing unread",
    "There is nothing new since you were here",
    "There is nothing new since you were here",
    "There is no long message here",
  ]);
  screen.input({ type: "focus", focused: false });
  assert.notEqual(screen.hint, undefined);
  screen.press("left");
  assert.equal(screen.hint, undefined);
});

Deno.test("update() counts what comes while the terminal has not the focus as unread", () => {
  const screen = new ScreenAtHand();
  screen.input({ type: "focus", focused: false });
  screen.take(said(1));
  assert.equal(screen.current.unread, 1);
  screen.input({ type: "focus", focused: true });
  assert.equal(screen.current.unread, 0);
});

Deno.test("update() goes to mentions before what else is unread", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev", "ops"] });
  screen.take(said(1, { room: "dev" }), said(1, { room: "ops", text: "ann?" }));
  screen.press("alt+a");
  assert.equal(screen.current.key, "#ops");
  screen.press("alt+a");
  assert.equal(screen.current.key, "#dev");
});

Deno.test("update() counts Ctrl+C twice in a row only", () => {
  const between: readonly ((screen: ScreenAtHand) => void)[] = [
    (screen) => screen.press("pageup"),
    (screen) => screen.press("x", "backspace"),
    (screen) => screen.paste(""),
  ];
  for (const act of between) {
    const screen = read();
    screen.press("ctrl+c");
    act(screen);
    screen.press("ctrl+c");
    assert.deepEqual([screen.calls, screen.hint], [[], "Ctrl+C again leaves"]);
  }
});

Deno.test("update() does nothing for Esc where nothing is open", () => {
  const screen = read();
  screen.press("pageup", "escape");
  assert.equal(screen.seen.at(-1), "bob text 47");
});

Deno.test("update() does nothing for Alt with a character that is bound to nothing", () => {
  const screen = read();
  screen.type("/rooms");
  screen.press("alt+y", "alt+/", "alt+b");
  assert.equal(screen.draft, "/|rooms");
  screen.openKeys();
  screen.press("alt+y");
  assert.notEqual(screen.page(), undefined);
});

Deno.test("update() says what is written with Enter, whatever page came over it", () => {
  const screen = read();
  screen.type("hello");
  screen.openKeys();
  screen.press("enter");
  assert.deepEqual([screen.page(), screen.client.calls], [undefined, ["say #lobby hello"]]);
});

Deno.test("update() tells that a paste was cut", () => {
  const screen = read();
  screen.input({ type: "paste", text: "x", isCut: true });
  assert.equal(screen.hint, "So much cannot be pasted: its end is not here");
});

Deno.test("update() never says what stands for a text that is kept no more", () => {
  const screen = read();
  screen.client.state.maxTextBytes = 2 * 1024 * 1024;
  screen.paste("a".repeat(1024 * 1024));
  screen.press("enter");
  for (const character of "bcde") {
    screen.conversations.switchTo(screen.conversations.openDirect(`nick_${character}`));
    screen.look();
    screen.paste(character.repeat(1024 * 1024));
    screen.press("enter");
  }
  screen.press("alt+1", "enter");
  assert.deepEqual(screen.client.calls, []);
  assert.equal(screen.hint, "What was pasted is not kept any more: paste it again");
  assert.equal(screen.draft, "[paste 1: not kept any more]|");
});

Deno.test("update() clears with Ctrl+C what is written and the list of completions over it", () => {
  const screen = read();
  screen.type("/t");
  screen.press("tab");
  assert.equal(screen.writing.mode.type, "completing");
  screen.press("ctrl+c");
  assert.deepEqual([screen.draft, screen.writing.mode.type, screen.calls], ["|", "plain", []]);
  screen.press("ctrl+_");
  assert.notEqual(screen.draft, "|");
});

Deno.test("Alt+PgDn and the wheel over them scroll the members, no further than to the last", () => {
  const screen = new ScreenAtHand({ height: 8 });
  const members = Array.from({ length: 20 }, (_, index) => ({ nick: `n${index + 10}` }));
  screen.take(joined({ members, count: 20 }));
  const top = () => screen.frame(100, 10)[1]?.split("│").at(-1);
  assert.equal(top(), "n10");
  screen.press("alt+pagedown");
  assert.equal(top(), "n16");
  screen.press("alt+pagedown", "alt+pagedown", "alt+pagedown");
  assert.equal(screen.frame(100, 10)[7]?.split("│").at(-1), "n29");
  screen.apply({ type: "membersWheel", action: "wheelUp" });
  assert.equal(top(), "n20");
  screen.press("alt+pageup", "alt+pageup", "alt+pageup");
  assert.equal(top(), "n10");
});
