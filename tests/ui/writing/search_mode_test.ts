import assert from "node:assert/strict";
import { InputHistory } from "../../../client/writing/input_history.ts";
import { emptySearch, type InputSearch, searchByKey } from "../../../ui/writing/writing_modes.ts";
import { actionOf } from "../../../ui/keys/key_bindings.ts";
import { keyEvent } from "../keys/key_events.ts";

const history = new InputHistory();
for (const text of ["deploy now", "hello", "deploy later", "bye"]) history.add(text);

function press(search: InputSearch, key: string): InputSearch {
  return searchByKey(search, keyEvent(key), actionOf(key), history) ?? assert.fail(key);
}

function type(query: string): InputSearch {
  return [...query].reduce(press, emptySearch);
}

Deno.test("searchByKey() finds the newest as it is typed", () => {
  assert.equal(type("e").found?.text, "bye");
  assert.equal(type("de").found?.text, "deploy later");
  assert.equal(type("deploy n").found?.text, "deploy now");
});

Deno.test("searchByKey() goes on to older ones with Ctrl+R, and stays at the last", () => {
  const older = press(type("deploy"), "ctrl+r");
  assert.equal(older.found?.text, "deploy now");
  assert.equal(older.isFailing, false);
  const none = press(older, "ctrl+r");
  assert.deepEqual([none.found?.text, none.isFailing], ["deploy now", true]);
});

Deno.test("searchByKey() says that it fails, and keeps what was found", () => {
  const failing = type("dex");
  assert.deepEqual([failing.found?.text, failing.isFailing], ["deploy later", true]);
});

Deno.test("searchByKey() finds again with less", () => {
  const less = press(type("dex"), "backspace");
  assert.deepEqual(less, type("de"));
  assert.deepEqual(press(press(less, "backspace"), "backspace"), {
    ...emptySearch,
    found: undefined,
  });
});
