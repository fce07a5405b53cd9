import assert from "node:assert/strict";
import {
  defaultReserveMs,
  maxAccounts,
  maxAccountsANetwork,
  seenToMs,
} from "../../../chat/people/reservations.ts";
import type { EnterRequest, RequestBody } from "../../../chat/request.ts";
import type { Account } from "../../../records.ts";
import { ChatState } from "../../../server/chat_state.ts";

const minuteMs = 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

interface Opened {
  readonly chat: ChatState;
  /** Comes in with a device of its own, and gives the code of a refusal. */
  comeIn(identity: string, nick: string, about?: Partial<EnterRequest>): string | undefined;
  ask(identity: string, what: RequestBody): ReturnType<ChatState["apply"]>;
  say(identity: string): ReturnType<ChatState["apply"]>;
  leave(identity: string): void;
  pass(ms: number): void;
}

function open(accounts: readonly Account[] = [], reserveMs = defaultReserveMs): Opened {
  const chat = new ChatState("", { accounts }, { reserveMs });
  chat.members.enter("server", "server", 0, { isConsole: true });
  let nowMs = 1000;
  const ask = (by: string, what: RequestBody) => chat.apply({ by, nowMs, what });
  return {
    chat,
    ask,
    comeIn(identity, nick, about = {}) {
      const known = { person: identity, resume: new Map(), isKnown: true, device: `${identity}-1` };
      const outcomes = ask(identity, { type: "enter", nick, ...known, ...about });
      return outcomes.flatMap((outcome) => outcome.type === "error" ? [outcome.code] : [])[0];
    },
    say: (by) => ask(by, { type: "say", room: "lobby", text: "hi", kind: "text" }),
    leave: (by) => void ask(by, { type: "depart", reason: "left" }),
    pass: (ms) => void (nowMs += ms),
  };
}

function accountOf(identity: string, more: Partial<Account> = {}): Account {
  const times = { createdAt: 0, seenAt: 0 };
  return { identity, nick: identity, ...times, devices: [], ...more };
}

Deno.test("who has spoken and can come back reserves its nick: kept before it is told", () => {
  const { comeIn, say, leave } = open();
  comeIn("a", "ann");
  assert.deepEqual(say("a").map(({ type }) => type), ["keepAccount", "said"]);
  leave("a");
  for (const nick of ["ann", "ANN", "Ann"]) assert.equal(comeIn("b", nick), "nick_reserved");
  assert.equal(comeIn("a", "ann"), undefined);
});

Deno.test("who has said nothing, or keeps no token, reserves nothing", () => {
  const { comeIn, say, leave } = open();
  comeIn("a", "ann");
  leave("a");
  assert.equal(comeIn("b", "ann", { device: undefined }), undefined);
  say("b");
  leave("b");
  assert.equal(comeIn("c", "ann"), undefined);
});

Deno.test("a rename takes the reservation along, by /nick and on coming again", () => {
  const { ask, comeIn, say, leave } = open();
  comeIn("a", "ann");
  say("a");
  ask("a", { type: "command", name: "nick", args: "anna", room: "lobby" });
  assert.equal(comeIn("b", "ann"), undefined);
  ask("a", { type: "lose", reason: "left" });
  comeIn("a", "annette");
  leave("a");
  assert.equal(comeIn("c", "anna"), undefined);
  assert.equal(comeIn("d", "annette"), "nick_reserved");
  ask("b", { type: "command", name: "nick", args: "annette", room: "lobby" });
});

Deno.test("who comes under another nick reserves that once it has spoken, and not before", () => {
  const { comeIn, say, leave, chat } = open();
  comeIn("a", "ann");
  say("a");
  leave("a");
  comeIn("a", "anna");
  assert.equal(comeIn("b", "ann"), "nick_reserved");
  say("a");
  assert.equal(comeIn("b", "ann"), undefined);
  assert.equal(chat.accounts.get("a")?.nick, "anna");
});

Deno.test("a nick is reserved for so long since its owner was here, and then goes to who asks", () => {
  const { comeIn, say, leave, pass, chat } = open();
  comeIn("a", "ann");
  say("a");
  pass(10 * dayMs);
  leave("a");
  pass(defaultReserveMs);
  assert.equal(comeIn("b", "ann"), "nick_reserved");
  pass(1);
  assert.equal(comeIn("b", "ann"), undefined);
  assert.equal(chat.accounts.get("a"), undefined);
});

