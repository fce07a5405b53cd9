import assert from "node:assert/strict";
import { chooseEntry, createMenu } from "../../../client/menus/menu.ts";

const question = createMenu("Sure?", [{ key: "n", label: "No", action: { type: "nothing" } }]);
const menu = createMenu("bob", [
  { key: "c", label: "Copy", action: { type: "copy", text: "hi" } },
  { key: "k", label: "Kick…", action: { type: "menu", menu: question } },
]);

Deno.test("chooseEntry() gives what is chosen, or the menu that asks more", () => {
  assert.deepEqual(chooseEntry(menu, 0), { chosen: { type: "copy", text: "hi" } });
  assert.deepEqual(chooseEntry(menu, 1), { menu: question });
});

Deno.test("chooseEntry() does nothing for an entry that is not there", () => {
  assert.deepEqual(chooseEntry(menu, 2), { menu });
  assert.deepEqual(chooseEntry(menu, -1), { menu });
});
