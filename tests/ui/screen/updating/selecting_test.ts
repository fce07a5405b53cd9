import assert from "node:assert/strict";
import type { MemberSummary } from "../../../../protocol.ts";
import { joined, said } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { openSummary as settings } from "../../../support/open_settings.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

const names = ["whois", "delete", "kick", "ban", "mute", "mod"];
const commands = names.map((name) => ({ name, aliases: [], usage: `/${name}`, summary: "" }));
const bob: MemberSummary = { nick: "bob", person: "b1" };
const members = [{ nick: "ann", person: "a1", role: "moderator" }, bob, { nick: "eve" }];

/** Ann is a moderator of the lobby, where bob has said fifty messages. */
function moderated({ columns = 100, rows = 7 } = {}): ScreenAtHand {
  const screen = new ScreenAtHand({ height: rows - 2 });
  screen.client.isConnected = true;
  screen.client.state.commands = commands;
  screen.client.state.person = "a1";
  screen.take(joined({ members, count: 3, role: "moderator", settings }));
  screen.take(...page(1, 50).map((message) => ({ ...message, person: "b1" })));
  screen.draw(columns, rows);
  return screen;
}

function title({ state: { selecting } }: ScreenAtHand): string | undefined {
  return selecting?.menu?.title;
}

function selected({ state: { selecting } }: ScreenAtHand): number | string | undefined {
  const subject = selecting?.subject;
  return subject?.type === "message" ? subject.message.seq : subject?.who.nick;
}

/** The numbers of the first and the last message that are seen. */
function ends({ seen }: ScreenAtHand): (number | undefined)[] {
  return [seen[0], seen.at(-1)].map((row) => Number(/\d+$/.exec(row ?? "")));
}

Deno.test("Alt+M selects the last message that is seen, and the arrows go to others", () => {
  const screen = moderated();
  screen.press("pageup", "alt+m");
  assert.equal(selected(screen), 47);
  screen.press("up", "up");
  assert.equal(selected(screen), 45);
  screen.press("down");
  assert.equal(selected(screen), 46);
  screen.press("home");
  assert.equal(selected(screen), 1);
  screen.press("pagedown");
  assert.equal(selected(screen), 3);
  screen.press("end");
  assert.equal(selected(screen), 50);
  screen.press("escape");
  assert.equal(selected(screen), undefined);
});

Deno.test("what is selected comes onto the screen, and at its end one is back at the newest", async () => {
  const screen = moderated();
  screen.press("alt+m", ...Array(6).fill("up"));
  assert.equal(selected(screen), 44);
  assert.deepEqual(ends(screen), [44, 48]);
  screen.press("down", "down", "down", "down", "down");
  assert.deepEqual(ends(screen), [45, 49]);
  screen.press("escape");
  await Promise.resolve();
  assert.deepEqual(ends(screen), [46, 50]);
});

Deno.test("nothing can be selected where nothing was said", () => {
  const screen = new ScreenAtHand();
  screen.press("alt+m");
  assert.deepEqual([selected(screen), screen.hint], [
    undefined,
    "There is no message to be selected here",
  ]);
});

Deno.test("what comes meanwhile moves neither the selection nor what is seen", () => {
  const screen = moderated();
  screen.press("alt+m", "up");
  const before = screen.seen;
  screen.take(said(51), said(52, { from: "eve" }), said(53));
  assert.deepEqual([selected(screen), screen.seen], [49, before]);
  screen.press("enter");
  screen.take(said(54));
  assert.equal(title(screen), "bob: text 49");
  screen.press("d", "y");
  assert.deepEqual(screen.client.calls.slice(-1), ["run delete in:lobby seq:49"]);
});

Deno.test("a menu runs what is chosen, and asks before it deletes", () => {
  const screen = moderated();
  screen.press("alt+m", "enter", "d", "enter");
  assert.deepEqual(screen.client.calls, []);
  screen.press("alt+m", "enter", "d", "y");
  assert.deepEqual(screen.client.calls, ["run delete in:lobby seq:50"]);
  assert.equal(screen.state.selecting, undefined);
});

Deno.test("Esc in a menu goes back to what is selected, and another Esc ends that", () => {
  const screen = moderated();
  screen.press("alt+m", "enter", "escape");
  assert.deepEqual([title(screen), selected(screen)], [undefined, 50]);
  screen.press("escape");
  assert.equal(selected(screen), undefined);
});

Deno.test("a draft stays as it is while something is selected, and whoever types goes on with it", () => {
  const screen = moderated();
  screen.type("half a");
  screen.press("alt+m", "enter", "x", "escape");
  assert.equal(screen.draft, "half a|");
  screen.type(" line");
  assert.deepEqual([screen.draft, screen.state.selecting], ["half a line|", undefined]);
  screen.press("alt+m", "enter");
  screen.paste("!");
  assert.deepEqual([screen.draft, screen.state.selecting], ["half a line!|", undefined]);
});

Deno.test("Reply has the draft begin with the nick, and once only", () => {
  const screen = moderated();
  screen.type("sure");
  for (let count = 0; count < 2; count++) screen.press("alt+m", "enter", "r");
  assert.equal(screen.draft, "bob: sure|");
});

Deno.test("a message that is deleted meanwhile closes its menu, and the person is told", () => {
  const screen = moderated();
  screen.press("alt+m", "up", "enter", "d");
  screen.current.timeline.clear();
  screen.take(said(51));
  assert.deepEqual([screen.state.selecting, screen.hint], [undefined, "The message is gone"]);
});

