import fc from "fast-check";
import { type ClientMessage, limits } from "../../protocol.ts";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { anyText } from "../chat/any_text.ts";
import { optional, record } from "./arbitraries.ts";

/** One of each type: where one is added to the protocol, it is missed here. */
type Arbitraries = {
  readonly [Type in ClientMessage["type"]]: fc.Arbitrary<Extract<ClientMessage, { type: Type }>>;
};

const text = anyText;
const id = optional(fc.string({ maxLength: limits.idLength }));
const person = fc.string({ maxLength: limits.personLength });
/** Never empty, which is none. */
const secret = optional(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .filter((text) => utf8Bytes(text) <= limits.secretBytes),
);
const newSecret = fc.string({ minLength: 1, maxLength: limits.secretBytes });
const name = fc.string({ maxLength: limits.nickLength });
const kind = fc.constantFrom("text", "action", "x.poll-2");
const integer = fc.maxSafeNat();

const saying = {
  replyTo: optional(integer),
  joins: optional(fc.array(integer, { maxLength: limits.joins })),
  tags: optional(text),
};
const times = { beforeTs: optional(integer), afterTs: optional(integer) };
const whose = { room: optional(text), nick: optional(text) };

const profile = {
  realName: optional(fc.string({ maxLength: limits.realNameLength })),
  bot: optional(fc.boolean()),
};

const signal = {
  tags: optional(fc.string({ maxLength: limits.tagsBytes })),
  ctcp: optional(fc.string({ maxLength: limits.ctcpBytes })),
  isReply: optional(fc.boolean()),
};

const arbitraries: Arbitraries = {
  hello: record({
    type: fc.constant("hello"),
    version: integer,
    nick: text,
    token: optional(fc.string({ maxLength: limits.tokenLength })),
    rooms: optional(fc.array(text)),
    resume: optional(
      fc.array(fc.tuple(fc.oneof(text, fc.constantFrom("__proto__", "constructor")), integer))
        .map((entries) => new Map(entries)),
    ),
    agent: optional(fc.string({ maxLength: limits.agentLength })),
    session: optional(fc.string({ maxLength: limits.idLength })),
    unattended: optional(fc.boolean()),
    away: optional(fc.string({ maxLength: limits.awayLength })),
    user: optional(fc.string({ maxLength: limits.userLength })),
    ...profile,
    ...{ password: secret, serverPassword: secret, link: secret, invite: secret },
  }),
  say: fc.oneof(
    record({ type: fc.constant("say" as const), room: text, text, kind, id, ...saying }),
    record({ type: fc.constant("say" as const), to: text, text, kind, id, ...saying }),
    record({
      type: fc.constant("say" as const),
      ...{ to: text, toPerson: person, text, kind, id, ...saying },
    }),
  ),
  command: record({ type: fc.constant("command"), name: text, args: text, room: text, id }),
  history: record({
    type: fc.constant("history"),
    room: text,
    with: optional(fc.array(text, { maxLength: limits.nicksOfPerson })),
    withPersons: optional(fc.array(person, { maxLength: limits.nicksOfPerson })),
    before: optional(integer),
    after: optional(integer),
    ...{ ...times, oldest: optional(fc.boolean()) },
    ...{ around: optional(integer), aroundTs: optional(integer) },
    without: optional(fc.array(kind, { maxLength: 5 })),
    limit: fc.integer({ min: 1, max: limits.historyPage }),
    id,
  }),
  conversations: record({
    type: fc.constant("conversations"),
    ...{ ...times, oldest: optional(fc.boolean()), id },
    limit: fc.integer({ min: 1, max: limits.listedConversations }),
  }),
  typing: fc.oneof(
    record({ type: fc.constant("typing" as const), room: text, id }),
    record({ type: fc.constant("typing" as const), to: text, id }),
    record({ type: fc.constant("typing" as const), to: text, toPerson: person, id }),
  ),
  signal: fc.oneof(
    record({ type: fc.constant("signal" as const), room: text, ...signal, id }),
    record({ type: fc.constant("signal" as const), to: text, toPerson: person, ...signal, id }),
  ),
  login: record({ type: fc.constant("login"), account: name, password: newSecret, id }),
  register: record({ type: fc.constant("register"), account: name, password: newSecret, id }),
  sasl: record({
    type: fc.constant("sasl"),
    mechanism: optional(name),
    data: optional(fc.string({ maxLength: limits.saslLength })),
    abort: optional(fc.boolean()),
    id,
  }),
  oper: record({ type: fc.constant("oper"), name, password: newSecret, id }),
  watch: record({
    type: fc.constant("watch"),
    ...{ nicks: fc.array(name, { maxLength: limits.watched }), off: optional(fc.boolean()), id },
  }),
  profile: record({
    type: fc.constant("profile"),
    ...{ ...profile, hidden: optional(fc.boolean()), id },
  }),
  password: record({
    type: fc.constant("password"),
    password: newSecret,
    current: secret,
    id,
  }),
  ping: record({ type: fc.constant("ping"), id }),
  pong: record({ type: fc.constant("pong"), id }),
  read: fc.oneof(
    record({
      type: fc.constant("read" as const),
      room: text,
      seq: integer,
      ts: optional(integer),
      id,
    }),
    record({
      type: fc.constant("read" as const),
      ...{ with: person, seq: integer, ts: optional(integer), id },
    }),
  ),
  getRead: fc.oneof(
    record({ type: fc.constant("getRead" as const), room: text, id }),
    record({ type: fc.constant("getRead" as const), with: person, id }),
  ),
  getMetadata: record({
    type: fc.constant("getMetadata"),
    ...{ ...whose, keys: optional(fc.array(text, { maxLength: limits.metadataKeys })), id },
  }),
  setMetadata: record({
    type: fc.constant("setMetadata"),
    ...{ ...whose, key: text, value: optional(text), id },
  }),
  clearMetadata: record({ type: fc.constant("clearMetadata"), ...whose, id }),
  bye: record({ type: fc.constant("bye"), text: optional(text) }),
};

export const anyClientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  ...Object.values(arbitraries),
);
