import assert from "node:assert/strict";
import {
  readSession,
  type SavedSession,
  writeSession,
} from "../../../client/resume/saved_session.ts";

const session: SavedSession = {
  token: "secret",
  nick: "ann",
  rooms: ["lobby", "dev"],
  seqs: new Map([["lobby", 41], ["@", 0], ["__proto__", 3]]),
};

Deno.test("readSession() reads what writeSession() wrote", () => {
  assert.deepEqual(readSession(writeSession(session)), session);
  const renamed = { ...session, formerNicks: ["anna", "anne"] };
  assert.deepEqual(readSession(writeSession(renamed)), renamed);
});

Deno.test("writeSession() writes what is for encrypted connections so that earlier versions leave it alone", () => {
  const encrypted = { ...session, encrypted: true } as const;
  assert.deepEqual(readSession(writeSession(encrypted)), encrypted);
  const versions = [session, encrypted].map((each) => JSON.parse(writeSession(each)).version);
  assert.deepEqual(versions, [1, 2]);
});

Deno.test("readSession() takes no file that is broken", () => {
  const good: Record<string, unknown> = JSON.parse(writeSession(session));
  const bad: readonly unknown[] = [
    null,
    [],
    { ...good, version: 0 },
    { ...good, token: "" },
    { ...good, token: 5 },
    { ...good, encrypted: "yes" },
    { ...good, nick: "n".repeat(33) },
    { ...good, formerNicks: "anna" },
    { ...good, formerNicks: [5] },
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

Deno.test("readSession() tells a file of a newer version from one that is broken", () => {
  const newer = JSON.stringify({ version: 3, everything: "else" });
  assert.throws(() => readSession(newer), { name: "ClientError", code: "newer_session" });
});
