import assert from "node:assert/strict";
import { InputHistory } from "../../../ui/writing/input_history.ts";
import {
  emptySearch,
  eraseQuery,
  type InputSearch,
  searchOlder,
  typeQuery,
} from "../../../ui/writing/input_search.ts";

const history = new InputHistory();
for (const text of ["deploy now", "hello", "deploy later", "bye"]) history.add(text);

function type(query: string): InputSearch {
  return [...query].reduce((search, text) => typeQuery(search, text, history), emptySearch);
}

Deno.test("typeQuery() finds the newest as it is typed", () => {
  assert.equal(type("e").found?.text, "bye");
  assert.equal(type("de").found?.text, "deploy later");
  assert.equal(type("deploy n").found?.text, "deploy now");
});

Deno.test("searchOlder() goes on to older ones, and stays at the last", () => {
  const older = searchOlder(type("deploy"), history);
  assert.equal(older.found?.text, "deploy now");
  assert.equal(older.isFailing, false);
  const none = searchOlder(older, history);
  assert.deepEqual([none.found?.text, none.isFailing], ["deploy now", true]);
});

Deno.test("typeQuery() says that it fails, and keeps what was found", () => {
  const failing = type("dex");
  assert.deepEqual([failing.found?.text, failing.isFailing], ["deploy later", true]);
});

Deno.test("eraseQuery() finds again with less", () => {
  const less = eraseQuery(type("dex"), history);
  assert.deepEqual(less, type("de"));
  assert.deepEqual(eraseQuery(eraseQuery(less, history), history), emptySearch);
});
