import assert from "node:assert/strict";
import { complete } from "../../ui/complete.ts";

const known = {
  commands: [
    { name: "join", aliases: ["j"] },
    { name: "me", aliases: [] },
    { name: "msg", aliases: ["w", "tell"] },
  ],
  rooms: ["dev", "Design", "lobby"],
  nicks: ["bob", "Anna", "ann"],
};

/** `|` is the cursor. */
function candidates(marked: string): readonly string[] {
  const cursor = marked.indexOf("|");
  return complete(marked.replace("|", ""), cursor, known).candidates;
}

Deno.test("complete() completes a command at the start of the line only", () => {
  assert.deepEqual(candidates("/jo|"), ["/join "]);
  assert.deepEqual(candidates("/M|"), ["/me ", "/msg "]);
  assert.deepEqual(candidates("/|"), ["/join ", "/me ", "/msg "]);
  assert.deepEqual(candidates("hi /jo|"), []);
  assert.deepEqual(candidates("//jo|"), []);
});

Deno.test("complete() offers an alias where no name begins so", () => {
  assert.deepEqual(candidates("/te|"), ["/tell "]);
  assert.deepEqual(candidates("/j|"), ["/join "]);
});

Deno.test("complete() puts a colon behind a nick that begins the line, else a space", () => {
  assert.deepEqual(candidates("BO|"), ["bob: "]);
  assert.deepEqual(candidates("an|"), ["Anna: ", "ann: "]);
  assert.deepEqual(candidates("hello bo|"), ["bob "]);
  assert.deepEqual(candidates("/msg bo|"), ["bob "]);
});

Deno.test("complete() completes a room after # and after /join", () => {
  assert.deepEqual(candidates("see #DE|"), ["#Design ", "#dev "]);
  assert.deepEqual(candidates("#lo|"), ["#lobby "]);
  assert.deepEqual(candidates("/join de|"), ["Design ", "dev "]);
  assert.deepEqual(candidates("/J #de|"), ["#Design ", "#dev "]);
  assert.deepEqual(candidates("/join dev bo|"), ["bob "]);
});

Deno.test("complete() offers everything for an empty word after a command only", () => {
  assert.deepEqual(candidates("/join |"), ["Design ", "dev ", "lobby "]);
  assert.deepEqual(candidates("/msg |"), ["Anna ", "ann ", "bob "]);
  assert.deepEqual(candidates("|"), []);
  assert.deepEqual(candidates("hello |"), []);
});

Deno.test("complete() replaces the word left of the cursor and doubles no space", () => {
  assert.equal(complete("hi BO there", 5, known).replaces, "BO");
  assert.deepEqual(candidates("hi BO| there"), ["bob"]);
  assert.deepEqual(candidates("hi bo|there"), ["bob "]);
});
