import assert from "node:assert/strict";
import { type ClientMessage, limits } from "../../protocol.ts";
import { readClientMessage } from "../../wire/client_messages.ts";
import { assertMalformed } from "./assert_malformed.ts";

const absent = undefined;
const plain = { replyTo: absent, joins: absent, tags: absent };
const timeless = {
  ...{ beforeTs: absent, afterTs: absent, oldest: absent },
  ...{ around: absent, aroundTs: absent, without: absent },
};
const unbounded = {
  ...{ with: absent, withPersons: absent, before: absent, after: absent, ...timeless },
};
const between = {
  ...{ before: 5, after: 0, beforeTs: 9, afterTs: 8, oldest: true, limit: 7, id: "id1" },
  ...{ around: 3, aroundTs: 2, without: ["topic"] },
};

/** Each type with all its fields, and with those only that it must have. */
const read: readonly [value: object, message: ClientMessage][] = [
  [
    {
      ...{ type: "hello", version: 1, nick: "ann", token: "secret", agent: "nc 1.0" },
      ...{ rooms: ["lobby", "dev"], resume: { lobby: 41 }, session: "s1", unattended: true },
      away: "lunch",
      ...{ password: "p q", serverPassword: "s", link: "l", invite: "i" },
      ...{ user: "ann", realName: "Ann Lee", bot: true },
    },
    {
      ...{ type: "hello", version: 1, nick: "ann", token: "secret", agent: "nc 1.0" },
      ...{ rooms: ["lobby", "dev"], resume: new Map([["lobby", 41]]) },
      ...{ session: "s1", unattended: true, away: "lunch" },
      ...{ password: "p q", serverPassword: "s", link: "l", invite: "i" },
      ...{ user: "ann", realName: "Ann Lee", bot: true },
    },
  ],
  [{ type: "hello", version: 2, nick: "" }, {
    ...{ type: "hello", version: 2, nick: "" },
    ...{ token: absent, rooms: absent, resume: absent, agent: absent },
    ...{
      session: absent,
      unattended: absent,
      away: absent,
      user: absent,
      realName: absent,
      bot: absent,
    },
    ...{ password: absent, serverPassword: absent, link: absent, invite: absent },
  }],
  [
    { type: "say", room: "dev", text: "hi", kind: "action", id: "id1" },
    { type: "say", room: "dev", text: "hi", kind: "action", id: "id1", ...plain },
  ],
  [
    { type: "say", to: "bob", room: "dev", text: "hi", id: "id1" },
    { type: "say", to: "bob", text: "hi", kind: "text", id: "id1", ...plain },
  ],
  [
    { type: "say", to: "bob", toPerson: "b-1", text: "hi" },
    { type: "say", to: "bob", toPerson: "b-1", text: "hi", kind: "text", id: absent, ...plain },
  ],
  [
    { type: "say", toPerson: "b-1", room: "dev", text: "never to a room" },
    {
      type: "say",
      to: "",
      toPerson: "b-1",
      text: "never to a room",
      kind: "text",
      id: absent,
      ...plain,
    },
  ],
  [
    { type: "say", room: "dev", text: "hi", kind: "x.poll-2" },
    { type: "say", room: "dev", text: "hi", kind: "x.poll-2", id: absent, ...plain },
  ],
  [
    { type: "say", text: "👍", kind: "reaction", replyTo: 7, joins: [1], tags: "+a=b" },
    {
      ...{
        type: "say",
        room: "lobby",
        text: "👍",
        kind: "reaction",
        replyTo: 7,
        joins: [1],
        tags: "+a=b",
      },
      id: absent,
    },
  ],
  [
    { type: "say", text: "hi" },
    { type: "say", room: "lobby", text: "hi", kind: "text", id: absent, ...plain },
  ],
  [
    { type: "command", name: "join", args: "dev", room: "dev", id: "id1" },
    { type: "command", name: "join", args: "dev", room: "dev", id: "id1" },
  ],
  [
    { type: "password", password: " new ", current: "old", id: "id1" },
    { type: "password", password: " new ", current: "old", id: "id1" },
  ],
  [
    { type: "password", password: "new" },
    { type: "password", password: "new", current: absent, id: absent },
  ],
  [
    { type: "command", name: "who" },
    { type: "command", name: "who", args: "", room: "lobby", id: absent },
  ],
  [
    { type: "history", room: "@", with: ["bob"], withPersons: ["b"], ...between },
    { type: "history", room: "@", with: ["bob"], withPersons: ["b"], ...between },
  ],
  [
    { type: "history", room: "dev" },
    {
      ...{ type: "history", room: "dev", ...unbounded },
      ...{ limit: 50, id: absent },
    },
  ],
  [{ type: "history", room: "dev", limit: 1_000_000 }, {
    ...{ type: "history", room: "dev", ...unbounded },
    ...{ limit: limits.historyPage, id: absent },
  }],
  [{ type: "history", room: "dev", limit: 0 }, {
    ...{ type: "history", room: "dev", ...unbounded },
    ...{ limit: 1, id: absent },
  }],
  [{ type: "read", room: "dev", seq: 7 }, {
    ...{ type: "read", room: "dev", seq: 7, ts: absent, id: absent },
  }],
  [{ type: "getRead", with: "p1", id: "1" }, { type: "getRead", with: "p1", id: "1" }],
  [{ type: "getMetadata" }, {
    ...{ type: "getMetadata", room: absent, nick: absent, keys: absent, id: absent },
  }],
  [{ type: "setMetadata", room: "dev", key: "url", value: "x" }, {
    ...{ type: "setMetadata", room: "dev", nick: absent, key: "url", value: "x", id: absent },
  }],
  [{ type: "clearMetadata", nick: "bob" }, {
    ...{ type: "clearMetadata", room: absent, nick: "bob", id: absent },
  }],
  [{ type: "conversations", afterTs: 5, limit: 1e9 }, {
    ...{ type: "conversations", afterTs: 5, beforeTs: absent, oldest: absent, id: absent },
    limit: limits.listedConversations,
  }],
  [{ type: "read", with: "p1", seq: 7, id: "1" }, {
    ...{ type: "read", with: "p1", seq: 7, ts: absent, id: "1" },
  }],
  [{ type: "typing", room: "dev", id: "id1" }, { type: "typing", room: "dev", id: "id1" }],
  [{ type: "typing" }, { type: "typing", room: "lobby", id: absent }],
  [{ type: "typing", to: "bob", room: "dev" }, { type: "typing", to: "bob", id: absent }],
  [
    { type: "login", account: "ann", password: " p q ", id: "id1" },
    { type: "login", account: "ann", password: " p q ", id: "id1" },
  ],
  [
    { type: "sasl", mechanism: "PLAIN", data: "AGEAYg==", abort: false, id: "id1" },
    { type: "sasl", mechanism: "PLAIN", data: "AGEAYg==", abort: false, id: "id1" },
  ],
  [{ type: "sasl" }, {
    ...{ type: "sasl", mechanism: absent, data: absent, abort: absent, id: absent },
  }],
  [
    { type: "oper", name: "ann", password: "p q", id: "id1" },
    { type: "oper", name: "ann", password: "p q", id: "id1" },
  ],
  [
    { type: "register", account: "*", password: "p q" },
    { type: "register", account: "*", password: "p q", id: absent },
  ],
  [
    { type: "profile", realName: "Ann Lee", bot: false, hidden: true, id: "id1" },
    { type: "profile", realName: "Ann Lee", bot: false, hidden: true, id: "id1" },
  ],
  [{ type: "profile" }, {
    type: "profile",
    realName: absent,
    bot: absent,
    hidden: absent,
    id: absent,
  }],
  [
    { type: "watch", nicks: ["ann", "bob"], off: true, id: "id1" },
    { type: "watch", nicks: ["ann", "bob"], off: true, id: "id1" },
  ],
  [{ type: "watch" }, { type: "watch", nicks: [], off: absent, id: absent }],
  [{ type: "ping", id: "id1" }, { type: "ping", id: "id1" }],
  [{ type: "ping" }, { type: "ping", id: absent }],
  [{ type: "pong", id: "id1" }, { type: "pong", id: "id1" }],
  [{ type: "bye", text: "so long" }, { type: "bye", text: "so long" }],
  [{ type: "bye" }, { type: "bye", text: absent }],
];

