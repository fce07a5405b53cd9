import assert from "node:assert/strict";
import { Accounts } from "../../../chat/people/accounts.ts";
import { Members } from "../../../chat/people/members.ts";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../assert_refused.ts";

Deno.test("Members.enter() gives a member that is here, in no room, and no operator", () => {
  const members = new Members();
  const ann = members.enter("Ａｎｎ", "Ａｎｎ", 1000);
  assert.equal(ann.nick, "Ann");
  assert.equal(ann.isConsole, false);
  assert.equal(ann.rooms.size, 0);
  assert.equal(ann.enteredAt, 1000);
  assert.equal(ann.lastSpokeAt, undefined);
  assert.equal(ann.away, undefined);
});

Deno.test("Members.enter() keeps what is known of the member, the agent's name cleaned", () => {
  const about = { isConsole: true, agent: "my\nclient\x1b[2J/1.0", address: "192.0.2.1" };
  const ann = new Members().enter("ann", "ann", 0, about);
  assert.equal(ann.isConsole, true);
  assert.equal(ann.agent, "my client/1.0");
  assert.equal(ann.address, "192.0.2.1");
});

Deno.test("Members.enter() refuses what is no nick, and keeps nothing of it", () => {
  const members = new Members();
  for (const nick of ["", "ann lee", "a".repeat(limits.nickLength + 1)]) {
    assertRefused("nick_invalid", () => members.enter(nick, nick, 0), nick);
  }
  assert.deepEqual(members.nicks(), []);
});

/** Each pair looks alike in some case. Escapes stand where one would not see the difference. */
const lookAlikes: readonly [held: string, wanted: string][] = [
  ["ann", "ann"],
  ["ann", "ANN"],
  ["ann", "Ａｎｎ"],
  ["ann", "\u0430nn"],
  ["scope", "\u0455\u0441\u043e\u0440\u0435"],
  ["alice", "ALICE"],
  ["ALICE", "aIice"],
  ["alice", "a1ice"],
  ["alice", "a|ice"],
  ["bob", "b0b"],
  ["BOB", "b\u03bfb"],
  ["modern", "modem"],
  ["Straße", "STRASSE"],
  ["ΣΟΦΟΣ", "σοφος"],
  ["Jose\u0301", "JOSÉ"],
  // Capitals that look like Latin ones, while their small letters do not.
  ["Tom", "\u0422om"],
  ["Bob", "\u0412ob"],
  ["Henry", "\u041denry"],
  ["HANS", "\u0397ANS"],
  ["Kate", "\u039aate"],
  ["MIKE", "\u039cike"],
  // A capital and a small letter that each look Latin in that case only.
  ["Tv", "\u0422\u03bd"],
];

function isMixed(nick: string): boolean {
  return /\p{Script=Latin}/u.test(nick) && /[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(nick) ||
    nick === "\u0422\u03bd";
}

for (const [held, wanted] of lookAlikes) {
  Deno.test(`Members.enter() refuses "${wanted}" while "${held}" is here`, () => {
    for (const [first, second] of [[held, wanted], [wanted, held]] as const) {
      // Who mixes scripts is not let in even alone.
      if (isMixed(first)) continue;
      const members = new Members();
      members.enter(first, first, 0);
      assertRefused("nick_taken", () => members.enter(second, second, 0));
      assert.deepEqual(members.nicks(), [first.normalize("NFKC")]);
    }
  });
}

Deno.test("Members.enter() takes nicks that differ", () => {
  const members = new Members();
  const nicks = ["ann", "anna", "an-n", "an_n", "bob", "rob", "van", "nan", "Tom", "Tim", "Νίκος"];
  for (const nick of nicks) members.enter(nick, nick, 0);
  assert.deepEqual(members.nicks(), nicks);
});

Deno.test("Members.exit() frees the nick, and no other", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  members.enter("bob", "bob", 0);
  members.exit(ann);
  assert.deepEqual(members.nicks(), ["bob"]);
  const again = members.enter("ANN", "ANN", 5);
  assert.equal(members.find("ann"), again);
});

Deno.test("Members.exit() frees the nick that the member has by then", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  members.rename(ann, "anna");
  members.exit(ann);
  assert.deepEqual(members.nicks(), []);
  members.enter("ann", "ann", 0);
  members.enter("anna", "anna", 0);
});

Deno.test("Members.find() takes any case, an @ before it, and forms that NFKC makes equal", () => {
  const members = new Members();
  const ann = members.enter("Ann", "Ann", 0);
  for (const nick of ["Ann", "ann", "ANN", "@ann", "Ａｎｎ"]) assert.equal(members.find(nick), ann);
});