Deno.test("whoever is here keeps its nick, however long it says nothing", () => {
  const { comeIn, say, pass, ask, chat } = open();
  comeIn("a", "ann");
  say("a");
  comeIn("a", "anna");
  pass(2 * defaultReserveMs);
  ask("server", { type: "sweep" });
  assert.equal(chat.accounts.get("a")?.nick, "anna");
  assert.equal(comeIn("b", "anna"), "nick_reserved");
});

Deno.test("that somebody was seen is kept to the hour, and not with each message", () => {
  const { comeIn, say, pass } = open();
  comeIn("a", "ann");
  say("a");
  pass(seenToMs - 1);
  assert.deepEqual(say("a").map(({ type }) => type), ["said"]);
  pass(1);
  assert.deepEqual(say("a").map(({ type }) => type), ["keepAccount", "said"]);
});

Deno.test("of who can log in from anywhere it is kept when exactly it went", () => {
  const password = { cost: 2, blockSize: 8, parallelization: 1, salt: "", hash: "" };
  const { comeIn, leave, pass, chat } = open([accountOf("ann", { password }), accountOf("bob")]);
  const seen = () => ["ann", "bob"].map((identity) => chat.accounts.get(identity)?.seenAt);
  for (const nick of ["ann", "bob"]) {
    assert.equal(comeIn(nick, nick, { isNewDevice: true }), undefined);
  }
  pass(5);
  leave("ann");
  leave("bob");
  assert.deepEqual(seen(), [1005, 0]);
});

Deno.test("whose connection was lost was here until then at most, however late it is let go", () => {
  const password = { cost: 2, blockSize: 8, parallelization: 1, salt: "", hash: "" };
  const { ask, comeIn, pass, chat } = open([accountOf("ann", { password })]);
  const goes = (what: RequestBody) => {
    comeIn("ann", "ann", { isNewDevice: true });
    pass(10 * minuteMs);
    ask("ann", what);
    pass(minuteMs);
    ask("ann", { type: "expire" });
    return chat.accounts.get("ann")?.seenAt;
  };
  assert.equal(goes({ type: "lose", reason: "left" }), 10 * minuteMs);
  assert.equal(goes({ type: "lose", reason: "lost connection" }), 1000 + 19 * minuteMs);
  assert.equal(goes({ type: "depart", reason: "lost connection" }), 1000 + 30 * minuteMs);
});

Deno.test("a sweep lets go what is reserved too long, and nothing that is more than that", () => {
  const password = { cost: 2, blockSize: 8, parallelization: 1, salt: "", hash: "" };
  const { ask, comeIn, pass, chat } = open([
    accountOf("ann"),
    accountOf("bob", { role: "operator" }),
    accountOf("carl", { password }),
    accountOf("dora", { hasRevokedDevice: true }),
    accountOf("emil", { seenAt: 2 * defaultReserveMs }),
  ]);
  pass(2 * defaultReserveMs);
  comeIn("b", "zoe");
  assert.deepEqual(ask("b", { type: "sweep" }), []);
  assert.deepEqual(ask("server", { type: "sweep" }), [{ type: "forgetAccount", identity: "ann" }]);
  assert.equal(chat.accounts.size, 4);
  // Who takes such a nick gets it; the account that is more than a nick stays.
  assert.equal(comeIn("c", "bob"), "nick_reserved");
  assert.equal(comeIn("c", "carl"), undefined);
  assert.equal(comeIn("d", "dora"), undefined);
  const stayed = accountOf("dora", { hasRevokedDevice: true });
  const { nick: _nick, ...nameless } = stayed;
  assert.deepEqual(chat.accounts.get("dora"), nameless);
});

Deno.test("one network has so many nicks reserved, and this machine itself as many as it likes", () => {
  const { comeIn, say, chat } = open();
  const fill = (from: string, about: Partial<EnterRequest>) => {
    for (let number = 0; number <= maxAccountsANetwork; number++) {
      comeIn(`${from}-${number}`, `${from}-${number}`, about);
      say(`${from}-${number}`);
    }
  };
  fill("a", { address: "192.0.2.1" });
  assert.equal(chat.accounts.size, maxAccountsANetwork);
  fill("b", { address: "2001:db8::1" });
  comeIn("c", "carl", { address: "2001:db8::2" });
  assert.deepEqual(say("c").map(({ type }) => type), ["said"]);
  assert.equal(chat.accounts.size, 2 * maxAccountsANetwork);
  fill("d", { address: "127.0.0.1", isExempt: true });
  assert.equal(chat.accounts.size, 3 * maxAccountsANetwork + 1);
});