Deno.test("readClientMessage() reads each type, with defaults for what is left out", () => {
  for (const [value, message] of read) assert.deepEqual(readClientMessage(value), message);
});

Deno.test("readClientMessage() reads how far somebody has read by its time alone", () => {
  assert.deepEqual(readClientMessage({ type: "read", room: "dev", ts: 5 }), {
    ...{ type: "read", room: "dev", seq: 0, ts: 5, id: absent },
  });
});

Deno.test("readClientMessage() takes null for absent", () => {
  for (const [value, message] of read) {
    const everything = { ...Object.fromEntries(Object.keys(message).map((key) => [key, null])) };
    assert.deepEqual(readClientMessage({ ...everything, ...value }), message);
  }
});

Deno.test("readClientMessage() ignores fields that it does not know", () => {
  const more = `"a":1,"from":"mallory","seq":7,"__proto__":{"nick":"x"},"constructor":[]`;
  for (const [value, message] of read) {
    const text = JSON.stringify(value).replace(/}$/, `,${more}}`);
    assert.deepEqual(readClientMessage(JSON.parse(text)), message);
  }
});

Deno.test("readClientMessage() makes the message anew", () => {
  const rooms = ["lobby"];
  const message = readClientMessage({ type: "hello", version: 1, nick: "ann", rooms });
  rooms.push("dev");
  assert.deepEqual(message.type === "hello" && message.rooms, ["lobby"]);
});

