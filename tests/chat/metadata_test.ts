import assert from "node:assert/strict";
import type { MetadataMessage, MetadataRequest } from "../../protocol.ts";
import { limits } from "../../protocol.ts";
import { ChatState, type Outcome } from "../../server/chat_state.ts";

function begin() {
  const state = new ChatState("");
  const apply = (by: string, what: Parameters<ChatState["apply"]>[0]["what"]) =>
    state.apply({ by, what, nowMs: 1000 });
  for (const nick of ["ann", "bob", "eve"]) {
    const device = nick === "eve" ? undefined : `${nick}-1`;
    const about = { nick, person: `p-${nick}`, resume: new Map(), isKnown: false, device };
    apply(nick, { type: "enter", ...about, rooms: ["lobby", "dev"] });
  }
  return { state, ask: (by: string, what: MetadataRequest) => apply(by, what) };
}

function answerOf(outcomes: readonly Outcome[]): MetadataMessage | string {
  const last = outcomes.at(-1);
  if (last?.type === "error") return last.code;
  assert.ok(last?.type === "metadata", last?.type);
  return last;
}

function valuesOf(outcomes: readonly Outcome[]): unknown {
  const answer = answerOf(outcomes);
  return typeof answer === "string" ? answer : answer.values;
}

const url = { type: "setMetadata", key: "url", value: "https://example.org" } as const;
const values = [{ key: "url", value: "https://example.org" }];

Deno.test("somebody's own metadata are set, read by others, and taken away", () => {
  const { ask } = begin();
  const set = ask("ann", { ...url, id: "1" });
  assert.deepEqual(answerOf(set), {
    ...{ type: "metadata", nick: "ann", person: "p-ann", values, id: "1" },
  });
  assert.deepEqual(set.find(({ type }) => type === "metadataChanged"), {
    ...{ type: "metadataChanged", identity: "ann", by: "ann", values },
    about: { nick: "ann", person: "p-ann" },
    ...{ rooms: ["lobby", "dev"], toIdentity: "ann" },
  });
  assert.deepEqual(valuesOf(ask("bob", { type: "getMetadata", nick: "ann" })), values);
  const keys = ["avatar", "URL"];
  assert.deepEqual(valuesOf(ask("bob", { type: "getMetadata", nick: "ann", keys })), [
    ...[{ key: "avatar", value: undefined }, ...values],
  ]);
  const again = ask("ann", { ...url, key: "Url" });
  assert.deepEqual(again.map(({ type }) => type), ["metadata"], "nothing is changed by it");
  assert.deepEqual(valuesOf(ask("ann", { type: "setMetadata", key: "url" })), [{ key: "url" }]);
  assert.deepEqual(valuesOf(ask("ann", { type: "getMetadata" })), []);
  ask("ann", url);
  assert.deepEqual(valuesOf(ask("ann", { type: "clearMetadata" })), [{ key: "url" }]);
  assert.deepEqual(valuesOf(ask("ann", { type: "getMetadata" })), []);
});

Deno.test("only moderators set a room's metadata, which are kept with the room", () => {
  const { state, ask } = begin();
  const changes = ask("ann", { ...url, room: "dev" });
  const kept = changes.find((each) => each.type === "keepRoom");
  assert.deepEqual(kept?.record.metadata, { url: "https://example.org" });
  assert.deepEqual(valuesOf(ask("bob", { type: "getMetadata", room: "dev" })), values);
  for (const what of [{ ...url, room: "dev" }, { type: "clearMetadata", room: "dev" }] as const) {
    assert.equal(answerOf(ask("bob", what)), "not_allowed");
  }
  assert.equal(answerOf(ask("ann", { ...url, room: "nowhere" })), "no_such_room");
  assert.ok(
    ask("ann", { type: "clearMetadata", room: "dev" }).some(({ type }) => type === "forgetRoom"),
  );
  state.apply({
    ...{ by: "ann", nowMs: 1000 },
    what: { type: "command", name: "private", args: "", room: "dev" },
  });
  state.apply({
    ...{ by: "bob", nowMs: 1000 },
    what: { type: "command", name: "leave", args: "", room: "dev" },
  });
  assert.equal(answerOf(ask("bob", { type: "getMetadata", room: "dev" })), "no_such_room");
});

Deno.test("only operators set another's metadata", () => {
  const { state, ask } = begin();
  assert.equal(answerOf(ask("bob", { ...url, nick: "ann" })), "not_allowed");
  assert.equal(answerOf(ask("bob", { type: "clearMetadata", nick: "ann" })), "not_allowed");
  assert.equal(answerOf(ask("bob", { ...url, nick: "nobody" })), "no_such_nick");
  state.members.find("bob").serverRole = "operator";
  assert.deepEqual(valuesOf(ask("bob", { ...url, nick: "ann" })), values);
});

Deno.test("metadata are those of the account, once there is one, and outlive the member", () => {
  const { state, ask } = begin();
  const say = (by: string) =>
    state.apply({
      ...{ by, nowMs: 1000 },
      what: { type: "say", room: "lobby", text: "hi", kind: "text" },
    });
  ask("ann", url);
  const opened = say("ann").find((each) => each.type === "keepAccount");
  assert.deepEqual(opened?.account.metadata, { url: "https://example.org" });
  const changed = ask("ann", { type: "setMetadata", key: "avatar", value: "x" });
  const kept = changed.find((each) => each.type === "keepAccount");
  assert.deepEqual(kept?.account.metadata, { url: "https://example.org", avatar: "x" });
  ask("eve", url);
  assert.ok(say("eve").every(({ type }) => type !== "keepAccount"), "its client keeps no token");
  assert.deepEqual(valuesOf(ask("ann", { type: "getMetadata", nick: "eve" })), values);
});

Deno.test("what is no key, too long a value and too many keys are refused", () => {
  const { ask } = begin();
  const set = (key: string, value?: string) =>
    valuesOf(ask("ann", { type: "setMetadata", key, value }));
  const longest = "k".repeat(limits.metadataKeyLength);
  for (const key of ["", ":url", "ur l", "url\n", "ürl", `${longest}k`, "a=b"]) {
    assert.equal(set(key, "x"), "key_invalid", key);
  }
  assert.deepEqual(set(longest, "x"), [{ key: longest, value: "x" }]);
  assert.deepEqual(set("__proto__", "x"), [{ key: "__proto__", value: "x" }]);
  const widest = "é".repeat(limits.metadataValueBytes / 2);
  assert.deepEqual(set("a", widest), [{ key: "a", value: widest }]);
  assert.equal(set("a", `${widest}x`), "text_too_long");
  assert.deepEqual(set("a", "two\nlines\x1b[2J"), [{ key: "a", value: "two lines" }]);
  assert.deepEqual(set("a", " \u200b"), [{ key: "a" }], "what shows nothing is none");
  for (let index = 2; index < limits.metadataKeys; index++) set(`key${index}`, "x");
  assert.equal(set("one-more", "x"), "too_many_keys");
  assert.deepEqual(set("key2", "another"), [{ key: "key2", value: "another" }]);
  assert.deepEqual(set("nothing"), [{ key: "nothing" }], "that is not set takes no place");
});
