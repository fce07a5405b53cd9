import fc from "fast-check";
import {
  byeCodes,
  errorCodes,
  leaveReasons,
  limits,
  memberRoles,
  messageKinds,
  moderationActions,
  type ServerMessage,
  unsearchedReasons,
} from "../../protocol.ts";
import { showsSomething } from "../../helpers/text/shows_something.ts";
import { anyText } from "../chat/any_text.ts";
import { optional, record } from "./arbitraries.ts";

/** One of each type: where one is added to the protocol, it is missed here. */
type Arbitraries = {
  readonly [Type in Exclude<ServerMessage["type"], "signal">]: fc.Arbitrary<
    Extract<ServerMessage, { type: Type }>
  >;
};

const text = anyText;
/** Of a person or a room. */
const name = anyText.filter(showsSomething);
const room = name;
/** What is above is read as the end of the year 9999. */
const ts = fc.integer({ min: 0, max: 253_402_300_799_999 });
const integer = fc.maxSafeNat();
/** One of these, or what a newer server sends. */
const wordOf = (known: readonly string[]) =>
  fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: limits.nickLength }));
const kind = wordOf(messageKinds);
const id = optional(fc.string({ maxLength: limits.idLength }));
const deletes = optional(fc.array(integer, { maxLength: limits.deletedAtOnce }));

const command = record({
  ...{ name: text, aliases: fc.array(text), usage: text, summary: text },
  details: optional(fc.array(text)),
});

const somebody = fc.stringMatching(/^[\w-]{1,64}$/);
const person = optional(somebody);

const role = optional(wordOf(memberRoles).filter((word) => word !== ""));
const withRole = { nick: name, person, role };
const member = record({ ...withRole, away: optional(text) });
const flag = fc.boolean();
const settings = record({
  ...{ moderated: flag, private: flag, locked: flag, topicLocked: flag, slowMs: integer },
  ...{ hasPassword: flag, outsiders: flag, ctcp: flag, memberLimit: optional(integer) },
});

const counts = record({ encrypted: integer, plain: integer });

const mover = fc.tuple(name, somebody);
const movers = record({
  joined: fc.array(mover),
  left: fc.array(mover),
  areKnown: fc.boolean(),
});

const seqs = fc.array(integer, { maxLength: 5 });
const fewHave = {
  ...{ reason: optional(text), topic: optional(text) },
  ...{ replyTo: optional(integer), joins: optional(seqs) },
};

const said = {
  type: fc.constant("message" as const),
  ...{ room, seq: integer, ts, from: name, person, text, kind, deletes, id, ...fewHave },
};
const message = record(said);
const found = record({
  ...said,
  ...{ excerpt: optional(fc.boolean()), foundAt: optional(integer), excerptAt: optional(integer) },
});

const direct = record({
  type: fc.constant("direct" as const),
  ...{ seq: integer, ts, from: name, person, to: name, toPerson: person, text, kind, deletes, id },
  ...fewHave,
});

const profile = {
  ...{ account: optional(name), user: optional(text), host: optional(text) },
  ...{ realName: optional(text), bot: optional(flag) },
};