const malformed: readonly [value: object, field: string][] = [
  [{}, "type"],
  [{ type: 1 }, "type"],
  [{ type: null }, "type"],
  [{ type: "password" }, "password"],
  [{ type: "password", password: "" }, "password"],
  [{ type: "password", password: "new", current: 5 }, "current"],
  [{ type: "hello", version: 1, nick: "ann", session: 1 }, "session"],
  [{ type: "hello", version: 1, nick: "ann", unattended: 1 }, "unattended"],
  [{ type: "hello", nick: "ann" }, "version"],
  [{ type: "hello", version: "1", nick: "ann" }, "version"],
  [{ type: "hello", version: 1 }, "nick"],
  [{ type: "hello", version: 1, nick: ["ann"] }, "nick"],
  [{ type: "hello", version: 1, nick: "ann", token: 5 }, "token"],
  [{ type: "hello", version: 1, nick: "ann", rooms: "lobby" }, "rooms"],
  [{ type: "hello", version: 1, nick: "ann", rooms: [1] }, "rooms"],
  [{ type: "hello", version: 1, nick: "ann", resume: [41] }, "resume"],
  [{ type: "hello", version: 1, nick: "ann", resume: { lobby: "41" } }, "resume"],
  [{ type: "hello", version: 1, nick: "ann", resume: { lobby: -1 } }, "resume"],
  [{ type: "say" }, "text"],
  [{ type: "say", text: {} }, "text"],
  [{ type: "say", text: "hi", room: 1 }, "room"],
  [{ type: "say", text: "hi", to: ["bob"] }, "to"],
  [{ type: "say", text: "hi", kind: "SHOUT" }, "kind"],
  [{ type: "say", text: "hi", kind: "two words" }, "kind"],
  [{ type: "say", text: "hi", kind: "k".repeat(33) }, "kind"],
  [{ type: "say", text: "hi", kind: 1 }, "kind"],
  [{ type: "command" }, "name"],
  [{ type: "command", name: "join", args: ["dev"] }, "args"],
  [{ type: "history" }, "room"],
  [{ type: "history", room: "@", with: "bob" }, "with"],
  [{ type: "history", room: "@", withPersons: [5] }, "withPersons"],
  [{ type: "say", to: "bob", toPerson: 5, text: "hi" }, "toPerson"],
  [{ type: "say", toPerson: "p".repeat(limits.personLength + 1), text: "hi" }, "toPerson"],
  [{ type: "history", room: "dev", before: "5" }, "before"],
  [{ type: "history", room: "dev", after: -1 }, "after"],
  [{ type: "history", room: "dev", limit: 1.5 }, "limit"],
  [{ type: "history", room: "dev", beforeTs: -1 }, "beforeTs"],
  [{ type: "history", room: "dev", aroundTs: "now" }, "aroundTs"],
  [{ type: "history", room: "dev", oldest: 1 }, "oldest"],
  [{ type: "history", room: "dev", without: ["Topic!"] }, "without"],
  [{ type: "history", room: "dev", without: new Array(21).fill("topic") }, "without"],
  [{ type: "say", text: "hi", replyTo: -1 }, "replyTo"],
  [{ type: "say", text: "hi", joins: new Array(limits.joins + 1).fill(1) }, "joins"],
  [{ type: "conversations", afterTs: 1.5 }, "afterTs"],
  [{ type: "getMetadata", keys: new Array(limits.metadataKeys + 1).fill("url") }, "keys"],
  [{ type: "setMetadata", value: "x" }, "key"],
  [{ type: "getRead" }, "room"],
  [{ type: "read", seq: 1 }, "room"],
  [{ type: "read", room: "dev", seq: -1 }, "seq"],
  [{ type: "read", room: "dev" }, "seq"],
  [{ type: "read", with: 5, seq: 1 }, "with"],
  [{ type: "read", with: "p".repeat(limits.personLength + 1), seq: 1 }, "with"],
  [{ type: "typing", room: 1 }, "room"],
  [{ type: "typing", to: ["bob"] }, "to"],
  [{ type: "bye", text: 1 }, "text"],
];

