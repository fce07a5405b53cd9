import assert from "node:assert/strict";
import fc from "fast-check";
import { limits, type ServerMessage } from "../../protocol.ts";
import type { CleanStrings } from "../../wire/clean_fields.ts";
import { readServerMessage } from "../../wire/server_messages.ts";
import { serverMessages } from "./any_server_message.ts";
import { assertMalformed } from "./assert_malformed.ts";

const unchanged: CleanStrings = { text: (text) => text, line: (text) => text };

/** As it comes out of JSON. */
function overTheWire(message: ServerMessage): unknown {
  return JSON.parse(JSON.stringify(message));
}

const noProfile = {
  ...{ account: undefined, user: undefined, host: undefined },
  ...{ realName: undefined, bot: undefined },
};
const fewHave = {
  ...{ reason: undefined, topic: undefined, replyTo: undefined, joins: undefined },
};
/** Of each type, what is not lost with a field that has a form of its own; what the others hold cannot be made up. */
const optionalFields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  welcome: {
    ...{ limits: { textBytes: limits.textBytes }, features: [], commands: [] },
    ...{ motd: undefined, person: undefined },
  },
  login: { person: undefined, token: undefined, id: undefined },
  sasl: { id: undefined },
  message: { kind: "text", deletes: undefined, person: undefined, id: undefined, ...fewHave },
  direct: {
    ...fewHave,
    kind: "text",
    deletes: undefined,
    person: undefined,
    toPerson: undefined,
    id: undefined,
  },
  joined: {
    ...{
      role: undefined,
      muted: undefined,
      mutedUntilTs: undefined,
      settings: undefined,
      id: undefined,
    },
    ...{ topicBy: undefined, topicTs: undefined, createdTs: undefined },
  },
  left: {
    ...{ by: undefined, byPerson: undefined, text: undefined },
    ...{ ts: undefined, action: undefined, untilTs: undefined },
  },
  join: { person: undefined, role: undefined, account: undefined },
  leave: {
    ...{ reason: "left", person: undefined, text: undefined },
    ...{ by: undefined, byPerson: undefined },
  },
  rename: { person: undefined },
  topic: { person: undefined, seq: undefined },
  profile: { person: undefined, ...noProfile, was: undefined },
  watched: { person: undefined, away: undefined, ...noProfile, id: undefined },
  away: { person: undefined, text: undefined },
  moderation: {
    ...{ byPerson: undefined, action: "unknown", nick: undefined, person: undefined },
    ...{ text: undefined, untilTs: undefined, roles: [] },
  },
  settings: { person: undefined, changed: [] },
  invited: { byPerson: undefined },
  presence: { joinedPersons: undefined, leftPersons: undefined },
  typing: { ts: undefined, person: undefined },
  history: { remaining: undefined, reachedSeq: undefined, id: undefined },
  directs: { remaining: undefined, reachedSeq: undefined, id: undefined },
  results: { unsearched: undefined, id: undefined },
  members: { id: undefined },
  whois: {
    ...{ person: undefined, role: undefined, roles: [], away: undefined },
    ...{ spokeTs: undefined, agent: undefined, address: undefined, encryption: [] },
    ...{ id: undefined, ...noProfile },
  },
  rooms: { page: undefined, complete: undefined, id: undefined },
  stats: { id: undefined },
  addresses: {
    ...{ webAddresses: [], fingerprint: undefined, certificateSha256: undefined, id: undefined },
  },
  invitation: { webLink: undefined, untilTs: undefined, uses: undefined, id: undefined },
  audit: { id: undefined },
  conversations: { id: undefined },
  metadata: {
    ...{ room: undefined, nick: undefined, person: undefined, by: undefined, id: undefined },
  },
  read: { ts: undefined, id: undefined },
  notice: {
    ...{ room: undefined, told: undefined, id: undefined },
    ...{ alert: undefined, from: undefined, person: undefined },
  },
  error: {
    ...{ code: "internal", message: "", room: undefined },
    ...{ retryAfterMs: undefined, id: undefined },
  },
  ping: { id: undefined },
  pong: { id: undefined },
  bye: { code: "unknown", text: undefined, retryAfterMs: undefined },
};
const strange: readonly unknown[] = [-0.5, [{ a: 1 }, 2], { a: {} }];

