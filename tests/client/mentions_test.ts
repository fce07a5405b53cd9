import assert from "node:assert/strict";
import { isMention } from "../../client/mentions.ts";
import { ClientState } from "../../client/state.ts";
import { assertGrowth } from "../support/measures/assert_growth.ts";
import { joined, said, welcome } from "./room_messages.ts";

Deno.test("isMention() finds a nick as a whole word, in any case and script", () => {
  assert.ok(isMention("hi ANN!", "ann"));
  assert.ok(isMention("@ann", "ann"));
  assert.ok(isMention("ann's", "ann"));
  assert.ok(isMention("привет, ЖЕНЯ", "женя"));
  assert.ok(isMention("Jose\u0301, look", "josé"));
  assert.ok(isMention("see [x]{y}.", "[x]{y}"));
  assert.ok(!isMention("anna joined", "ann"));
  assert.ok(!isMention("ann_2", "ann"));
  assert.ok(!isMention("приженя", "женя"));
  assert.ok(!isMention("axb", "a.b"));
  assert.ok(!isMention("anything", ""));
});

Deno.test("isMention() takes a longer nick that has a hyphen or a full stop for another", () => {
  for (const text of ["ann-marie, look", "ann.smith", "marie-ann"]) {
    assert.ok(!isMention(text, "ann"), text);
  }
  assert.ok(isMention("ann-marie, look", "ann-marie"));
  for (const text of ["that is ann.", "ann - look", "ask ann...", "...ann", "-ann", "ann.\nNo"]) {
    assert.ok(isMention(text, "ann"), text);
  }
});

Deno.test("isMention() finds a nick beside letters of scripts without spaces, and particles", () => {
  const found = [
    ["annさん", "ann"],
    ["你好ann你好", "ann"],
    ["สวัสดีann", "ann"],
    ["ann은 어디", "ann"],
    ["「ann」", "ann"],
    ["太郎さん、こんにちは", "太郎"],
    ["你好李小龍你好", "李小龍"],
    ["철수야", "철수"],
  ] as const;
  for (const [text, nick] of found) assert.ok(isMention(text, nick), text);
  for (const [text, nick] of [["김철수", "철수"], ["ก็ดี", "ก"], ["joannさん", "ann"]] as const) {
    assert.ok(!isMention(text, nick), text);
  }
});

Deno.test("isMention() finds a nick that is marked, and none within a name", () => {
  for (const text of ["_ann_", "__ann__", "*ann*", "_hi ann_", "~ann~", "`ann`"]) {
    assert.ok(isMention(text, "ann"), text);
  }
  for (const text of ["snake_ann", "ann_case", "my_ann_x", "ann__x", "x_ann_"]) {
    assert.ok(!isMention(text, "ann"), text);
  }
});

Deno.test("isMention() looks through marks one upon another in no more than their number", () => {
  const textOf = (count: number) => `ann${"\u0301\u0316".repeat(count)} ann`;
  assert.ok(isMention(textOf(1000), "ann"));
  const [short, long] = [textOf(2_000), textOf(20_000)];
  assertGrowth("40,000 marks", {
    short: () => isMention(short, "x"),
    long: () => isMention(long, "x"),
    times: 10,
  });
});

Deno.test("Mentions.has() finds the nicks of now and before, and changes nothing of what it found", () => {
  const state = new ClientState();
  state.apply(welcome({ nick: "ann", person: "p1" }));
  state.apply(joined());
  const [first, other] = [said(1, { text: "ann?" }), said(2, { text: "anna?" })];
  assert.deepEqual([first, other].map((each) => state.mentions.has(each)), [true, false]);
  state.apply({ type: "rename", ts: 1, from: "ann", to: "anna", person: "p1" });
  assert.deepEqual([first, other].map((each) => state.mentions.has(each)), [true, false]);
  assert.ok(state.mentions.has(said(3, { text: "ann, still there?" })));
  assert.ok(state.mentions.has(said(4, { text: "anna?" })));
  // Another takes the nick: from then on it means that one.
  state.apply({ type: "join", room: "lobby", ts: 5, nick: "ann", person: "p2" });
  assert.ok(!state.mentions.has(said(6, { text: "ann, hi" })));
  assert.ok(state.mentions.has(first));
});

Deno.test("Mentions.has() finds nothing in what one says oneself, under whatever nick", () => {
  const state = new ClientState();
  state.apply(welcome({ nick: "ann", person: "p1" }));
  state.apply({ type: "rename", ts: 1, from: "ann", to: "anna", person: "p1" });
  for (const about of [{ from: "ann", person: "p1" }, { from: "anna" }, { from: "ann" }]) {
    assert.ok(!state.mentions.has(said(1, { text: "I, anna, once ann", ...about })));
  }
  assert.ok(state.mentions.has(said(2, { text: "anna", from: "ann", person: "p2" })));
});

Deno.test("Mentions.has() finds what one was called in earlier runs", () => {
  const saved = { token: "t", nick: "anne", formerNicks: ["ann"], rooms: [], seqs: new Map() };
  const state = new ClientState(saved);
  state.apply(welcome({ nick: "anna" }));
  for (const text of ["ann?", "anne?", "anna?"]) {
    assert.ok(state.mentions.has(said(1, { text })), text);
  }
});
