import assert from "node:assert/strict";
import { Quotes } from "../../client/quotes.ts";
import { direct, said } from "./room_messages.ts";

const reaction = { kind: "reaction", text: "👍", replyTo: 1 } as const;

Deno.test("Quotes give how what is answered begins, on one line, of the same place alone", () => {
  const quotes = new Quotes();
  quotes.heard(said(1, { text: "one\n  two" }));
  assert.equal(quotes.of(said(2, reaction)), "one two");
  assert.equal(quotes.of(said(2, { ...reaction, room: "dev" })), undefined);
  assert.equal(quotes.of(said(2, { ...reaction, replyTo: 7 })), undefined);
  assert.equal(quotes.of(said(2)), undefined);
  quotes.heard(said(1, { text: "x".repeat(100) }));
  assert.equal(quotes.of(said(2, reaction)), `${"x".repeat(39)}…`);
  quotes.heard(direct(1, { text: "hi" }));
  assert.equal(quotes.of(direct(2, reaction)), "hi");
  quotes.heard(said(2, reaction));
  assert.equal(quotes.of(said(3, { ...reaction, replyTo: 2 })), undefined, "it is nothing said");
});

Deno.test("Quotes keep nothing of what is deleted, and not everything", () => {
  const quotes = new Quotes();
  quotes.heard(said(1, { text: "secret" }));
  quotes.heard(said(2, { kind: "deletion", text: "deleted", deletes: [1] }));
  assert.equal(quotes.of(said(3, reaction)), undefined);
  quotes.heard(said(1, { text: "secret" }));
  quotes.heard(said(1, { kind: "deleted", text: "(deleted by ann)" }));
  assert.equal(quotes.of(said(3, reaction)), undefined);
  quotes.heard(said(1));
  for (let seq = 2; seq < 5002; seq++) quotes.heard(said(seq));
  assert.equal(quotes.of(said(9000, reaction)), undefined);
});