Deno.test("readClientMessage() refuses what is missing or of another type, under the id", () => {
  for (const [value, field] of malformed) {
    const about = JSON.stringify(value);
    assertMalformed("bad_field", () => readClientMessage(value), { field, about });
    const withId = { ...value, id: "id1" };
    assertMalformed("bad_field", () => readClientMessage(withId), { field, id: "id1", about });
  }
  for (const type of ["say", "command", "history", "typing", "read", "ping", "pong"]) {
    const value = { type, text: "hi", name: "who", room: "lobby", seq: 1, id: 5 };
    assertMalformed("bad_field", () => readClientMessage(value), { field: "id", about: type });
  }
});

/** Bounds of fields, as a value of that size. */
const bounded: readonly [field: string, bound: number, of: (size: number) => object][] = [
  ["token", limits.tokenLength, (size) => ({ token: "t".repeat(size) })],
  ["session", limits.idLength, (size) => ({ session: "s".repeat(size) })],
  ["agent", limits.agentLength, (size) => ({ agent: "a".repeat(size) })],
  ["rooms", limits.rooms, (size) => ({ rooms: new Array(size).fill("r") })],
  ["resume", limits.rooms + 1, (size) => ({
    resume: Object.fromEntries(Array.from({ length: size }, (_, index) => [`r${index}`, 1])),
  })],
];

/** By its bytes, not its characters; and an empty one is none. */
function assertBoundedSecret(message: object, field: string): void {
  const of = (secret: string) => ({ ...message, [field]: secret });
  const longest = "é".repeat(limits.secretBytes / 2);
  const read: object = readClientMessage(of(longest));
  assert.equal(Reflect.get(read, field), longest);
  for (const bad of [`${longest}e`, "\ud800", "p".repeat(60_000)]) {
    assertMalformed("bad_field", () => readClientMessage(of(bad)), { field, about: field });
  }
  if (field !== "password") {
    assert.equal(Reflect.get(readClientMessage(of("")), field), undefined);
  }
}

Deno.test("readClientMessage() bounds what hello brings, and every id", () => {
  const hello = { type: "hello", version: 1, nick: "ann" };
  for (const [field, bound, of] of bounded) {
    assert.equal(readClientMessage({ ...hello, ...of(bound) }).type, "hello");
    const tooMuch = { ...hello, ...of(bound + 1) };
    assertMalformed("bad_field", () => readClientMessage(tooMuch), { field, about: field });
  }
  for (const field of ["password", "serverPassword", "link", "invite"]) {
    assertBoundedSecret(hello, field);
  }
  for (const field of ["password", "current"]) {
    assertBoundedSecret({ type: "password", password: "old" }, field);
  }
  for (const field of ["with", "withPersons"]) {
    const of = (count: number) => ({
      ...{ type: "history", room: "@" },
      [field]: Array(count).fill("b"),
    });
    assert.equal(readClientMessage(of(limits.nicksOfPerson)).type, "history");
    const tooMany = of(limits.nicksOfPerson + 1);
    assertMalformed("bad_field", () => readClientMessage(tooMany), { field });
  }
  const id = "i".repeat(limits.idLength);
  assert.deepEqual(readClientMessage({ type: "ping", id }), { type: "ping", id });
  const longer = { type: "ping", id: `${id}i` };
  assertMalformed("bad_field", () => readClientMessage(longer), { field: "id" });
});

Deno.test("readClientMessage() keeps any room name of resume as a key of a map", () => {
  const text = `{"type":"hello","version":1,"nick":"ann","resume":{"__proto__":1,"constructor":2}}`;
  const message = readClientMessage(JSON.parse(text));
  assert.ok(message.type === "hello");
  assert.deepEqual(message.resume, new Map([["__proto__", 1], ["constructor", 2]]));
});

Deno.test("readClientMessage() knows no other type, of whatever name", () => {
  const types = ["", "Say", "welcome", "message", "__proto__", "constructor", "toString", "hasOwn"];
  for (const type of [...types, "x".repeat(limits.frameBytes)]) {
    const about = type.slice(0, 20);
    const value = { type, id: "id1" };
    assertMalformed("unknown_type", () => readClientMessage(value), { id: "id1", about });
  }
});

Deno.test("readClientMessage() refuses what is no object", () => {
  for (const value of [null, undefined, 1, "say", true, [], [{ type: "ping" }]]) {
    assertMalformed("not_an_object", () => readClientMessage(value));
  }
});