for (const [type, arbitrary] of Object.entries<fc.Arbitrary<ServerMessage>>(serverMessages)) {
  const absent = optionalFields[type] ?? {};

  Deno.test(`readServerMessage() reads every "${type}"`, () => {
    fc.assert(fc.property(arbitrary, (message) => {
      assert.deepEqual(readServerMessage(overTheWire(message), unchanged), message);
    }));
  });

  Deno.test(`readServerMessage() refuses a "${type}" with a required field mistyped`, () => {
    fc.assert(fc.property(arbitrary, (message) => {
      for (const [name, known] of Object.entries(message)) {
        if (known === undefined || Object.hasOwn(absent, name)) continue;
        for (const value of strange) {
          // Of an array, items of other types are passed over.
          if (Array.isArray(value) && Array.isArray(known)) continue;
          const run = () => readServerMessage({ ...message, [name]: value }, unchanged);
          assert.throws(run, { name: "ProtocolError", code: "bad_field" }, name);
        }
      }
    }));
  });

  Deno.test(`readServerMessage() keeps a "${type}" with any other field of an unknown form`, () => {
    fc.assert(fc.property(arbitrary, (message) => {
      for (const [name, fallback] of Object.entries(absent)) {
        for (const value of strange) {
          const sent = { ...message, [name]: value };
          const read = { ...message, [name]: fallback };
          assert.deepEqual(readServerMessage(sent, unchanged), read, name);
        }
      }
    }));
  });
}

Deno.test("readServerMessage() cuts a word that is longer than any known one, and keeps the rest", () => {
  const long = "😀".repeat(4 * limits.nickLength + 1);
  const cut = "😀".repeat(4 * limits.nickLength);
  const where = { room: "dev", ts: 1 };
  const words: readonly [name: string, message: object][] = [
    ["kind", { type: "message", ...where, seq: 1, from: "ann", text: "hi" }],
    ["kind", { type: "direct", seq: 1, ts: 1, from: "ann", to: "bob", text: "hi" }],
    ["reason", { type: "leave", ...where, nick: "ann" }],
    ["code", { type: "error", message: "No", id: "1" }],
    ["code", { type: "bye", text: "Bye" }],
  ];
  for (const [name, message] of words) {
    const read = readServerMessage({ ...message, [name]: long }, unchanged);
    assert.partialDeepStrictEqual(read, { ...message, [name]: cut });
  }
});

Deno.test("readServerMessage() takes a nick or a room that shows nothing for one that is missing", () => {
  const said = { seq: 1, ts: 1, text: "hi", kind: "text" };
  const message = { type: "message", room: "dev", from: "ann", ...said };
  const direct = { type: "direct", from: "ann", to: "bob", ...said };
  const move = { room: "dev", ts: 1 };
  const named: readonly [object: object, names: readonly string[]][] = [
    [message, ["room", "from"]],
    [direct, ["from", "to"]],
    [{ type: "join", ...move, nick: "ann" }, ["room", "nick"]],
    [{ type: "rename", ...move, from: "ann", to: "bob" }, ["room", "from", "to"]],
    [{ type: "topic", ...move, by: "ann", topic: "" }, ["room", "by"]],
    [{ type: "typing", nick: "ann" }, ["nick"]],
  ];
  for (const blank of ["", " ", "\u200b", "\u3164", "\u2800"]) {
    for (const [object, names] of named) {
      assert.equal(readServerMessage(object, unchanged).type, Reflect.get(object, "type"));
      for (const name of names) {
        const run = () => readServerMessage({ ...object, [name]: blank }, unchanged);
        assert.throws(run, { name: "ProtocolError", code: "bad_field" }, name);
      }
    }
    const page = { type: "history", room: "dev", complete: true };
    const messages = [{ ...message, from: blank }, { ...message, seq: 2 }];
    assert.partialDeepStrictEqual(readServerMessage({ ...page, messages }, unchanged), {
      unknownSeqs: [1],
      messages: [{ seq: 2, from: "ann" }],
    });
    const members = [{ nick: blank }, { nick: "bob" }];
    const listed = { type: "members", room: "dev", members, count: 2 };
    assert.partialDeepStrictEqual(readServerMessage(listed, unchanged), {
      members: [{ nick: "bob" }],
    });
    const presence = { type: "presence", ...move, count: 2, joined: [blank, "bob"], left: [blank] };
    assert.partialDeepStrictEqual(readServerMessage(presence, unchanged), {
      joined: ["bob"],
      left: [],
    });
    const notice = readServerMessage({ type: "notice", text: "hi", room: blank }, unchanged);
    assert.partialDeepStrictEqual(notice, { type: "notice", text: "hi", room: undefined });
  }
});

const dirty = "dirty";
const ts = 1;
const raw = { id: dirty, ts };

const dirtyProfile = { account: dirty, user: dirty, host: dirty, realName: dirty };
const cleanProfile = { account: "line", user: "line", host: "line", realName: "line" };

