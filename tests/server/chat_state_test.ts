import assert from "node:assert/strict";

import * as fc from "fast-check";
import type { ChatRequest, RequestBody } from "../../chat/request.ts";
import { directRoom } from "../../protocol.ts";
import type { PasswordHash } from "../../records.ts";
import { ChatState, type Outcome } from "../../server/chat_state.ts";

const identities = ["i1", "i2", "i3", "operator"];
const nicks = ["ann", "bob", "carl", "ANN", "no nick", "server"];
const names = ["lobby", "dev", "#Dev", "a b"];
const commands = [
  ...[
    "/join dev",
    "/join ops,dev",
    "/leave",
    "/leave dev",
    "/who",
    "/whois ann",
    "/rooms",
    "/help",
  ],
  ...["/msg bob hi", "/msg nobody hi", "/reply hello", "/me waves", "/describe ann waves"],
  ...["/say #dev hi", "/nick dora", "/nick ann", "/topic Cake", "/topic", "/away lunch", "/back"],
  ...[
    "/search cake in:dev",
    "/quit so long",
    "/kick server bob too loud",
    "/kick in:dev ann",
    "/ban in:lobby bob 10m",
    "/ban server carl",
    "/unban bob",
    "/mute in:dev ann",
    "/unmute in:dev ann",
    "/bans",
    "/invite 2h",
    "/lock",
    "/unlock",
    "/lock server",
    "/unlock server",
    "/settings",
    "/settings moderated on",
    "/private",
    "/slow 5s",
    "/settings locked on",
    "/invite bob",
    "/uninvite bob",
    "/mod bob",
    "/unmod bob",
    "/voice bob",
    "/owner bob",
    "/rooms 2",
    "/audit",
    "/motd Be kind",
    "/motd",
  ],
  ...[
    "/stats",
    "/release ann",
    "/link",
    "/address",
    "/devices",
    "/logout 1",
    "/op ann",
    "/deop ann",
    "/claim X",
    "/reset ann",
    "/stop now",
    "/alert now",
    "/rehash",
    "/nothing",
    "/delete",
  ],
];

function hashOf(salt: string): PasswordHash {
  return { cost: 2, blockSize: 8, parallelization: 1, salt, hash: "" };
}

const nick = fc.constantFrom(...nicks);
const room = fc.constantFrom(...names);
const text = fc.constantFrom("hi", "two\nlines\x1b", " ");
const id = fc.option(fc.constantFrom("id1", "id2"), { nil: undefined });
const reason = fc.constantFrom("left", "lost connection", "kicked" as const);
const resume = fc.constantFrom(new Map(), new Map([["dev", 7], [directRoom, 3]]));

const enter: fc.Arbitrary<RequestBody> = fc.record({
  type: fc.constant("enter"),
  nick,
  person: fc.constant("p1"),
  rooms: fc.option(fc.array(room, { maxLength: 3 }), { nil: undefined }),
  resume,
  isKnown: fc.boolean(),
  agent: fc.constantFrom("test 1.0", undefined),
  address: fc.constantFrom("192.0.2.1", "192.0.2.2"),
  device: fc.constantFrom("d1", "d1", undefined),
  isNewDevice: fc.boolean(),
  keepsOthers: fc.boolean(),
  isUnattended: fc.boolean(),
  host: fc.constantFrom("h1", "h2"),
  realName: fc.constantFrom("Ann", undefined),
});

