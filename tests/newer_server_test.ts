import assert from "node:assert/strict";
import { ClientError } from "../client/client_error.ts";
import { limits } from "../protocol.ts";
import { direct, joined, said, welcome } from "./client/room_messages.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";

/** What no version knows now: a field, and a message that has a place among the others. */
const more = { mood: "odd", parts: [{ of: ["a", 1] }], on: true };
const settings = {
  ...{ moderated: true, private: false, locked: false, topicLocked: false, slowMs: 5 },
  ...{ hasPassword: true, outsiders: true, memberLimit: 7, ctcp: false },
};
const poll = (seq: number) => ({ type: "poll", room: "lobby", seq, question: "when?" });

/** A `history` of the lobby, of messages with unknown fields, with unknown entries before, between and after. */
function page(seqs: readonly number[], about: object) {
  const messages = seqs.flatMap((seq) => [
    { ...said(seq), ...more },
    { ...said(seq), text: undefined, encrypted: "0x00" },
    seq,
  ]);
  return { type: "history", room: "lobby", messages: [poll(1), ...messages], ...about, ...more };
}

const newWelcome = {
  ...welcome(),
  limits: { textBytes: 12345, emoji: 5, rate: { burst: 20, perSecond: 5, perDay: 9 } },
  features: ["polls", { name: "say.to" }, 7],
  commands: [
    { name: "who", aliases: ["w", 7], usage: "/who", summary: "List who is here", icon: "?" },
    { name: "poll", form: [] },
    "quit",
  ],
  ...more,
};
const newJoined = {
  ...joined({ seq: 4 }),
  members: [{ nick: "ann", ...more }, { account: 7 }, "eve", { nick: "bob", away: "lunch" }],
  ...more,
};

