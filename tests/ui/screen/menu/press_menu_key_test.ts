import assert from "node:assert/strict";
import { actionOf } from "../../../../ui/keys/key_bindings.ts";
import { createMenu, type Menu, type MenuAction } from "../../../../client/menus/menu.ts";
import { pressMenuKey } from "../../../../ui/screen/menu/press_menu_key.ts";
import { keyEvent } from "../../keys/key_events.ts";

const kick: MenuAction = { type: "command", name: "kick", args: "bob" };
const question = createMenu("Sure?", [
  { key: "y", label: "Yes", action: kick },
  { key: "n", label: "No", action: { type: "nothing" } },
], 1);
const menu = createMenu("bob", [
  { key: "w", label: "Who is that?", action: { type: "command", name: "whois", args: "bob" } },
  { key: "c", label: "Copy", action: { type: "copy", text: "hi" } },
  { key: "k", label: "Kick…", action: { type: "menu", menu: question } },
]);

function press(from: Menu, name: string) {
  return pressMenuKey(from, keyEvent(name), actionOf(name));
}

/** Which entry is selected after these keys. */
function selectedAfter(...names: readonly string[]): number | undefined {
  return names.reduce<Menu | undefined>((from, name) => from && press(from, name).menu, menu)
    ?.selected;
}

Deno.test("pressMenuKey() goes to other entries, and round", () => {
  assert.equal(selectedAfter("down"), 1);
  assert.equal(selectedAfter("up"), 2);
  assert.equal(selectedAfter("down", "tab", "ctrl+n"), 0);
  assert.deepEqual([selectedAfter("end"), selectedAfter("end", "home")], [2, 0]);
});

Deno.test("pressMenuKey() takes the selected entry with Enter, and any with its letter", () => {
  assert.deepEqual(press(menu, "enter").chosen, menu.entries[0]?.action);
  assert.deepEqual(press(menu, "c").chosen, { type: "copy", text: "hi" });
  assert.deepEqual(press(menu, "C").chosen, { type: "copy", text: "hi" });
});

Deno.test("pressMenuKey() asks before what an entry leads to, and Enter alone means no", () => {
  const asked = press(menu, "k").menu;
  assert.equal(asked, question);
  assert.deepEqual(press(question, "enter").chosen, { type: "nothing" });
  assert.deepEqual(press(question, "y").chosen, kick);
});

Deno.test("pressMenuKey() does nothing for a character that no entry has", () => {
  for (const name of ["x", " ", "7"]) assert.deepEqual(press(menu, name), { menu });
});

Deno.test("pressMenuKey() closes the menu, and lets keys through that mean something elsewhere", () => {
  assert.deepEqual(press(menu, "escape"), {});
  assert.deepEqual(press(menu, "ctrl+c"), {});
  assert.deepEqual(press(menu, "alt+2"), { passes: true });
  assert.deepEqual(press(menu, "ctrl+l"), { menu, passes: true });
});
