import assert from "node:assert/strict";
import { TypingNotes, Typists } from "../../../client/conversations/typing.ts";

const lobby = {};
const bob = {};

Deno.test("TypingNotes.typed() is true once in three seconds for a place", () => {
  const notes = new TypingNotes();
  assert.ok(notes.typed(lobby, "h", 1000));
  assert.ok(!notes.typed(lobby, "he", 3999));
  assert.ok(notes.typed(bob, "h", 3999));
  assert.ok(notes.typed(lobby, "hel", 4000));
  assert.ok(!notes.typed(lobby, "hell", 4001));
});

Deno.test("TypingNotes.typed() tells nothing of commands, nor where nothing is written", () => {
  const notes = new TypingNotes();
  for (const draft of ["", "  \n", "/", "/msg bob hi"]) assert.ok(!notes.typed(lobby, draft, 0));
  assert.ok(notes.typed(lobby, "//not a command", 0));
});

Deno.test("Typists.nicks() forgets whoever is not heard for six seconds", () => {
  const typists = new Typists();
  typists.heard("bob", 1000);
  typists.heard("carl", 2000);
  typists.heard("Bob", 3000);
  assert.deepEqual(typists.nicks(7999), ["carl", "Bob"]);
  assert.deepEqual(typists.nicks(8000), ["Bob"]);
  assert.deepEqual(typists.nicks(9000), []);
});

Deno.test("Typists.stopped() takes one away, and clear() all", () => {
  const typists = new Typists();
  for (const nick of ["bob", "carl", "dora"]) typists.heard(nick, 0);
  typists.stopped("BOB");
  typists.stopped("unknown");
  assert.deepEqual(typists.nicks(1), ["carl", "dora"]);
  typists.clear();
  assert.deepEqual(typists.nicks(1), []);
});

Deno.test("Typists keeps a bound", () => {
  const typists = new Typists();
  for (let index = 0; index < 300; index++) typists.heard(`nick${index}`, index);
  assert.equal(typists.nicks(300).length, 100);
  typists.heard("late", 6050);
  assert.ok(typists.nicks(6050).includes("late"));
});
