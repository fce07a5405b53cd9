import assert from "node:assert/strict";
import { Drafts } from "../../../../web/page/chat/drafts.ts";
import type { KeyStorage } from "../../../../web/page/chat/kept_session.ts";

function storageOf(kept = new Map<string, string>()): KeyStorage {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

Deno.test("a draft is there after a reload, until it is empty", () => {
  const storage = storageOf();
  new Drafts(storage).set("#lobby", "hello");
  new Drafts(storage).set("@__proto__", "you");
  const drafts = new Drafts(storage);
  assert.deepEqual(["#lobby", "@__proto__", "#dev"].map((key) => drafts.get(key)), [
    ...["hello", "you", ""],
  ]);
  drafts.set("#lobby", "");
  assert.equal(new Drafts(storage).get("#lobby"), "");
});

Deno.test("no secret is kept, nor what was there before it", () => {
  const storage = storageOf();
  const drafts = new Drafts(storage);
  for (const text of ["/join dev sesame", " /claim 1234", "/password sesame"]) {
    drafts.set("#lobby", "hello");
    drafts.set("#lobby", text);
    assert.equal(drafts.get("#lobby"), "", text);
  }
  drafts.set("#lobby", "//password is a word");
  assert.equal(drafts.get("#lobby"), "//password is a word");
});

Deno.test("the newest 50 drafts are kept, and no very long one", () => {
  const drafts = new Drafts(storageOf());
  for (let number = 0; number < 60; number++) drafts.set(`#room${number}`, "text");
  assert.deepEqual([9, 10, 59].map((number) => drafts.get(`#room${number}`)), ["", "text", "text"]);
  drafts.set("#room20", "x".repeat(20_000));
  assert.equal(drafts.get("#room20"), "");
});

Deno.test("what others put there, and a storage that does not work, are no drafts", () => {
  for (const text of ["", "nonsense", "null", "[1]", '{"#lobby":{"a":1}}', '"text"']) {
    assert.equal(new Drafts(storageOf(new Map([["drafts", text]]))).get("#lobby"), "", text);
  }
  const refuse = () => {
    throw new Error("full");
  };
  const drafts = new Drafts({ getItem: refuse, setItem: refuse, removeItem: refuse });
  drafts.set("#lobby", "hello");
  drafts.end();
  assert.equal(drafts.get("#lobby"), "");
});

Deno.test("when the person is to be forgotten, nothing is kept, whatever still comes", () => {
  const kept = new Map<string, string>();
  const drafts = new Drafts(storageOf(kept));
  drafts.set("#lobby", "hello");
  drafts.end();
  drafts.set("#lobby", "hello again");
  assert.deepEqual([...kept], []);
});
