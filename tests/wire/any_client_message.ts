import fc from "fast-check";
import { type ClientMessage, limits } from "../../protocol.ts";
import { anyText } from "../chat/any_text.ts";
import { optional, plain } from "./plain.ts";

/** One of each type: where one is added to the protocol, it is missed here. */
type Arbitraries = {
  readonly [Type in ClientMessage["type"]]: fc.Arbitrary<Extract<ClientMessage, { type: Type }>>;
};

const text = anyText;
const id = optional(fc.string({ maxLength: limits.idLength }));
const kind = fc.constantFrom("text", "action", "x.poll-2");
const integer = fc.maxSafeNat();

const arbitraries: Arbitraries = {
  hello: plain({
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
  }),
  say: fc.oneof(
    plain({ type: fc.constant("say" as const), room: text, text, kind, id }),
    plain({ type: fc.constant("say" as const), to: text, text, kind, id }),
  ),
  command: plain({ type: fc.constant("command"), name: text, args: text, room: text, id }),
  history: plain({
    type: fc.constant("history"),
    room: text,
    with: optional(fc.array(text, { maxLength: limits.nicksOfPerson })),
    before: optional(integer),
    after: optional(integer),
    limit: fc.nat(limits.historyPage),
    id,
  }),
  typing: fc.oneof(
    plain({ type: fc.constant("typing" as const), room: text, id }),
    plain({ type: fc.constant("typing" as const), to: text, id }),
  ),
  ping: plain({ type: fc.constant("ping"), id }),
  pong: plain({ type: fc.constant("pong"), id }),
  bye: plain({ type: fc.constant("bye"), text: optional(text) }),
};

export const anyClientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  ...Object.values(arbitraries),
);
