import assert from "node:assert/strict";
import { enter } from "../../../chat/enter.ts";
import type { EnterRequest } from "../../../chat/request.ts";
import { addInvitation, lockServer, unlockServer } from "../../../chat/order/server_lock.ts";
import { ChatState } from "../../../server/chat_state.ts";
import { assertRefused } from "../assert_refused.ts";

const password = { cost: 1, blockSize: 1, parallelization: 1, salt: "", hash: "" };

function begin() {
  const chat = new ChatState("");
  const by = chat.members.enter("console", "server", 0, { isConsole: true });
  const comeIn = (nick: string, about: Partial<EnterRequest> = {}, nowMs = 10) => {
    const known = { person: nick, resume: new Map(), isKnown: false, device: "d" };
    const asked = { type: "enter", nick, ...known } as const;
    return [...enter(chat, nick, { ...asked, ...about }, nowMs)].map(({ type }) => type);
  };
  const at = (nowMs: number) => ({ chat, by, nowMs });
  return { chat, comeIn, at };
}

Deno.test("a locked server lets in who gives its password, and who is here stays", () => {
  const { chat, comeIn, at } = begin();
  comeIn("ann", {}, 0);
  const done = [...lockServer(at(5), password)].map(({ type }) => type);
  assert.deepEqual(done, ["keepServer", "keepAudit"]);
  assertRefused("server_locked", () => comeIn("bob"));
  assert.equal(chat.members.get("bob"), undefined);
  assert.ok(comeIn("bob", { hasServerPassword: true }).includes("entered"));
  assert.ok(comeIn("ann", { isKnown: true }).includes("entered"), "is here");
  assert.deepEqual([...unlockServer(at(20))].map(({ type }) => type), ["keepServer", "keepAudit"]);
  assert.ok(comeIn("carl", {}, 20).includes("entered"));
});

Deno.test("a locked server asks nobody again whose account was in since, and no operator", () => {
  const { chat, comeIn, at } = begin();
  const devices = [{ id: "d", addedAt: 0, seenAt: 0 }];
  const account = { createdAt: 0, seenAt: 3, devices };
  chat.accounts.set({ ...account, identity: "ann", nick: "ann" });
  chat.accounts.set({ ...account, identity: "bob", nick: "bob", role: "operator" });
  chat.accounts.set({ ...account, identity: "carl", nick: "carl", seenAt: 7 });
  void [...lockServer(at(5), undefined)];
  assert.ok(comeIn("bob").includes("entered") && comeIn("carl").includes("entered"));
  assertRefused("invite_invalid", () => comeIn("ann"));
  assert.ok(comeIn("ann", { hasServerPassword: true }, 8).includes("keepAccount"));
  assert.equal(chat.accounts.get("ann")?.seenAt, 8);
});

Deno.test("a locked server lets those in again who were here then and have an account", () => {
  const { chat, comeIn, at } = begin();
  const devices = [{ id: "d", addedAt: 0, seenAt: 0 }];
  chat.accounts.set({ createdAt: 0, seenAt: 0, identity: "ann", nick: "ann", devices });
  comeIn("ann", {}, 0);
  comeIn("bob", {}, 0);
  assert.ok([...lockServer(at(5), undefined)].some(({ type }) => type === "keepAccount"));
  for (const member of [...chat.members.all()]) chat.members.exit(member);
  assert.ok(comeIn("ann", { isKnown: true }).includes("entered"));
  assertRefused("invite_invalid", () => comeIn("bob", { isKnown: true }));
});

Deno.test("an invitation lets in so many, and for so long", () => {
  const { comeIn, at } = begin();
  void [...lockServer(at(5), password)];
  void [...addInvitation(at(5), { codeHash: "twice", uses: 2 })];
  void [...addInvitation(at(5), { codeHash: "soon over", untilTs: 30 })];
  assert.ok(comeIn("ann", { inviteHash: "twice" }).includes("keepServer"));
  assertRefused("invite_invalid", () => comeIn("bob", { inviteHash: "no such one" }));
  assert.ok(comeIn("bob", { inviteHash: "twice" }).includes("entered"));
  assertRefused("invite_invalid", () => comeIn("carl", { inviteHash: "twice" }), "used up");
  assert.ok(comeIn("carl", { inviteHash: "soon over" }, 29).includes("entered"));
  assertRefused("invite_invalid", () => comeIn("dora", { inviteHash: "soon over" }, 30), "late");
  void [...unlockServer(at(40))];
  void [...lockServer(at(41), password)];
  assertRefused("invite_invalid", () => comeIn("dora", { inviteHash: "soon over" }, 42));
});

Deno.test("who is refused for the nick has not used the invitation", () => {
  const { comeIn, at } = begin();
  comeIn("ann", {}, 0);
  void [...lockServer(at(5), password)];
  void [...addInvitation(at(5), { codeHash: "once", uses: 1 })];
  const invited = { inviteHash: "once" };
  assertRefused("nick_taken", () => comeIn("bob", { ...invited, nick: "ann" }));
  assertRefused("nick_invalid", () => comeIn("bob", { ...invited, nick: "-" }));
  assert.ok(comeIn("bob", invited).includes("entered"));
  assertRefused("invite_invalid", () => comeIn("carl", invited), "used up");
});

Deno.test("addInvitation() has a bound", () => {
  const { at } = begin();
  for (let index = 0; index < 200; index++) {
    void [...addInvitation(at(5), { codeHash: `${index}`, untilTs: 10 })];
  }
  assertRefused("not_allowed", () => [...addInvitation(at(6), { codeHash: "one more" })]);
  void [...addInvitation(at(10), { codeHash: "one more" })];
});