/** Whatever can be asked; coming in often, since only who is here can do the rest. */
const what: fc.Arbitrary<RequestBody> = fc.oneof(
  { arbitrary: enter, weight: 4 },
  fc.record({ type: fc.constant("say"), room, text, kind: fc.constant("text"), id }),
  fc.record({ type: fc.constant("say"), to: nick, text, kind: fc.constant("action"), id }),
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...commands), room, id).map(([line, room, id]) => {
      const [, name = "", args = ""] = /^\/(\S+) ?(.*)$/.exec(line) ?? [];
      return { type: "command", name, args, room, id } as const;
    }),
  },
  fc.record({ type: fc.constant("typing"), room, id }),
  fc.record({ type: fc.constant("typing"), to: nick, id }),
  fc.record({ type: fc.constant("signal"), room, ctcp: fc.constant("VERSION"), id }),
  fc.record({ type: fc.constant("signal"), to: nick, tags: fc.constant("+a=b"), id }),
  fc.record({
    type: fc.constant("history"),
    room: fc.constantFrom(...names, directRoom),
    after: fc.constantFrom(undefined, 5),
    limit: fc.constant(50),
    id,
  }),
  fc.record({ type: fc.constant("read"), room, seq: fc.constant(3), id }),
  fc.record({ type: fc.constant("read"), with: fc.constant("p1"), seq: fc.constant(3), id }),
  fc.oneof(
    fc.record({ type: fc.constant("getRead"), room, id }),
    fc.record({ type: fc.constant("conversations"), limit: fc.constant(5), id }),
    fc.record({ type: fc.constant("getMetadata"), nick, id }),
    fc.record({
      type: fc.constant("setMetadata"),
      room: fc.constantFrom(...names, undefined),
      key: fc.constantFrom("avatar", "__proto__"),
      value: fc.constantFrom("x", undefined),
      id,
    }),
    fc.record({ type: fc.constant("clearMetadata"), id }),
  ),
  fc.record({ type: fc.constant("profile"), bot: fc.boolean(), id }),
  fc.record({ type: fc.constant("lose"), reason }),
  fc.constant({ type: "expire" } as const),
  { arbitrary: fc.record({ type: fc.constant("depart"), reason, text }), weight: 2 },
  { arbitrary: fc.constant({ type: "sweep" } as const), weight: 2 },
  fc.record({
    type: fc.constant("setPassword"),
    hash: fc.constantFrom(hashOf("s1"), hashOf("s2")),
    replaces: fc.constantFrom(undefined, "s1"),
    isRegistration: fc.boolean(),
    id,
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("logIn"),
      identity: fc.constantFrom(...identities),
      person: fc.constant("p1"),
      device: fc.constantFrom("d2", undefined),
      id,
    }),
  },
  fc.record({
    type: fc.constant("registerAccount"),
    ...{ person: fc.constant("p1"), nick, hash: fc.constant(hashOf("s1")), id },
  }),
  fc.record({
    type: fc.constant("grantRole"),
    ...{ role: fc.constantFrom("operator", "owner"), name: fc.constant("ann"), id },
  }),
  fc.oneof(
    fc.record({ type: fc.constant("makeOwner"), identity: fc.constantFrom(...identities), id }),
    fc.record({
      type: fc.constant("invite"),
      ...{
        codeHash: fc.constant("c1"),
        told: fc.constant({ code: "C", link: "chatroom://a" }),
        id,
      },
    }),
  ),
);

const requests: fc.Arbitrary<ChatRequest[]> = fc.array(
  fc.record({
    by: fc.constantFrom(...identities),
    session: fc.constantFrom("s1", "s2", "s3", undefined),
    device: fc.constantFrom("d1", undefined),
    what,
  }),
  { minLength: 30, maxLength: 80 },
).map((asked) =>
  // As an object of a client is; fast-check makes some that have no prototype.
  asked.map(({ by, session, device, what }, index) => {
    return { by, session, device, what: { ...what }, nowMs: 1000 + index };
  })
);

function begin(): ChatState {
  const state = new ChatState("Welcome", {}, { reserveMs: 1 });
  state.members.enter("operator", "server", 0, { isConsole: true });
  return state;
}

/** All that there is to know of it, as plain data and members that know one another. */
function contentOf({ accounts, members, rooms, motd }: ChatState) {
  const everybody = identities.map((identity) => members.get(identity));
  return {
    ...{ motd, nicks: members.nicks(), everybody, rooms: [...rooms.all()] },
    accounts: accounts.byLastSeen().toArray(),
  };
}

