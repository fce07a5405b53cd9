import assert from "node:assert/strict";

import type { EnterRequest, RequestBody } from "../../../chat/request.ts";
import { limits } from "../../../protocol.ts";
import { ChatState, type Outcome } from "../../../server/chat_state.ts";

type About = Partial<Omit<EnterRequest, "type" | "nick">>;

function open() {
  const chat = new ChatState("");
  const ask = (session: string, what: RequestBody) =>
    chat.apply({ by: "a", session, nowMs: 1, what });
  const comeIn = (session: string, about: About = {}, nick = "ann") => {
    const known = { person: "a-1", resume: new Map(), isKnown: true, keepsOthers: true };
    return ask(session, { type: "enter", nick, ...known, ...about });
  };
  const ann = () => chat.members.get("a") ?? assert.fail("She is gone");
  return { chat, ask, comeIn, ann };
}

function typesOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ type }) => type);
}

Deno.test("a further session is shown what the others are in, and resumes there for itself", () => {
  const { comeIn, ann } = open();
  comeIn("s1", { rooms: ["lobby", "dev"] });
  const outcomes = comeIn("s2", { rooms: ["ops"], resume: new Map([["dev", 7]]) }, "anna");
  const shown = outcomes.flatMap((outcome) =>
    outcome.type === "join" || outcome.type === "rejoin"
      ? [[outcome.type, outcome.joined.room, outcome.after]]
      : []
  );
  assert.deepEqual(shown, [
    ...[["rejoin", "lobby", undefined], ["rejoin", "dev", 7], ["join", "ops", undefined]],
  ]);
  assert.equal(typesOf(outcomes).includes("leave"), false);
  assert.deepEqual([ann().nick, [...ann().rooms]], ["ann", ["lobby", "dev", "ops"]]);
});

Deno.test("an eleventh session is refused and changes nothing; one that is here may come again", () => {
  const { ask, comeIn, ann } = open();
  for (let count = 1; count <= limits.sessions; count++) comeIn(`s${count}`);
  const [refused, ...others] = comeIn("s11", { rooms: ["ops"] });
  assert.ok(refused?.type === "error" && refused.code === "too_many_sessions");
  assert.deepEqual([others, [...ann().rooms], ann().sessions.size], [[], ["lobby"], 10]);
  assert.ok(typesOf(comeIn("s1")).includes("entered"));
  assert.deepEqual(typesOf(ask("s3", { type: "depart", reason: "left" })), ["sessionEnded"]);
  assert.ok(typesOf(comeIn("s11")).includes("entered"));
});

Deno.test("a person counts as what its newest session has told, of those that are left", () => {
  const { ask, comeIn, ann } = open();
  const facts = () => [ann().agent, ann().address];
  comeIn("s1", { agent: "laptop", address: "192.0.2.1" });
  comeIn("s2", { agent: "phone", address: "192.0.2.2" });
  comeIn("s3", { agent: "script", address: "192.0.2.3" });
  assert.deepEqual(facts(), ["script", "192.0.2.3"]);
  ask("s3", { type: "depart", reason: "left" });
  assert.deepEqual(facts(), ["phone", "192.0.2.2"]);
  comeIn("s1", { agent: "laptop", address: "192.0.2.4" });
  ask("s2", { type: "lose", reason: "lost connection" });
  assert.deepEqual(facts(), ["laptop", "192.0.2.4"]);
  ask("s1", { type: "lose", reason: "lost connection" });
  assert.deepEqual(facts(), ["laptop", "192.0.2.4"], "it may come back");
});

Deno.test("a person is lost with its last session, and gone when none has come back", () => {
  const { ask, comeIn, ann, chat } = open();
  for (const session of ["s1", "s2"]) comeIn(session);
  ask("s1", { type: "lose", reason: "lost connection" });
  assert.deepEqual([ann().lostBy, typesOf(ask("s1", { type: "expire" }))], [undefined, []]);
  ask("s2", { type: "lose", reason: "lost connection" });
  assert.equal(ann().lostBy, "lost connection");
  assert.deepEqual(typesOf(ask("s2", { type: "expire" })), ["depart"]);
  assert.equal(chat.members.get("a"), undefined);
});