export const serverMessages: Arbitraries = {
  welcome: record({
    type: fc.constant("welcome"),
    version: integer,
    server: text,
    nick: name,
    person,
    token: text,
    limits: record({ textBytes: integer }),
    features: fc.array(fc.string({ maxLength: limits.nickLength })),
    commands: fc.array(command),
    motd: optional(text),
  }),
  login: record({
    type: fc.constant("login"),
    ...{ account: name, person, token: optional(text), id },
  }),
  sasl: record({ type: fc.constant("sasl"), data: text, id }),
  joined: record({
    type: fc.constant("joined"),
    room,
    topic: text,
    members: fc.array(member),
    count: integer,
    seq: integer,
    ...{ role, muted: optional(flag), mutedUntilTs: optional(ts), settings: optional(settings) },
    ...{ topicBy: optional(name), topicTs: optional(ts), createdTs: optional(ts) },
    id,
  }),
  left: record({
    type: fc.constant("left"),
    ...{ room, ts: optional(ts), by: optional(name), byPerson: person, text: optional(text) },
    ...{ action: optional(wordOf(moderationActions)), untilTs: optional(ts) },
  }),
  message,
  direct,
  join: record({
    type: fc.constant("join"),
    ...{ room, ts, ...withRole, account: optional(name) },
  }),
  leave: record({
    type: fc.constant("leave"),
    ...{ room, ts, nick: name, person, reason: wordOf(leaveReasons), text: optional(text) },
    ...{ by: optional(name), byPerson: person },
  }),
  rename: record({
    type: fc.constant("rename"),
    ...{ room: optional(room), ts, from: name, to: name, person },
  }),
  profile: record({
    type: fc.constant("profile"),
    ...{ room: optional(room), ts, nick: name, person, ...profile },
    was: optional(record({ ...profile, host: text })),
  }),
  watched: record({
    type: fc.constant("watched"),
    ...{ nick: name, here: fc.boolean(), person, away: optional(text), ...profile, id },
  }),
  topic: record({
    type: fc.constant("topic"),
    room,
    ts,
    by: name,
    person,
    topic: text,
    seq: optional(integer),
  }),
  away: record({ type: fc.constant("away"), room, ts, nick: name, person, text: optional(text) }),
  moderation: record({
    type: fc.constant("moderation"),
    ...{ room, ts, by: name, byPerson: person, action: wordOf(moderationActions) },
    ...{ nick: optional(name), person, text: optional(text), untilTs: optional(ts) },
    roles: fc.array(record(withRole)),
  }),
  settings: record({
    type: fc.constant("settings"),
    ...{ room, ts, by: name, person, settings, changed: fc.array(text) },
  }),
  invited: record({ type: fc.constant("invited"), room, ts, by: name, byPerson: person }),
  presence: record({
    type: fc.constant("presence"),
    ...{ room, ts, count: integer, movers },
  }).map(({ movers: { joined, left, areKnown }, ...about }) => ({
    ...about,
    joined: joined.map(([nick]) => nick),
    left: left.map(([nick]) => nick),
    joinedPersons: areKnown ? joined.map(([, known]) => known) : undefined,
    leftPersons: areKnown ? left.map(([, known]) => known) : undefined,
  })),
  typing: record({
    type: fc.constant("typing"),
    ...{ room: optional(room), ts: optional(ts), nick: name, person },
  }),
  history: record({
    type: fc.constant("history"),
    ...{ room, messages: fc.array(message), complete: fc.boolean() },
    ...{ remaining: optional(integer), reachedSeq: optional(integer), id },
  }),
  directs: record({
    type: fc.constant("directs"),
    ...{ messages: fc.array(direct), complete: fc.boolean(), remaining: optional(integer), id },
    reachedSeq: optional(integer),
  }),
  results: record({
    type: fc.constant("results"),
    ...{ query: text, page: integer, messages: fc.array(found), complete: fc.boolean(), id },
    unsearched: optional(wordOf(unsearchedReasons)),
  }),
  members: record({
    type: fc.constant("members"),
    ...{ room, members: fc.array(member), count: integer, id },
  }),
  whois: record({
    type: fc.constant("whois"),
    ...{ ...withRole, ...profile, away: optional(text) },
    ...{ operator: fc.boolean(), rooms: fc.array(name) },
    roles: fc.array(record({ room, role: wordOf(memberRoles) })),
    ...{ enteredTs: ts, spokeTs: optional(ts), agent: optional(text), address: optional(text), id },
    encryption: fc.array(text),
  }),
  rooms: record({
    type: fc.constant("rooms"),
    rooms: fc.array(record({ room, topic: text, count: integer })),
    ...{ count: integer, page: optional(integer), complete: optional(flag), id },
  }),
  addresses: record({
    type: fc.constant("addresses"),
    ...{ addresses: fc.array(text), webAddresses: fc.array(text) },
    ...{ fingerprint: optional(text), certificateSha256: optional(text), id },
  }),
  invitation: record({
    type: fc.constant("invitation"),
    ...{ code: text, link: text, webLink: optional(text) },
    ...{ untilTs: optional(integer), uses: optional(integer), id },
  }),
  stats: record({
    type: fc.constant("stats"),
    ...{ upMs: integer, connections: counts, connectionsSoFar: counts, nicks: integer },
    ...{ rooms: integer, messages: integer, bytes: integer, location: text },
    ...{ memoryBytes: integer, id },
  }),
  audit: record({
    type: fc.constant("audit"),
    entries: fc.array(record({
      ...{ ts, by: name, person, address: optional(text), action: text, whom: optional(text) },
      ...{ room: optional(room), text: optional(text) },
    })),
    ...{ page: integer, complete: fc.boolean(), id },
  }),
  conversations: record({
    type: fc.constant("conversations"),
    conversations: fc.array(fc.oneof(
      record({ room, seq: integer, ts }),
      record({ nick: name, with: person, seq: integer, ts }),
    )),
    ...{ complete: fc.boolean(), id },
  }),
  metadata: record({
    type: fc.constant("metadata"),
    ...{ room: optional(room), nick: optional(name), person, by: optional(name), id },
    values: fc.array(record({ key: text, value: optional(text) })),
  }),
  notice: record({
    type: fc.constant("notice"),
    text,
    room: optional(room),
    told: optional(flag),
    alert: optional(text),
    from: optional(name),
    person,
    id,
  }),
  error: record({
    type: fc.constant("error"),
    code: wordOf(errorCodes),
    message: text,
    id,
    room: optional(room),
    retryAfterMs: optional(integer),
  }),
  ping: record({ type: fc.constant("ping"), id }),
  pong: record({ type: fc.constant("pong"), id }),
  read: fc.oneof(
    record({ type: fc.constant("read" as const), room, seq: integer, ts: optional(ts), id }),
    record({
      type: fc.constant("read" as const),
      ...{ with: somebody, seq: integer, ts: optional(ts), id },
    }),
  ),
  bye: record({
    type: fc.constant("bye"),
    code: wordOf(byeCodes),
    text: optional(text),
    retryAfterMs: optional(integer),
  }),
};

export const anyServerMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  ...Object.values(serverMessages),
);