Deno.test("who goes to another conversation, or is sent out of the room, leaves the menu", () => {
  const screen = moderated();
  screen.take(joined({ room: "dev" }));
  screen.conversations.switchTo(screen.conversations.list[0] ?? screen.current);
  screen.press("alt+m", "enter");
  screen.take({ type: "left", room: "lobby", by: "carl" });
  assert.deepEqual([screen.state.selecting, screen.current.key], [undefined, "#dev"]);
});

Deno.test("Tab goes to the member who said it, and back to the messages", () => {
  const screen = moderated();
  screen.press("alt+m", "tab");
  assert.equal(selected(screen), "bob");
  screen.press("down");
  assert.equal(selected(screen), "eve");
  screen.press("down", "tab");
  assert.equal(selected(screen), 50);
});

Deno.test("a member that is selected stays so under a new nick, and is gone once it leaves", () => {
  const screen = moderated();
  screen.press("alt+m", "tab");
  screen.take({ type: "join", room: "lobby", ts: 1, nick: "bea", person: "b2" });
  screen.take({ type: "rename", room: "lobby", ts: 1, from: "bob", to: "zed", person: "b1" });
  screen.press("enter");
  assert.equal(title(screen), "zed");
  screen.press("escape");
  screen.take({ type: "leave", room: "lobby", ts: 1, nick: "zed", person: "b1", reason: "left" });
  assert.deepEqual([screen.state.selecting, screen.hint], [undefined, "bob is gone"]);
});

Deno.test("nothing is done to somebody else who has taken the nick meanwhile", () => {
  const screen = moderated();
  screen.press("alt+m", "tab", "enter", "k");
  screen.take({ type: "leave", room: "lobby", ts: 1, nick: "bob", person: "b1", reason: "left" });
  screen.take({ type: "join", room: "lobby", ts: 1, nick: "bob", person: "b9" });
  screen.press("y");
  assert.deepEqual(screen.client.calls, []);
  assert.equal(screen.hint, "Somebody else is called bob now: nothing was done");
});

Deno.test("where the members are not shown Tab tells of /menu, which opens the menu of anybody", () => {
  const screen = moderated({ columns: 40 });
  screen.press("alt+m", "tab");
  assert.match(screen.hint ?? "", /\/menu NICK/);
  screen.press("escape");
  screen.enter("/menu @BOB");
  assert.equal(title(screen), "bob");
  screen.press("m", "2");
  assert.deepEqual(screen.client.calls, ["run mute bob 1h"]);
  screen.enter("/menu nobody");
  assert.equal(screen.told, 'Nobody is called "nobody" here');
});

Deno.test("a right click opens the menu of a message or a nick, and a click beside it closes it", () => {
  const screen = moderated();
  screen.click({ type: "message", message: said(49) }, "right");
  assert.equal(title(screen), "bob: text 49");
  screen.click({ type: "box" });
  assert.equal(title(screen), "bob: text 49");
  screen.click({ type: "conversation", number: 1 });
  assert.equal(screen.state.selecting, undefined);
  screen.click({ type: "member", ...bob }, "right");
  screen.click({ type: "menuEntry", index: 1 });
  assert.deepEqual(screen.client.calls, ["run whois bob"]);
});

Deno.test("two clicks on the same message in a row open its menu, and one alone does nothing", () => {
  const screen = moderated();
  const [first, second] = [said(48), said(49)];
  const click = (message: typeof first) => screen.click({ type: "message", message });
  click(first);
  click(second);
  assert.equal(screen.state.selecting, undefined);
  screen.monotonicMs += 600;
  click(second);
  assert.equal(screen.state.selecting, undefined);
  click(second);
  assert.equal(title(screen), "bob: text 49");
});

Deno.test("what a search finds waits while something is selected", () => {
  const screen = moderated();
  screen.press("alt+m", "enter");
  screen.take({ type: "results", query: "x", page: 1, messages: [said(1)], complete: true });
  assert.deepEqual([screen.page(), title(screen)], [undefined, "bob: text 50"]);
});

Deno.test("who keeps no order is offered none of it, and one's own message to be deleted", () => {
  const screen = moderated();
  const labels = () => screen.state.selecting?.menu?.entries.map(({ label }) => label);
  const roles = [{ nick: "ann", person: "a1" }];
  const by = { type: "moderation", room: "lobby", ts: 1, by: "carl", action: "unmod" } as const;
  screen.take({ ...by, nick: "ann", person: "a1", roles });
  screen.press("alt+m", "enter");
  assert.deepEqual(labels(), ["Reply to bob", "Copy the text", "Ignore", "More about bob…"]);
  screen.press("escape", "escape");
  screen.take(said(51, { from: "ann", person: "a1" }));
  screen.press("alt+m", "enter");
  assert.deepEqual(labels(), ["Copy the text", "Delete…"]);
});

Deno.test("order is kept with those alone whose role is less", () => {
  const offersKick = (own: string, role: string | undefined) => {
    const screen = moderated();
    const list = [{ nick: "ann", person: "a1", role: own }, { ...bob, role }];
    screen.take(joined({ members: list, count: 2, role: own, settings }));
    screen.enter("/menu bob");
    const labels = screen.state.selecting?.menu?.entries.map(({ label }) => label);
    return labels?.includes("Kick…");
  };
  for (const role of [undefined, "voice", "x.jester"]) {
    assert.equal(offersKick("moderator", role), true, role);
  }
  for (const role of ["moderator", "owner", "operator"]) {
    assert.equal(offersKick("moderator", role), false, role);
  }
  assert.equal(offersKick("owner", "moderator"), true);
  assert.equal(offersKick("voice", undefined), false);
});