Deno.test("ChatState makes of copies of the same requests the same, which are plain data too", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(requests, (asked) => {
      const [first, second] = [begin(), begin()];
      for (const request of asked) {
        const copy = structuredClone(request);
        assert.deepEqual(copy, request);
        const outcomes = first.apply(request);
        assert.deepEqual(structuredClone(outcomes), outcomes);
        assert.deepEqual(second.apply(copy), outcomes);
        for (const { type } of outcomes) seen.add(type);
      }
      assert.deepEqual(contentOf(second), contentOf(first));
    }),
    { numRuns: 900, seed: 9 },
  );
  const all: Record<Outcome["type"], true> = {
    ...{
      said: true,
      direct: true,
      directToAbsent: true,
      directToLast: true,
      join: true,
      rejoin: true,
      leave: true,
    },
    ...{
      delete: true,
      depart: true,
      rename: true,
      profile: true,
      signal: true,
      topic: true,
      away: true,
      read: true,
      typing: true,
      typingDirect: true,
    },
    ...{
      replaced: true,
      sessionEnded: true,
      entered: true,
      login: true,
      loggedIn: true,
      sessionMoved: true,
      notice: true,
      error: true,
      members: true,
      whois: true,
    },
    ...{
      rooms: true,
      page: true,
      search: true,
      stop: true,
      alert: true,
      rehash: true,
      results: true,
    },
    ...{ conversations: true, findConversations: true, findRead: true },
    ...{ metadata: true, metadataChanged: true },
    ...{ addresses: true, invitation: true, showAddress: true, stats: true, readStats: true },
    ...{
      keepAccount: true,
      forgetAccount: true,
      keepRoom: true,
      forgetRoom: true,
      keepServer: true,
      keepAudit: true,
      moderation: true,
      audit: true,
      readAudit: true,
      newInvitation: true,
      settings: true,
      invited: true,
      revoke: true,
      showLink: true,
      claim: true,
    },
  };
  // What a search finds comes later, and what is counted.
  for (
    const type of [
      "results",
      "conversations",
      "addresses",
      "stats",
      "keepRoom",
      "forgetRoom",
      "keepServer",
      "keepAudit",
      "audit",
    ]
  ) {
    seen.add(type);
  }
  assert.deepEqual([...seen].sort(), Object.keys(all).sort());
});

Deno.test("ChatState has said what happened even if it goes on at once", () => {
  const state = begin();
  const about = { type: "enter", person: "p1", resume: new Map(), isKnown: false } as const;
  state.apply({ by: "i1", nowMs: 1, what: { ...about, nick: "ann" } });
  const joined = state.apply({ by: "i2", nowMs: 2, what: { ...about, nick: "bob" } });
  const before = structuredClone(joined);
  for (const line of ["nick rob", "away lunch", "topic Cake", "leave", "quit"]) {
    const [name = "", args = ""] = line.split(" ");
    state.apply({ by: "i2", nowMs: 3, what: { type: "command", name, args, room: "lobby" } });
  }
  assert.deepEqual(joined, before);
});

Deno.test("ChatState takes nothing from who is not here", () => {
  const state = begin();
  const say = { type: "say", room: "lobby", text: "hi", kind: "text" } as const;
  const asked: RequestBody[] = [say, { type: "expire" }, { type: "depart", reason: "left" }];
  for (const what of asked) assert.deepEqual(state.apply({ by: "i1", nowMs: 1, what }), []);
});

Deno.test("ChatState tells who speaks to somebody that the other is away, and why", () => {
  const state = begin();
  const ask = (by: string, what: RequestBody) => state.apply({ by, nowMs: 1, what });
  const command = (by: string, name: string, args: string) =>
    ask(by, { type: "command", name, args, room: "lobby", id: "id1" });
  const about = { type: "enter", person: "p1", resume: new Map(), isKnown: false } as const;
  ask("i1", { ...about, nick: "ann" });
  ask("i2", { ...about, nick: "bob" });
  command("i2", "msg", "ann hello");
  for (const [args, told] of [["lunch", "bob is away: lunch"], ["", "bob is away"]] as const) {
    command("i2", "away", args);
    for (
      const outcomes of [
        command("i1", "msg", "bob hi"),
        command("i1", "reply", "hi"),
        command("i1", "describe", "bob waves"),
        ask("i1", { type: "say", to: "bob", text: "hi", kind: "text", id: "id1" }),
      ]
    ) {
      assert.deepEqual(outcomes[0]?.type, "direct");
      assert.deepEqual(outcomes.slice(1), [{ type: "notice", text: told, id: "id1" }]);
    }
  }
  command("i2", "back", "");
  assert.equal(command("i1", "msg", "bob hi").length, 1);
});

Deno.test("ChatState tells in which room somebody is spoken to who is not here, if in one", () => {
  const state = begin();
  const ask = (what: RequestBody) => state.apply({ by: "i1", nowMs: 1, what })[0];
  ask({ type: "enter", nick: "ann", person: "p1", resume: new Map(), isKnown: false });
  for (const name of ["msg", "describe"]) {
    const typed = ask({ type: "command", name, args: "carl hi", room: "dev" });
    assert.equal(typed?.type === "directToAbsent" && typed.typedIn, "dev");
  }
  const said = ask({ type: "say", to: "carl", text: "hi", kind: "text" });
  assert.ok(said?.type === "directToAbsent" && said.typedIn === undefined);
});
