import assert from "node:assert/strict";
import type { Account, ServerRole } from "../../../records.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

function accountOf(nick: string, role?: ServerRole): Account {
  return { identity: `${nick}-1`, nick, createdAt: 0, seenAt: 0, role, devices: [] };
}

Deno.test("/release lets a reserved nick go, with what was kept for it alone", () => {
  const { run, chat, bob, operator } = createSetting();
  chat.accounts.set(accountOf("carl"));
  assertRefused("not_allowed", () => run(bob, "/release carl"));
  bob.serverRole = "operator";
  const [forgotten, audit, told] = run(bob, "/release CARL");
  assert.deepEqual(forgotten, { type: "forgetAccount", identity: "carl-1" });
  assert.ok(audit?.type === "keepAudit" && audit.entry.whom === "carl");
  assert.ok(told?.type === "notice" && told.text === 'The nick "carl" is free');
  assert.equal(chat.accounts.lookUp("carl"), undefined);
  assertRefused("no_such_nick", () => run(operator, "/release carl"));
});

Deno.test("/release takes no nick from who is here, nor from one's equals", () => {
  const { run, chat, ann, bob, operator } = createSetting();
  bob.serverRole = "operator";
  chat.accounts.set({ ...accountOf("ann"), identity: ann.identity });
  assertRefused("not_allowed", () => run(operator, "/release ann"));
  chat.accounts.set(accountOf("dora", "operator"));
  chat.accounts.set(accountOf("emma", "owner"));
  for (const nick of ["dora", "emma"]) {
    assertRefused("not_allowed", () => run(bob, `/release ${nick}`), nick);
  }
  run(operator, "/release dora");
  const { nick, role } = chat.accounts.get("dora-1") ?? {};
  assert.deepEqual([nick, role], [undefined, "operator"]);
});

Deno.test("/release tells how it is used", () => {
  const { run, operator } = createSetting();
  for (const line of ["/release", "/release ann now"]) {
    assertRefused("bad_usage", () => run(operator, line), line);
  }
});
