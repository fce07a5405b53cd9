import assert from "node:assert/strict";
import type { Menu, MenuAction, MenuEntry } from "../../../client/menus/menu.ts";
import { messageMenu, personMenu, type PersonSubject } from "../../../client/menus/menu_entries.ts";
import { direct, said } from "../room_messages.ts";

const bob: PersonSubject = {
  ...{ nick: "bob", isOwn: false, isDirect: false, keepsOrder: true, isLess: true },
};
const all = () => true;
const none = () => false;

function labels({ entries }: Menu): string[] {
  return entries.map(({ label }) => label);
}

/** What comes of these keys; what is typed then, if it is a command. */
function typedBy(menu: Menu, ...keys: readonly string[]): string {
  let action: MenuAction = { type: "menu", menu };
  for (const key of keys) {
    assert.ok(action.type === "menu", `${key} is for no menu`);
    const entry: MenuEntry | undefined = action.menu.entries.find((entry) => entry.key === key);
    assert.ok(entry !== undefined, `${key} in ${labels(action.menu)}`);
    action = entry.action;
  }
  if (action.type === "menu") return action.menu.title;
  return action.type === "command" ? `/${action.name} ${action.args}` : action.type;
}

Deno.test("personMenu() offers to keep order only to who keeps it, in a room, and not to oneself", () => {
  const ofAnybody = ["Message privately", "Who is that?", "Ignore"];
  const kept = labels(personMenu(bob, all));
  assert.deepEqual(kept.slice(0, 3), ofAnybody);
  assert.deepEqual(kept.slice(3), [
    ...["Mute…", "Let speak again", "Kick…", "Ban…", "Give voice", "Make a moderator"],
  ]);
  assert.deepEqual(labels(personMenu({ ...bob, keepsOrder: false }, all)), ofAnybody);
  assert.deepEqual(labels(personMenu({ ...bob, isLess: false }, all)), ofAnybody);
  assert.deepEqual(labels(personMenu({ ...bob, isDirect: true }, all)), ofAnybody.slice(1));
  assert.deepEqual(labels(personMenu({ ...bob, isOwn: true }, all)), ["Who is that?"]);
});

Deno.test("personMenu() offers no command that the server does not list", () => {
  assert.deepEqual(labels(personMenu(bob, none)), ["Message privately", "Ignore"]);
  const kicks = (name: string) => name === "kick";
  assert.deepEqual(labels(personMenu(bob, kicks)), ["Message privately", "Ignore", "Kick…"]);
});

Deno.test("personMenu() offers to take a role from who has it", () => {
  const offered = (role: string) => labels(personMenu({ ...bob, role }, all)).slice(7);
  assert.deepEqual(offered("voice"), ["Take the voice", "Make a moderator"]);
  assert.deepEqual(offered("moderator"), ["Remove as a moderator"]);
  assert.deepEqual(offered("owner"), []);
});

Deno.test("personMenu() asks for how long, and before what cannot be undone", () => {
  const menu = personMenu(bob, all);
  assert.equal(typedBy(menu, "w"), "/whois bob");
  assert.equal(typedBy(menu, "m"), "Mute bob for how long?");
  assert.equal(typedBy(menu, "m", "1"), "/mute bob 10m");
  assert.equal(typedBy(menu, "m", "4"), "/mute bob");
  assert.equal(typedBy(menu, "k"), "Kick bob?");
  assert.equal(typedBy(menu, "k", "n"), "nothing");
  assert.equal(typedBy(menu, "k", "y"), "/kick bob");
  assert.equal(typedBy(menu, "b", "3"), "Ban bob for 1 day?");
  assert.equal(typedBy(menu, "b", "3", "y"), "/ban bob 1d");
  assert.equal(typedBy(menu, "b", "4", "y"), "/ban bob");
});

Deno.test("messageMenu() deletes one message, by its number and with its place, once it was asked", () => {
  const ofBob = messageMenu(said(7), bob, all);
  assert.equal(typedBy(ofBob, "d"), "Delete this message of bob?");
  assert.equal(typedBy(ofBob, "d", "y"), "/delete in:lobby seq:7");
  const own = { ...bob, nick: "ann", isOwn: true, keepsOrder: false };
  assert.equal(typedBy(messageMenu(said(7), own, all), "d"), "Delete your message?");
  const alone = messageMenu(direct(8), { ...own, isDirect: true }, all);
  assert.equal(typedBy(alone, "d", "y"), "/delete in:@ seq:8");
});

Deno.test("messageMenu() offers to delete only one's own, but to who keeps order in the room", () => {
  const offers = (menu: Menu) => labels(menu).includes("Delete…");
  const other = { ...bob, keepsOrder: false };
  assert.equal(offers(messageMenu(said(1), other, all)), false);
  assert.equal(offers(messageMenu(said(1), { ...other, isOwn: true }, all)), true);
  assert.equal(offers(messageMenu(said(1), bob, none)), false);
  assert.equal(offers(messageMenu(direct(1), { ...bob, isDirect: true }, all)), false);
});

Deno.test("messageMenu() begins with how the message does, and leads to the menu of who said it", () => {
  const menu = messageMenu(said(1, { text: `one\n\ntwo ${"x".repeat(200)}` }), bob, all);
  assert.match(menu.title, /^bob: one two x+…$/);
  assert.ok(menu.title.length < 50);
  assert.deepEqual(labels(menu), [
    ...["Reply to bob", "Copy the text", "Delete…", "Ignore", "More about bob…"],
  ]);
  assert.equal(typedBy(menu, "p", "k", "y"), "/kick bob");
  assert.equal(messageMenu(said(1, { text: "short" }), bob, all).title, "bob: short");
});

Deno.test("no menu has two entries with the same key", () => {
  const check = ({ entries }: Menu): void => {
    const keys = entries.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length, keys.join());
    for (const { action } of entries) if (action.type === "menu") check(action.menu);
  };
  for (const role of [undefined, "voice", "moderator", "owner", "x.jester"]) {
    for (const isOwn of [true, false]) check(messageMenu(said(1), { ...bob, role, isOwn }, all));
  }
});
