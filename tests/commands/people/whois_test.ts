import assert from "node:assert/strict";
import type { Member } from "../../../chat/people/member.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const durations: readonly [ms: number, shown: string][] = [
  [0, "1 sec"],
  [59 * second + 999, "59 sec"],
  [minute, "1 min"],
  [hour - 1, "59 min"],
  [2 * hour + 5 * minute, "2 hr, 5 min"],
  [3 * day + 4 * hour + 59 * minute, "3 days, 4 hr"],
];

Deno.test("/whois tells since when somebody is here", () => {
  const { answers, ann } = createSetting();
  for (const [nowMs, shown] of durations) {
    const [text = ""] = answers(ann, "/whois bob", { nowMs });
    assert.equal(text, `bob: in #lobby; here for ${shown}; not encrypted`);
  }
});

Deno.test("/whois tells rooms, absence, program and encryption, and to operators the address", () => {
  const { members, rooms, run, answers, ann, operator } = createSetting();
  const carl = members.enter("carl", "carl", 0, {
    ...{ device: "carl-1", agent: "nc 1.0", address: "192.0.2.1", encryption: "TLS 1.3" },
  });
  for (const room of ["lobby", "dev"]) rooms.join(carl, room, 0);
  run(carl, "/say hi", { nowMs: minute });
  run(carl, "/away lunch");
  const told =
    "carl: in #lobby, #dev (owner of the room); here for 2 min; last spoke 1 min ago; away (lunch); with nc 1.0";
  const encrypted = "encrypted (TLS 1.3)";
  const toAll = [`${told}; ${encrypted}`];
  assert.deepEqual(answers(ann, "/whois CARL", { nowMs: 2 * minute }), toAll);
  const facts = {
    ...{ type: "whois", nick: "carl", away: "lunch", operator: false, rooms: ["lobby", "dev"] },
    roles: [{ room: "dev", role: "owner" }],
    ...{ enteredTs: 0, spokeTs: minute, agent: "nc 1.0", address: undefined },
    ...{ account: undefined, user: undefined, host: undefined, realName: undefined },
    ...{ bot: undefined, encryption: ["TLS 1.3"] },
  };
  const answerTo = (member: Member) => {
    const [outcome] = run(member, "/whois carl", { nowMs: 2 * minute });
    return outcome;
  };
  assert.deepEqual(answerTo(ann), facts);
  assert.deepEqual(answerTo(operator), { ...facts, address: "192.0.2.1" });
  const toOperator = [`${told}; from 192.0.2.1; ${encrypted}`];
  assert.deepEqual(answers(operator, "/whois carl", { nowMs: 2 * minute }), toOperator);
});

Deno.test("/whois knows operators, and who is in no room or away without a word", () => {
  const { run, answers, ann, operator } = createSetting();
  run(operator, "/away");
  const [text = ""] = answers(ann, "/whois server");
  assert.match(
    text,
    /^server: owner of this server; in no room; .*; away; on the server's machine$/,
  );
});

Deno.test("/whois counts connections that are encrypted and others where somebody has several", () => {
  const { answers, run, ann, bob } = createSetting();
  const about = { isUnattended: false };
  const connections = [undefined, "TLS 1.3", "TLS 1.2", "TLS 1.3"];
  for (const [id, encryption] of connections.entries()) {
    bob.sessions.set(`${id}`, { ...about, encryption });
  }
  const [text = ""] = answers(ann, "/whois bob");
  const told = "1 not encrypted, 2 encrypted (TLS 1.3), 1 encrypted (TLS 1.2)";
  assert.ok(text.endsWith(`; connections: ${told}`), text);
  const [facts] = run(ann, "/whois bob");
  assert.ok(facts?.type === "whois");
  assert.deepEqual(facts.encryption, ["none", "TLS 1.3", "TLS 1.2", "TLS 1.3"]);
  bob.sessions.delete("0");
  bob.sessions.delete("2");
  assert.match(answers(ann, "/whois bob")[0] ?? "", /; encrypted \(TLS 1\.3\)$/);
});

Deno.test("/whois refuses who is not here", () => {
  const { run, ann } = createSetting();
  assertRefused("no_such_nick", () => run(ann, "/whois nobody"));
});

Deno.test("/whois tells nothing of what somebody is in a room that one may not know of", () => {
  const { run, answers, rooms, ann, bob } = createSetting();
  rooms.join(bob, "secret", 0);
  run(bob, "/private", { room: "secret" });
  run(bob, "/say hi", { room: "secret" });
  const [text = ""] = answers(ann, "/whois bob");
  assert.equal(text, "bob: in #lobby; here for 1 sec; not encrypted");
  assert.ok(!JSON.stringify(run(ann, "/whois bob")).includes("secret"));
});