/** Dirty messages, and what they are with every line made "line" and every text "text". */
const cleaned: readonly [dirty: object, clean: object][] = [
  [{
    ...{ type: "welcome", version: 1, server: dirty, nick: dirty, token: dirty, motd: dirty },
    ...{ features: [dirty] },
    ...{ commands: [{ name: dirty, aliases: [dirty], usage: dirty, summary: dirty }] },
  }, {
    ...{ type: "welcome", version: 1, server: "line", nick: "line", token: dirty, motd: "text" },
    ...{ features: ["line"] },
    ...{ commands: [{ name: "line", aliases: ["line"], usage: "line", summary: "line" }] },
  }],
  [
    { type: "login", account: dirty, token: dirty, id: dirty },
    { type: "login", account: "line", token: dirty, id: dirty },
  ],
  [{ type: "sasl", data: dirty, id: dirty }, { type: "sasl", data: dirty, id: dirty }],
  [
    {
      ...{ type: "joined", room: dirty, topic: dirty, topicBy: dirty, role: dirty },
      members: [{ nick: dirty, role: dirty, away: dirty }],
    },
    {
      ...{ type: "joined", room: "line", topic: "line", topicBy: "line", role: "line" },
      members: [{ nick: "line", role: "line", away: "line" }],
    },
  ],
  [
    { type: "left", room: dirty, by: dirty, text: dirty },
    { type: "left", room: "line", by: "line", text: "line" },
  ],
  [
    { type: "message", room: dirty, from: dirty, text: dirty, ...raw },
    { type: "message", room: "line", from: "line", text: "text", ...raw },
  ],
  [
    { type: "direct", from: dirty, to: dirty, text: dirty, ...raw },
    { type: "direct", from: "line", to: "line", text: "text", ...raw },
  ],
  [
    { type: "join", room: dirty, nick: dirty, role: dirty },
    { type: "join", room: "line", nick: "line", role: "line" },
  ],
  [
    { type: "leave", room: dirty, nick: dirty, text: dirty, by: dirty },
    { type: "leave", room: "line", nick: "line", text: "line", by: "line" },
  ],
  [
    { type: "rename", room: dirty, from: dirty, to: dirty },
    { type: "rename", room: "line", from: "line", to: "line" },
  ],
  [
    { type: "profile", room: dirty, nick: dirty, ...dirtyProfile, was: dirtyProfile },
    { type: "profile", room: "line", nick: "line", ...cleanProfile, was: cleanProfile },
  ],
  [
    { type: "watched", nick: dirty, here: true, away: dirty, ...dirtyProfile },
    { type: "watched", nick: "line", here: true, away: "line", ...cleanProfile },
  ],
  [
    { type: "topic", room: dirty, by: dirty, topic: dirty },
    { type: "topic", room: "line", by: "line", topic: "line" },
  ],
  [
    { type: "away", room: dirty, nick: dirty, text: dirty },
    { type: "away", room: "line", nick: "line", text: "line" },
  ],
  [
    {
      ...{ type: "moderation", room: dirty, by: dirty, action: dirty, nick: dirty, text: dirty },
      roles: [{ nick: dirty, role: dirty }],
    },
    {
      ...{ type: "moderation", room: "line", by: "line", action: "line", nick: "line" },
      ...{ text: "line", roles: [{ nick: "line", role: "line" }] },
    },
  ],
  [
    { type: "settings", room: dirty, by: dirty, changed: [dirty] },
    { type: "settings", room: "line", by: "line", changed: ["line"] },
  ],
  [
    { type: "invited", room: dirty, by: dirty },
    { type: "invited", room: "line", by: "line" },
  ],
  [
    { type: "presence", room: dirty, joined: [dirty], left: [dirty] },
    { type: "presence", room: "line", joined: ["line"], left: ["line"] },
  ],
  [{ type: "typing", room: dirty, nick: dirty }, { type: "typing", room: "line", nick: "line" }],
  [
    {
      type: "history",
      room: dirty,
      id: dirty,
      messages: [{ type: "message", room: dirty, from: dirty, text: dirty }],
    },
    { type: "history", room: "line", id: dirty, messages: [{ from: "line", text: "text" }] },
  ],
  [
    {
      type: "directs",
      id: dirty,
      messages: [{ type: "direct", from: dirty, to: dirty, text: dirty }],
    },
    { type: "directs", id: dirty, messages: [{ from: "line", to: "line", text: "text" }] },
  ],
  [
    {
      ...{ type: "results", query: dirty, id: dirty },
      messages: [{ type: "message", room: dirty, from: dirty, text: dirty }],
    },
    { type: "results", query: "line", id: dirty, messages: [{ from: "line", text: "text" }] },
  ],
  [
    { type: "members", room: dirty, members: [{ nick: dirty, away: dirty }], id: dirty },
    { type: "members", room: "line", members: [{ nick: "line", away: "line" }], id: dirty },
  ],
  [{
    ...{ type: "whois", nick: dirty, away: dirty, rooms: [dirty] },
    ...{ ...dirtyProfile, agent: dirty, address: dirty, id: dirty },
  }, {
    ...{ type: "whois", nick: "line", away: "line", rooms: ["line"] },
    ...{ ...cleanProfile, agent: "line", address: "line", id: dirty },
  }],
  [
    { type: "rooms", rooms: [{ room: dirty, topic: dirty, count: 1 }], id: dirty },
    { type: "rooms", rooms: [{ room: "line", topic: "line", count: 1 }], id: dirty },
  ],
  [
    {
      type: "addresses",
      addresses: [dirty],
      webAddresses: [dirty],
      fingerprint: dirty,
      certificateSha256: dirty,
      id: dirty,
    },
    {
      type: "addresses",
      addresses: ["line"],
      webAddresses: ["line"],
      fingerprint: "line",
      certificateSha256: "line",
      id: dirty,
    },
  ],
  [
    { type: "invitation", code: dirty, link: dirty, webLink: dirty, id: dirty },
    { type: "invitation", code: "line", link: "line", webLink: "line", id: dirty },
  ],
  [{ type: "stats", location: dirty, id: dirty }, { type: "stats", location: "line", id: dirty }],
  [
    {
      ...{ type: "audit", id: dirty },
      entries: [{
        ts,
        by: dirty,
        address: dirty,
        action: dirty,
        whom: dirty,
        room: dirty,
        text: dirty,
      }],
    },
    {
      ...{ type: "audit", id: dirty },
      entries: [
        { by: "line", address: "line", action: "line", whom: "line", room: "line", text: "line" },
      ],
    },
  ],
  [{
    ...{ type: "conversations", id: dirty },
    conversations: [{ room: dirty, seq: 1, ts }, { nick: dirty, seq: 1, ts }],
  }, {
    ...{ type: "conversations", id: dirty },
    conversations: [{ room: "line" }, { nick: "line" }],
  }],
  [{
    ...{ type: "metadata", room: dirty, nick: dirty, by: dirty, id: dirty },
    values: [{ key: dirty, value: dirty }],
  }, {
    ...{ type: "metadata", room: "line", nick: "line", by: "line", id: dirty },
    values: [{ key: "line", value: "line" }],
  }],
  [
    { type: "notice", text: dirty, room: dirty, id: dirty },
    { type: "notice", text: "text", room: "line", id: dirty },
  ],
  [
    { type: "error", message: dirty, room: dirty, id: dirty },
    { type: "error", message: "text", room: "line", id: dirty },
  ],
  [{ type: "ping", id: dirty }, { type: "ping", id: dirty }],
  [{ type: "pong", id: dirty }, { type: "pong", id: dirty }],
  [{ type: "read", room: dirty }, { type: "read", room: "line" }],
  [{ type: "bye", text: dirty }, { type: "bye", text: "line" }],
];

