import assert from "node:assert/strict";
import {
  completingOf,
  isOffered,
  selectNext,
  wordOf,
} from "../../../../../web/page/view/writing/completing.ts";

function candidates(...texts: readonly string[]) {
  return texts.map((text) => ({ text, label: text, detail: "" }));
}

Deno.test("a list comes by itself for a command, a room, a person and an emoji, and nothing else", () => {
  for (const text of ["/", "/jo", "#", "see #de", "@", "ask @bo", ":sm", "ha :smile"]) {
    assert.ok(isOffered(text), text);
  }
  const others = [
    "",
    "bo",
    "a/b",
    "see /jo",
    "/join ",
    "/join de",
    "a@b",
    "c#",
    ":",
    ":)",
    "12:30",
    "@bob ",
  ];
  for (const text of others) assert.ok(!isOffered(text), text);
});

Deno.test("there is no list of nothing, nor of what stands there already", () => {
  assert.equal(completingOf({ candidates: [], replaces: "@x" }, 2), undefined);
  assert.equal(completingOf({ candidates: candidates("@bob "), replaces: "@bob" }, 4), undefined);
  const list = completingOf({ candidates: candidates("@bob ", "@bobby "), replaces: "@bob" }, 8);
  assert.deepEqual([list?.start, list?.selected], [4, -1]);
  const many = candidates(...Array.from({ length: 5000 }, (_, index) => `@bob${index}`));
  assert.equal(completingOf({ candidates: many, replaces: "@" }, 1)?.candidates.length, 50);
});

Deno.test("the candidates are gone through in a circle, with what was typed in it", () => {
  let list = completingOf({ candidates: candidates("bob", "bea"), replaces: "b" }, 1);
  const seen: string[] = [];
  for (const step of [1, 1, 1, -1, -1] as const) {
    list = list && selectNext(list, step);
    seen.push(list === undefined ? "" : wordOf(list));
  }
  assert.deepEqual(seen, ["bob", "bea", "b", "bea", "bob"]);
});

Deno.test("Enter takes the first, but no whole word, no command of several, and no emoji that is meant by chance", () => {
  const taken = (replaces: string, ...texts: readonly string[]) =>
    completingOf({ candidates: candidates(...texts), replaces }, replaces.length)?.taken;
  assert.equal(taken("@b", "@bob ", "@bea "), 0);
  assert.equal(taken("@BOB", "@bob ", "@bobby "), -1);
  assert.equal(taken("/who", "/whois ", "/whowas "), -1);
  assert.equal(taken("/whoi", "/whois "), 0);
  const emoji = (replaces: string, name: string) =>
    completingOf({ candidates: [{ text: "😄", label: "😄", detail: `:${name}:` }], replaces }, 3)
      ?.taken;
  assert.deepEqual([emoji(":smi", "smile"), emoji(":-p", "non-potable_water")], [0, -1]);
});