Deno.test("there is a bound to all accounts: the longest unseen goes, unless it is more than a nick", () => {
  const kept = Array.from(
    { length: maxAccounts },
    (_, index) => accountOf(`a${index}`, { seenAt: index, nick: undefined }),
  );
  const { comeIn, say } = open([accountOf("op", { role: "operator" }), ...kept.slice(1)]);
  comeIn("x", "xenia");
  const changes = say("x").slice(0, 2);
  assert.deepEqual(changes[0], { type: "forgetAccount", identity: "a1" });
  assert.equal(changes[1]?.type, "keepAccount");
});

Deno.test("nothing is reserved where that is off", () => {
  const { comeIn, say, leave, chat } = open([], 0);
  comeIn("a", "ann");
  say("a");
  assert.equal(chat.accounts.size, 0);
  leave("a");
  assert.equal(comeIn("b", "ann"), undefined);
});

Deno.test("a nick that is reserved is not given away while its connection is lost, from the same address either", () => {
  const { ask, comeIn, say } = open();
  const address = "192.0.2.1";
  comeIn("a", "ann", { address });
  comeIn("g", "guest", { address, device: undefined });
  for (const identity of ["a", "g"]) {
    say(identity);
    ask(identity, { type: "lose", reason: "lost connection" });
  }
  assert.equal(comeIn("b", "ann", { address }), "nick_reserved");
  assert.equal(comeIn("c", "guest", { address }), undefined);
});

Deno.test("what is said to a reserved nick is for its owner, whoever had the nick since", () => {
  const { ask, comeIn, say, leave } = open();
  comeIn("a", "ann");
  say("a");
  leave("a");
  comeIn("b", "bob");
  const [outcome] = ask("b", { type: "say", to: "Ann", text: "hi", kind: "text" })
    .filter(({ type }) => type === "directToAbsent");
  assert.ok(outcome?.type === "directToAbsent");
  assert.deepEqual(outcome.owner, { identity: "a", nick: "ann" });
});

Deno.test("an account that is kept for its revoked devices alone takes no place of its network", () => {
  const address = "192.0.2.1";
  const network = address;
  const kept = Array.from(
    { length: maxAccountsANetwork },
    (_, index) => accountOf(`kept${index}`, { network, hasRevokedDevice: true }),
  );
  const { chat, ask, comeIn, say, leave, pass } = open(kept);
  pass(defaultReserveMs + dayMs);
  comeIn("a", "ann", { address });
  assert.deepEqual(say("a").map(({ type }) => type), ["said"], "all places are taken");
  const swept = ask("server", { type: "sweep" });
  assert.equal(swept.length, maxAccountsANetwork);
  assert.deepEqual([chat.accounts.countOf(network), chat.accounts.size], [
    ...[0, maxAccountsANetwork],
  ]);
  assert.deepEqual(ask("server", { type: "sweep" }), [], "nothing is left to be let go");
  assert.deepEqual(say("a").map(({ type }) => type), ["keepAccount", "said"]);
  leave("a");
  assert.equal(comeIn("b", "kept0"), undefined, "the nick is free");
});

Deno.test("who comes back without a nick of its own gets one only where there is a place", () => {
  const address = "192.0.2.1";
  const taken = Array.from(
    { length: maxAccountsANetwork },
    (_, index) => accountOf(`taken${index}`, { network: address, seenAt: 1000 }),
  );
  const devices = [{ id: "a-1", addedAt: 0, seenAt: 0 }];
  const { nick: _nick, ...nobody } = accountOf("a", { hasRevokedDevice: true, devices });
  const { chat, comeIn, say } = open([...taken, nobody]);
  assert.equal(comeIn("a", "ann", { address }), undefined);
  say("a");
  assert.equal(chat.accounts.get("a")?.nick, undefined);
  chat.accounts.delete("taken0");
  say("a");
  assert.equal(chat.accounts.get("a")?.nick, "ann");
  assert.equal(chat.accounts.countOf(address), maxAccountsANetwork);
});