Deno.test("a client of a newer server loses nothing that it knows, live and in pages", async () => {
  await using server = new FakeServer({
    greet: () => [poll(0), newWelcome, newJoined, page([2, 3], { complete: false }), poll(4)],
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  const { state } = ann.client;
  const { nick, maxTextBytes, commands, rooms } = state;
  assert.deepEqual([nick, maxTextBytes], ["ann", 12345]);
  assert.deepEqual(commands.map(({ name, aliases }) => [name, aliases]), [["who", ["w"]]]);
  assert.deepEqual([...rooms.get("lobby")?.members.keys() ?? []], ["ann", "bob"]);
  const context = await ann.next("history");
  assert.deepEqual(context.messages.map(({ seq }) => seq), [2, 3]);
  server.sendLines(
    ...[
      poll(5),
      { ...said(6, { kind: "x.haiku" }), ...more },
      { ...direct(7, { kind: "x.haiku" }), ...more },
      { type: "topic", room: "lobby", ts: 8, by: "bob", topic: "new", ...more },
      { type: "presence", room: "lobby", ts: 8, count: 4, joined: ["cem", 7], left: [{}] },
      { type: "leave", room: "lobby", ts: 9, nick: "cem", reason: "evicted", ...more },
      { type: "join", room: "lobby", ts: 10, nick: "dora", ...more },
      { type: "away", room: "lobby", ts: 10, nick: "dora", text: "lunch", ...more },
      { type: "rename", room: "lobby", ts: 10, from: "dora", to: "Dora", ...more },
      { type: "moderation", room: "lobby", ts: 10, by: "bob", action: "x.freeze", ...more },
      { type: "settings", room: "lobby", ts: 10, by: "bob", settings: { moderated: 2 } },
      { type: "settings", room: "lobby", ts: 10, by: "bob", settings: { ...settings, ...more } },
      { type: "typing", room: "lobby", nick: "Dora", ...more },
      { type: "results", query: "q", page: 1, messages: [poll(5), said(2)], complete: true },
      { type: "members", room: "lobby", members: [7, { nick: "Dora", ...more }], count: 2 },
      { type: "rooms", rooms: [{ room: 7 }, { room: "dev", topic: "", count: 1 }], count: 2 },
      { type: "notice", text: "the end", buttons: [], ...more },
    ].map((message) => JSON.stringify(message)),
  );
  assert.equal((await ann.message("message")).kind, "x.haiku");
  assert.equal((await ann.message("direct")).kind, "x.haiku");
  assert.equal((await ann.message("topic")).topic, "new");
  assert.deepEqual((await ann.message("presence")).joined, ["cem"]);
  assert.equal((await ann.message("leave")).reason, "evicted");
  assert.equal(state.rooms.get("lobby")?.members.has("cem"), false);
  assert.equal((await ann.message("join")).nick, "dora");
  assert.equal((await ann.message("away")).text, "lunch");
  assert.equal((await ann.message("rename")).to, "Dora");
  assert.equal((await ann.message("moderation")).action, "x.freeze");
  assert.deepEqual((await ann.message("settings")).settings, settings);
  assert.equal((await ann.message("typing")).nick, "Dora");
  assert.deepEqual((await ann.message("results")).messages.map(({ seq }) => seq), [2]);
  assert.deepEqual((await ann.message("members")).members.map(({ nick }) => nick), ["Dora"]);
  assert.deepEqual((await ann.message("rooms")).rooms.map(({ room }) => room), ["dev"]);
  assert.equal((await ann.message("notice")).text, "the end");
  assert.equal(ann.transcript.items.length, 20, "and nothing is made of what is not known");
});

const refusals: readonly [what: string, about: object, serverCode: string][] = [
  ["for a new reason", { code: "x.\u001b[2Jmuted", message: "Not now" }, "x.muted"],
  ["with a long code", { code: "x".repeat(129), message: "Not now" }, "x".repeat(128)],
  ["with a code that is no word", { code: 7, message: "Not now" }, "internal"],
  [
    "in fields of other forms",
    { code: "rate_limited.new", message: {}, room: {}, retryAfterMs: 12.5 },
    "rate_limited.new",
  ],
];
for (const [what, about, serverCode] of refusals) {
  Deno.test(`what a newer server refuses ${what} is refused, and what comes after it is said`, async () => {
    await using server = new FakeServer();
    await using ann = await JoinedClient.join(server.port, "ann");
    const first = ann.client.say("one").catch((error: unknown) => error);
    const second = ann.client.say("two");
    const { id } = await server.heard("say");
    server.sendLines(JSON.stringify({ type: "error", id, ...about, ...more }));
    const refusal = await first;
    assert.ok(refusal instanceof ClientError);
    assert.deepEqual([refusal.code, refusal.serverCode], ["not_said", serverCode]);
    const { id: secondId, text } = await server.heard("say");
    server.sendLines(JSON.stringify({ ...said(1, { text, from: "ann", id: secondId }), ...more }));
    assert.equal((await second).text, "two");
  });
}

Deno.test("a welcome in which what may be left out has other forms lets the client in", async () => {
  const other = { limits: [5], features: { polls: 1 }, commands: undefined, motd: { text: "hi" } };
  await using server = new FakeServer({ greet: () => [{ ...welcome(), ...other }, joined()] });
  await using ann = await JoinedClient.join(server.port, "ann");
  const { nick, maxTextBytes, commands, motd } = ann.client.state;
  assert.deepEqual([nick, maxTextBytes, commands, motd], ["ann", limits.textBytes, [], undefined]);
});

Deno.test("a client catches up with a newer server over pages of which it knows nothing", async () => {
  let connections = 0;
  await using server = new FakeServer({
    greet: () =>
      ++connections === 1 ? [welcome(), joined(), said(1)] : [
        ...[welcome(), joined({ seq: 90 })],
        page([90], { complete: false, remaining: 8 }),
      ],
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  await ann.message("message");
  server.hangUp();
  const pages = [
    { messages: [poll(10), poll(20)], complete: false, remaining: 6 },
    { messages: [poll(30), said(40), poll(50)], complete: false, remaining: 3 },
    { messages: [poll(60), said(70), poll(80), poll(90)], complete: true },
  ];
  const asked: unknown[] = [];
  for (const next of pages) {
    const { after, before, id } = await server.heard("history");
    asked.push([after, before]);
    server.sendLines(JSON.stringify({ type: "history", room: "lobby", id, ...next }));
  }
  assert.deepEqual(asked, [[1, undefined], [20, undefined], [50, undefined]]);
  server.sendLines(JSON.stringify(said(91)));
  const came: unknown[] = [];
  await ann.transcript.next((event) => {
    if (event.type === "history") {
      came.push([event.messages.map(({ seq }) => seq), event.leftOut, event.progress?.fetched]);
    }
    return event.type === "message" && event.message.type === "message" ? true : undefined;
  }, "what is live");
  assert.deepEqual(came, [[[], false, 2], [[40], false, 5], [[70], false, undefined]]);
  assert.equal(server.all("history").length, 3);
});

Deno.test("a client that a newer server sends away for a new reason stays away", async () => {
  await using server = new FakeServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  server.sendLines(JSON.stringify({ type: "bye", code: "expired", text: "Too old", ...more }));
  assert.partialDeepStrictEqual((await ann.next("closed")).bye, {
    type: "bye",
    code: "expired",
    text: "Too old",
  });
  assert.equal(server.all("hello").length, 1);
});
