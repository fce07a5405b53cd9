import assert from "node:assert/strict";
import { commands, summarize } from "../../../../commands/mod.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

function limited(textBytes: number): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.client.state.maxTextBytes = textBytes;
  return screen;
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
  assert.equal(screen.hint, "Too long to be said: 1,202 of 1,200 bytes");
  screen.press("backspace");
  assert.equal(screen.hint, undefined);
  screen.press("enter");
  assert.equal(screen.client.calls.length, 1);
});

Deno.test("submit() counts what was pasted whole, and what stands behind a command", () => {
  const screen = limited(150);
  const lines = "line\n".repeat(30).trim();
  screen.type("look: ");
  screen.paste(lines);
  screen.press("enter", "enter");
  assert.equal(screen.hint, "Too long to be said: 155 of 150 bytes");
  assert.equal(screen.draft, "look: [paste 1: 30 lines, 149 bytes]|");
  screen.press("ctrl+u");
  screen.enter(`/me ${"x".repeat(151)}`);
  assert.equal(screen.hint, "Too long to be said: 151 of 150 bytes");
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

Deno.test("submit() says what is pasted again and again, and nothing of a fold that was erased", () => {
  const screen = new ScreenAtHand();
  const lines = "line\n".repeat(31).trim();
  for (const keys of [["backspace"], ["left", "X"], ["ctrl+w"]]) {
    screen.paste(lines);
    screen.press("enter", ...keys, "enter");
  }
  assert.deepEqual(screen.client.calls, ["retry", `say #lobby X${lines}`, "retry"]);
  screen.press("up");
  assert.equal(screen.draft, "X[paste 2: 31 lines, 154 bytes]|");
  screen.enter("!");
  assert.equal(screen.client.calls.at(-1), `say #lobby X${lines}!`);
});

Deno.test("submit() goes to the newest with a command that is answered there", () => {
  const isAtNewest = (line: string, { isConnected = true } = {}) => {
    const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
    screen.client.isConnected = isConnected;
    screen.client.state.commands = summarize(commands);
    screen.take(...page(1, 50));
    screen.press("pageup");
    screen.enter(line);
    screen.press("escape", "alt+1");
    return screen.reading.viewport(screen.conversations.numbered(1) ?? screen.current).type ===
      "end";
  };
  for (const line of ["/who", "/theme", "/help who", "/frob", "/names", "/topic beer", "/msg"]) {
    assert.equal(isAtNewest(line), true, line);
  }
  for (const line of ["/help", "/keys", "/search x", "/find x", "/j ops", "/msg bob", "/history"]) {
    assert.equal(isAtNewest(line), false, line);
  }
  assert.equal(isAtNewest("/search x", { isConnected: false }), true);
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
  assert.equal(screen.hint, undefined);
  screen.client.isWaiting = true;
  screen.press("enter");
  assert.equal(screen.hint, "Trying to connect again now");
  screen.enter("   ");
  assert.deepEqual([screen.client.calls, screen.draft], [["retry", "retry", "retry"], "|"]);
});

Deno.test("submit() keeps what was entered for the keys that recall it", () => {
  const screen = new ScreenAtHand();
  screen.enter("/keys");
  screen.press("escape", "up");
  assert.equal(screen.draft, "/keys|");
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
    assert.equal(screen.hint, `${name} is for rooms: go to one first`);
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

Deno.test("submit() refuses a slash without a name", () => {
  const screen = new ScreenAtHand();
  for (const line of ["/", "/ hello"]) {
    screen.enter(line);
    const hint = "A command is a slash and its name; //… says what begins with a slash";
    assert.deepEqual([screen.hint, screen.draft], [hint, `${line}|`]);
    screen.press("ctrl+u");
  }
  assert.deepEqual(screen.client.calls, []);
});

Deno.test("submit() with one person: the server's answer is shown there, also what a room is told as well", () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  const notice = { type: "notice", room: "lobby", text: '"bob" was kicked', told: true } as const;
  screen.take(notice);
  assert.doesNotMatch(screen.frame(80, 20).join("\n"), /was kicked/);
  screen.enter("/msg bob");
  screen.enter("/kick bob");
  screen.take(notice);
  assert.match(screen.frame(80, 20).join("\n"), /was kicked/);
});
