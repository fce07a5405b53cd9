import assert from "node:assert/strict";
import { readSession, type SavedSession, writeSession } from "../../client/saved_session.ts";

const session: SavedSession = {
  token: "secret",
  nick: "ann",
  rooms: ["lobby", "dev"],
  seqs: new Map([["lobby", 41], ["@", 0], ["__proto__", 3]]),
};

Deno.test("readSession() reads what writeSession() wrote", () => {
  assert.deepEqual(readSession(writeSession(session)), session);
});

Deno.test("readSession() takes no file that is broken, or newer than it knows", () => {
  const good: Record<string, unknown> = JSON.parse(writeSession(session));
  const bad: readonly unknown[] = [
    null,
    [],
    { ...good, version: 2 },
    { ...good, token: "" },
    { ...good, token: 5 },
    { ...good, nick: "n".repeat(33) },
    { ...good, rooms: "lobby" },
    { ...good, rooms: [5] },
    { ...good, rooms: Array(101).fill("r") },
    { ...good, seqs: [] },
    { ...good, seqs: { lobby: -1 } },
    { ...good, seqs: { lobby: 1.5 } },
    { ...good, seqs: undefined },
  ];
  for (const text of ["", "{", ...bad.map((value) => JSON.stringify(value))]) {
    assert.throws(() => readSession(text), { name: "ClientError", code: "bad_session" }, text);
  }
});
