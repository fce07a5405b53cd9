import assert from "node:assert/strict";
import { InputHistory, mayBeKept } from "../../../client/writing/input_history.ts";

function historyOf(...texts: readonly string[]): InputHistory {
  const history = new InputHistory();
  for (const text of texts) history.add(text);
  return history;
}

Deno.test("recallNext() goes through what was written, and back to the draft", () => {
  const history = historyOf("one", "two");
  assert.equal(history.recallNext(-1, "draft"), "two");
  assert.equal(history.recallNext(-1, "two"), "one");
  assert.equal(history.recallNext(-1, "one"), undefined);
  assert.equal(history.recallNext(1, "one"), "two");
  assert.equal(history.recallNext(1, "two"), "draft");
  assert.equal(history.recallNext(1, "draft"), undefined);
});

Deno.test("recallNext() keeps what an entry was made into until something is entered", () => {
  const history = historyOf("one", "two");
  history.recallNext(-1, "");
  assert.equal(history.recallNext(-1, "two, changed"), "one");
  assert.equal(history.recallNext(1, "one"), "two, changed");
  history.add("three");
  assert.equal(history.recallNext(-1, ""), "three");
  assert.equal(history.recallNext(-1, "three"), "two");
});

Deno.test("add() keeps nothing blank, and nothing twice in a row", () => {
  const history = historyOf("one", "one", " \n", "two", "one");
  assert.equal(history.size, 3);
});

Deno.test("add() forgets the oldest over its bounds", () => {
  const many = historyOf(...Array.from({ length: 600 }, (_, index) => `entry ${index}`));
  assert.equal(many.size, 500);
  assert.equal(many.search("entry 99"), undefined);
  assert.equal(many.search("entry 100")?.index, 0);
  const large = historyOf(...Array.from({ length: 40 }, (_, index) => `${index}`.repeat(8 * 1024)));
  assert.ok(large.size <= 32);
});

Deno.test("search() finds the newest entry, and then older ones, in any case", () => {
  const history = historyOf("Hello ann", "bye", "hello bob");
  assert.deepEqual(history.search("HELLO"), { index: 2, text: "hello bob", start: 0 });
  assert.deepEqual(history.search("hello", 2), { index: 0, text: "Hello ann", start: 0 });
  assert.equal(history.search("hello", 0), undefined);
  assert.equal(history.search(""), undefined);
});

Deno.test("search() tells where the last match begins, whatever the case changes", () => {
  const history = historyOf("İİİİ Wanted (a+b) wanted");
  const starts = ["WANTED", "(A+B)", "i", "İ", "ted"].map((query) => history.search(query)?.start);
  assert.deepEqual(starts, [18, 12, undefined, 3, 21]);
  assert.equal(historyOf("aaa").search("aa")?.start, 1);
});

Deno.test("recall() goes on from what was found", () => {
  const history = historyOf("one", "two", "three");
  const found = history.search("two");
  assert.equal(found && history.recall(found, "draft"), "two");
  assert.equal(history.recallNext(-1, "two"), "one");
  assert.equal(history.recallNext(1, "one"), "two");
  assert.equal(history.recallNext(1, "two"), "three");
  assert.equal(history.recallNext(1, "three"), "draft");
});

Deno.test("rest() begins anew with the newest, and forgets what recalled entries were made into", () => {
  const history = new InputHistory();
  history.add("first");
  history.add("second");
  history.recallNext(-1, "draft");
  history.recallNext(-1, "second, changed");
  history.rest();
  assert.equal(history.recallNext(1, ""), undefined);
  assert.equal(history.recallNext(-1, ""), "second");
  assert.equal(history.recallNext(1, "second"), "");
});

Deno.test("InputHistory keeps nothing behind which a secret stands, in this run or for the next", () => {
  const history = new InputHistory();
  for (
    const line of ["/password hunter2", " /LOCK hunter2", "/claim ABCD-EFGH", "/join dev hunter2"]
  ) {
    history.add(line);
    assert.ok(!mayBeKept(line), line);
  }
  assert.equal(history.size, 0);
  for (const line of ["/password", "/lock", "/join dev, ops", "a /password here"]) {
    history.add(line);
  }
  assert.equal(history.size, 4);
});