/** What the messages above need besides. */
const numbers = { ts, seq: 1, count: 1, page: 1, complete: true, kind: "text" };
const choices: Readonly<Record<string, object>> = {
  leave: { reason: dirty },
  error: { code: dirty },
  bye: { code: dirty },
  whois: { operator: false, enteredTs: ts, spokeTs: ts },
  stats: {
    ...{ upMs: 1, nicks: 1, rooms: 1, messages: 1, bytes: 1, memoryBytes: 1 },
    connections: { encrypted: 1, plain: 1 },
    connectionsSoFar: { encrypted: 1, plain: 1 },
  },
  settings: {
    settings: {
      ...{ moderated: true, private: true, locked: true, topicLocked: true, slowMs: 1 },
    },
  },
};

Deno.test("readServerMessage() cleans every string that a person sees", () => {
  const isDirty = (clean: string) => (text: string) => text === dirty ? clean : text;
  const clean = { text: isDirty("text"), line: isDirty("line") };
  const types = cleaned.map(([value]) => "type" in value ? value.type : undefined);
  assert.deepEqual(types, Object.keys(serverMessages));
  for (const [value, expected] of cleaned) {
    const type = "type" in value ? String(value.type) : "";
    const messages = "messages" in value && Array.isArray(value.messages)
      ? { messages: value.messages.map((message) => ({ ...numbers, ...message })) }
      : {};
    const complete = { ...numbers, ...choices[type], ...value, ...messages };
    const read = readServerMessage(complete, clean);
    assert.partialDeepStrictEqual(read, expected);
    const word = read.type === "leave" ? read.reason : "code" in read ? read.code : undefined;
    if (word !== undefined) assert.equal(word, "line", type);
  }
});