Deno.test("Members.find() takes any case of letters that look alike in one case only", () => {
  for (const nick of ["mom", "Mimi", "MAXIMILIAN", "Tommy", "αβγ", "Τέλος"]) {
    const members = new Members();
    const member = members.enter(nick, nick, 0);
    const capitalized = nick.slice(0, 1).toUpperCase() + nick.slice(1).toLowerCase();
    for (const spelling of [nick, nick.toLowerCase(), nick.toUpperCase(), capitalized]) {
      assert.equal(members.find(spelling), member, spelling);
    }
  }
});

Deno.test("Members.find() refuses who is not here", () => {
  const members = new Members();
  members.enter("ann", "ann", 0);
  const absent = ["bob", "", "@", "@@ann", "ann ", "an", "\x1b[2J", "a".repeat(limits.frameBytes)];
  for (const nick of absent) {
    assertRefused("no_such_nick", () => members.find(nick), nick.slice(0, 20));
  }
});

Deno.test("Members.rename() tells from what to what, and frees the old nick", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  const event = members.rename(ann, "Ａnna");
  assert.deepEqual(event, {
    ...{ type: "rename", identity: "ann", from: "ann", to: "Anna", rooms: [] },
  });
  assert.equal(members.find("anna"), ann);
  assertRefused("no_such_nick", () => members.find("ann"));
  members.enter("ann", "ann", 0);
});

Deno.test("Members.rename() lets one's own nick be spelled another way", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  for (const nick of ["ANN", "ann"]) {
    members.rename(ann, nick);
    assert.equal(ann.nick, nick);
    assert.equal(members.find(nick), ann);
  }
  assert.deepEqual(members.nicks(), ["ann"]);
});

const reserved = [
  "you",
  "server",
  "me",
  "all",
  "here",
  "You",
  "SERVER",
  "a\u0406\u0406",
  "y0u",
  "aIl",
  ...["server\u0301", "y\u00f6u", "y\u00f8u", "a\u0142\u0142", "h\u00e9re", "serv\u0117r"],
  ...["server.", "server|", "[server]", "{you}", "_me_", "y.o.u", "all-", "me^", "a|l", "|server"],
  ...["5erver", "5ERVER", "s3rv3r", "[h3re]", "4ll", "4l1", "m3", "S\u00e9rv3r_"],
];

Deno.test("Members refuse words that stand for somebody else, and what looks like them", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  for (const nick of [...reserved, "\uff59\uff4f\uff55"]) {
    const code = nick.includes("\u0406") ? "nick_invalid" : "nick_taken";
    assertRefused(code, () => members.enter(nick, nick, 0), nick);
    assertRefused(code, () => members.rename(ann, nick), nick);
  }
  const others = [
    "your",
    "servers",
    "mee",
    "al",
    "there",
    "server2",
    "me-too",
    "s",
    "3",
    "_",
    "operator",
  ];
  for (const nick of others) members.rename(ann, nick);
  members.enter("console", "server", 0, { isConsole: true });
});

Deno.test("Members.rename() that is refused changes nothing", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  members.enter("bob", "bob", 0);
  for (const nick of ["bob", "B0B", "b\u043eb"]) {
    assertRefused("nick_taken", () => members.rename(ann, nick), nick);
  }
  assertRefused("nick_invalid", () => members.rename(ann, "no nick"));
  assertRefused("nick_invalid", () => members.rename(ann, "\u0430nn"));
  assert.equal(ann.nick, "ann");
  assert.equal(members.find("ann"), ann);
  assert.deepEqual(members.nicks(), ["ann", "bob"]);
});

Deno.test("Members.nicks() gives them in the order in which they came", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  members.enter("bob", "bob", 0);
  members.rename(ann, "anna");
  assert.deepEqual(members.nicks(), ["anna", "bob"]);
});

Deno.test("Members lets nobody be called as the server is, nor so that it is read as that", () => {
  const owner = { identity: "owner", nick: "nights", createdAt: 0, seenAt: 0, devices: [] };
  const members = new Members(new Accounts([owner]), ["chatroom.local", "Nights", "!!!"]);
  const ann = members.enter("ann", "ann", 0);
  for (const nick of ["chatroom.local", "ChatRoom_Local", "chatr00m.local", "[n-i-g-h-t-s]"]) {
    assertRefused("nick_taken", () => members.enter("eve", nick, 0), nick);
    assertRefused("nick_taken", () => members.rename(ann, nick), nick);
  }
  assert.equal(members.enter("bob", "_[]_", 0).nick, "_[]_");
  assert.equal(members.enter("owner", "nights", 0).nick, "nights", "its account was first");
});
