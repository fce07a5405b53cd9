import assert from "node:assert/strict";
import { openSummary } from "../support/open_settings.ts";

import { commands, summarize } from "../../commands/mod.ts";
import { errorCodes, limits, protocolVersion, type ServerMessage } from "../../protocol.ts";
import { readPage } from "../../server/answers/read_page.ts";
import { MemoryStore } from "../../store/memory.ts";
import { inboxOf } from "../../store/store.ts";
import { forgettingIn } from "../support/servers/forgetting_in.ts";
import { persons } from "../support/servers/persons.ts";

/** As long as it may be, and in UTF-8 as large as that can be. */
const wide = (length: number) => "\u{20bb7}".repeat(length);
const many = <Value>(count: number, value: Value) => Array<Value>(count).fill(value);
/** Twice as large in JSON. */
const text = '"'.repeat(limits.textBytes);
const nick = wide(limits.nickLength);
const room = wide(limits.roomNameLength);
const topic = wide(limits.topicLength);
const id = '"'.repeat(limits.idLength);
const [seq, ts] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
const person = "x".repeat(limits.personLength);
const inRoom = { room, ts };
const said = { seq, ts, from: nick, person, text, kind: "x".repeat(32), id };
const role = "x".repeat(32);
const member = { nick, person, role, away: wide(limits.awayLength) };
const members = many(limits.listedMembers, member);
const settings = { ...openSummary, slowMs: seq, memberLimit: seq };
const profile = {
  ...{ account: nick, user: wide(limits.userLength), host: "x".repeat(63), bot: true },
  realName: wide(limits.realNameLength),
};
const counts = { encrypted: seq, plain: seq };
const listed = { members, count: seq };

/** Those that hold messages are made to measure, and one is no line. */
type Page = "history" | "directs" | "results" | "signal";
/** The largest of each of the others. */
const largest: {
  readonly [Type in Exclude<ServerMessage["type"], Page>]: Extract<ServerMessage, { type: Type }>;
} = {
  welcome: {
    ...{ type: "welcome", version: protocolVersion, server: topic, nick, person },
    token: "x".repeat(limits.tokenLength),
    limits,
    features: many(20, "x".repeat(32)),
    commands: summarize(commands),
    motd: text,
  },
  login: { type: "login", account: nick, person, token: "x".repeat(limits.tokenLength), id },
  sasl: { type: "sasl", data: "x".repeat(limits.saslLength), id },
  read: { type: "read", room, seq, ts, id },
  conversations: {
    ...{ type: "conversations", complete: false, id },
    conversations: many(limits.listedConversations, { nick, with: person, seq, ts }),
  },
  metadata: {
    ...{ type: "metadata", room, by: nick, id },
    values: many(limits.metadataKeys, {
      key: "x".repeat(limits.metadataKeyLength),
      value: "x".repeat(limits.metadataValueBytes),
    }),
  },
  ping: { type: "ping", id },
  pong: { type: "pong", id },
  bye: { type: "bye", code: "stopping", text: topic },
  joined: {
    ...{ type: "joined", room, topic, ...listed, seq },
    ...{ role, muted: false, mutedUntilTs: ts, settings },
    ...{ topicBy: nick, topicTs: ts, createdTs: ts },
  },
  left: { type: "left", room, by: nick, byPerson: person, text: topic },
  message: { type: "message", room, ...said },
  direct: { type: "direct", to: nick, ...said },
  join: { type: "join", ...inRoom, nick, person, role, account: nick },
  leave: {
    ...{ type: "leave", ...inRoom, nick, person, reason: "lost connection", text: topic },
    ...{ by: nick, byPerson: person },
  },
  rename: { type: "rename", ...inRoom, from: nick, to: nick, person },
  topic: { type: "topic", ...inRoom, by: nick, person, topic, seq },
  profile: { type: "profile", ...inRoom, nick, person, ...profile, was: profile },
  watched: {
    ...{ type: "watched", nick, here: true, person, away: wide(limits.awayLength) },
    ...{ ...profile, id },
  },
  away: { type: "away", ...inRoom, nick, person, text: wide(limits.awayLength) },
  moderation: {
    ...{ type: "moderation", ...inRoom, by: nick, byPerson: person, action: role, nick, person },
    ...{ text: topic, untilTs: ts, roles: many(limits.listedMembers, { nick, person, role }) },
  },
  settings: {
    ...{ type: "settings", ...inRoom, by: nick, person, settings },
    changed: Object.keys(settings),
  },
  invited: { type: "invited", ...inRoom, by: nick, byPerson: person },
  presence: {
    ...{ type: "presence", ...inRoom, count: seq },
    joined: many(limits.listedMembers, nick),
    left: many(limits.listedMembers, nick),
  },
  typing: { type: "typing", room, nick },
  members: { type: "members", room, ...listed, id },
  whois: {
    ...profile,
    ...{ type: "whois", nick, person, away: wide(limits.awayLength), operator: false, id },
    rooms: many(limits.rooms, room),
    ...{ enteredTs: ts, spokeTs: ts, agent: wide(limits.agentLength), address: "x".repeat(45) },
    encryption: many(limits.sessions, "TLS 1.3"),
  },
  rooms: {
    type: "rooms",
    rooms: many(limits.listedRooms, { room, topic, count: seq }),
    count: seq,
    id,
  },
  addresses: {
    ...{ type: "addresses", fingerprint: "x".repeat(24), certificateSha256: "f".repeat(64), id },
    addresses: many(56, "x".repeat(300)),
    webAddresses: many(56, "x".repeat(300)),
  },
  invitation: {
    ...{ type: "invitation", code: "x".repeat(19), untilTs: ts, uses: seq, id },
    ...{ link: "x".repeat(700), webLink: "x".repeat(700) },
  },
  stats: {
    ...{ type: "stats", upMs: ts, nicks: seq, rooms: seq, messages: seq, bytes: seq, id },
    ...{ connections: counts, connectionsSoFar: counts, memoryBytes: seq },
    location: wide(4096),
  },
  audit: {
    ...{ type: "audit", page: seq, complete: false, id },
    entries: many(limits.auditPage, {
      ...{ ts, by: nick, person, address: "x".repeat(45), action: role, whom: nick, room },
      text: topic,
    }),
  },
  notice: { type: "notice", text, room, id },
  error: { type: "error", code: errorCodes[0], message: topic, id, room, retryAfterMs: seq },
};

function assertFits(message: ServerMessage): void {
  const bytes = new TextEncoder().encode(JSON.stringify(message)).length;
  assert.ok(bytes <= limits.historyBytes, `"${message.type}" has ${bytes} bytes`);
}

Deno.test("no message is a longer line than a page may be", () => {
  for (const message of Object.values(largest)) assertFits(message);
});

Deno.test("no page is longer, whatever was said", async () => {
  const from = wide(limits.nickLength);
  for (const place of [room, inboxOf("ann")]) {
    for (const said of [text, wide(limits.textBytes / 4), '"'.repeat(100), "x"]) {
      const store = new MemoryStore();
      const draft = { room: place, ts, from, to: from, text: said, kind: "text", identity: "ann" };
      await store.append(many(limits.historyPage, draft));
      const asked = { room: place, before: seq, limit: limits.historyPage, id };
      const page = await readPage(
        { store, persons, log() {}, forgetting: forgettingIn(store) },
        asked,
      );
      assert.ok((page.type === "history" || page.type === "directs") && page.messages.length > 0);
      assertFits(page);
    }
  }
});