Deno.test("readServerMessage() takes no string over its bound", () => {
  const long = "x".repeat(4 * 1024);
  const said = { type: "message", ...numbers, room: "dev", from: "ann", text: "hi" };
  const joined = { type: "joined", ...numbers, room: "dev", topic: "", members: [] };
  const tooLong: readonly [field: string, value: object][] = [
    ["room", { type: "left", room: long }],
    ["type", { type: long }],
    ["from", { ...said, from: long }],
    ["text", { ...said, text: "x".repeat(4 * limits.textBytes + 1) }],
    ["topic", { ...joined, topic: long }],
  ];
  for (const [field, value] of tooLong) {
    assertMalformed("bad_field", () => readServerMessage(value, unchanged), { field });
  }
  const members = [{ nick: long }, { nick: "ann" }];
  assert.partialDeepStrictEqual(readServerMessage({ ...joined, members }, unchanged), {
    members: [{ nick: "ann", away: undefined }],
  });
  const presence = { type: "presence", ...numbers, room: "dev", joined: [long, "ann"], left: [] };
  assert.partialDeepStrictEqual(readServerMessage(presence, unchanged), { joined: ["ann"] });
  const bye = readServerMessage({ type: "bye", code: "kicked", text: long }, unchanged);
  assert.partialDeepStrictEqual(bye, { type: "bye", code: "kicked", text: undefined });
  const notice = { type: "notice", text: long } as const;
  assert.partialDeepStrictEqual(readServerMessage(notice, unchanged), notice);
});

Deno.test("readServerMessage() ignores fields that it does not know", () => {
  const value = { type: "ping", id: "1", by: "server", constructor: 1 };
  assert.deepEqual(readServerMessage(value, unchanged), { type: "ping", id: "1" });
});

Deno.test("readServerMessage() knows no other type, of whatever name", () => {
  for (const type of ["", "hello", "say", "Message", "__proto__", "constructor", "toString"]) {
    assertMalformed("unknown_type", () => readServerMessage({ type }, unchanged), { about: type });
  }
  for (const value of [{}, { type: 1 }]) {
    assertMalformed("bad_field", () => readServerMessage(value, unchanged), { field: "type" });
  }
  for (const value of [null, [], "left"]) {
    assertMalformed("not_an_object", () => readServerMessage(value, unchanged));
  }
});

Deno.test("readServerMessage() takes no time that cannot be shown as one", () => {
  const message = { type: "topic", room: "lobby", by: "bob", topic: "x" };
  const read = readServerMessage({ ...message, ts: Number.MAX_SAFE_INTEGER }, unchanged);
  assert.ok(read.type === "topic");
  assert.equal(new Date(read.ts).toISOString(), "9999-12-31T23:59:59.999Z");
});

Deno.test("readServerMessage() leaves out of a page what it does not know, but for how far it goes", () => {
  const said = { type: "message", ...numbers, room: "dev", from: "ann", text: "hi" };
  const entries = [
    { ...said, type: "poll", seq: 2 },
    { ...said, seq: 3 },
    { type: "file", seq: 4 },
    { ...said, seq: "5" },
    { type: "file" },
    null,
    "text",
    { ...said, seq: 6, from: ["ann"] },
  ];
  const page = { type: "history", room: "dev", messages: entries, complete: false };
  const read = readServerMessage(page, unchanged);
  assert.ok(read.type === "history");
  assert.deepEqual(read.messages.map(({ seq }) => seq), [3]);
  assert.deepEqual(read.unknownSeqs, [2, 4, 6]);
  assert.equal(read.complete, false);
});

Deno.test("readServerMessage() takes the protocol's bound for one that a welcome leaves out", () => {
  const about = { version: 1, server: "s", nick: "ann", token: "t", commands: [] };
  const told: readonly [sent: object | undefined, textBytes: number][] = [
    [undefined, limits.textBytes],
    [{ textBytes: 5, rate: { perDay: 9 } }, 5],
  ];
  for (const [sent, textBytes] of told) {
    const read = readServerMessage({ type: "welcome", ...about, limits: sent }, unchanged);
    assert.deepEqual(read.type === "welcome" && read.limits, { textBytes });
  }
});
