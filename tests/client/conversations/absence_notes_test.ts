import assert from "node:assert/strict";
import { AbsenceNotes } from "../../../client/conversations/absence_notes.ts";
import { direct } from "../room_messages.ts";

const minuteMs = 60_000;

/** Says something to somebody; whether the server's note of it is repeated. */
function noted(notes: AbsenceNotes, to: string, text: string, nowMs: number): boolean {
  const id = `${to} ${nowMs}`;
  assert.equal(notes.isRepeated(direct(1, { from: "ann", to, id }), nowMs), false);
  return notes.isRepeated({ type: "notice", text, id }, nowMs);
}

Deno.test("AbsenceNotes.isRepeated() lets a note pass once in ten minutes for a person", () => {
  const notes = new AbsenceNotes();
  assert.equal(noted(notes, "carol", "not here", 0), false);
  assert.equal(noted(notes, "Carol", "not here", 9 * minuteMs), true);
  assert.equal(noted(notes, "dora", "not here", 9 * minuteMs), false);
  assert.equal(noted(notes, "carol", "not here", 10 * minuteMs), false);
  assert.equal(noted(notes, "carol", "away: lunch", 10 * minuteMs), false, "that is news");
});

Deno.test("AbsenceNotes.isRepeated() lets pass what answers a command, however often", () => {
  const notes = new AbsenceNotes();
  for (const id of ["a", "a", "b", undefined]) {
    assert.equal(notes.isRepeated({ type: "notice", text: "same", id }, 0), false);
  }
});

Deno.test("AbsenceNotes keeps a bound of persons", () => {
  const notes = new AbsenceNotes();
  for (let index = 0; index < 300; index++) noted(notes, `nick${index}`, "not here", 0);
  assert.equal(noted(notes, "nick0", "not here", 1), false);
  assert.equal(noted(notes, "nick299", "not here", 1), true);
});
