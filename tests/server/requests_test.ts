import { Directories } from "../../server/directories.ts";
import { noDirectory } from "../support/servers/no_directory.ts";
import assert from "node:assert/strict";

import type { RequestBody } from "../../chat/request.ts";
import type { ServerMessage } from "../../protocol.ts";
import { ChatState } from "../../server/chat_state.ts";
import { Delivery } from "../../server/delivery/delivery.ts";
import { Hosts } from "../../server/accounts/hosts.ts";
import { Tokens } from "../../server/accounts/tokens.ts";
import { JoinAddresses } from "../../server/join_addresses.ts";
import { Participants } from "../../server/participants.ts";
import { RecordKeeper } from "../../server/record_keeper.ts";
import { Requests } from "../../server/requests.ts";
import { SearchDesk } from "../../server/answers/search_desk.ts";
import { MemoryStore } from "../../store/memory.ts";
import { FakeRecipient } from "../support/servers/fake_recipient.ts";
import { forgettingIn } from "../support/servers/forgetting_in.ts";
import { measured } from "../support/servers/measured.ts";
import { persons } from "../support/servers/persons.ts";

function open() {
  const store = new MemoryStore();
  const log = () => {};
  const chat = new ChatState("");
  const participants = new Participants({ forMs: 60_000, maxAbsent: 10 });
  const seen: ServerMessage[] = [];
  const observe = (_room: string, messages: readonly ServerMessage[]) =>
    void seen.push(...messages);
  const records = new RecordKeeper(store.records, log);
  const forgetting = forgettingIn(store);
  const about = { ...measured(store), participants, persons, records, store, log, forgetting };
  const delivery = new Delivery({ ...about, clock: () => 1, observe, presenceEveryMs: 1000 });
  const requests = new Requests({
    ...{ ...about, name: "here", chat, delivery, searchDesk: new SearchDesk(about) },
    ...{ clock: () => 1, startedAt: 0, returnWithinMs: 60_000 },
    tokens: new Tokens(store.tokenKey),
    hosts: new Hosts(store.tokenKey),
    tokenKey: store.tokenKey,
    addresses: new JoinAddresses({ listening: [{ hostname: "127.0.0.1", port: 5000 }] }),
    directories: new Directories({
      chat,
      server: noDirectory.server,
      clock: () => 1,
      unknownCount: () => 0,
    }),
    stop: () => assert.fail("Nobody stops it"),
  });
  const ask = requests.ask.bind(requests);
  return { chat, participants, delivery, ask, seen };
}

function enter(nick: string): RequestBody {
  return { type: "enter", nick, person: nick, resume: new Map(), isKnown: false };
}

function command(name: string, args: string): RequestBody {
  return { type: "command", name, args, room: "lobby" };
}

Deno.test("Requests.ask() brings what is of who has no session here to those who have one", async () => {
  const { participants, delivery, ask, seen } = open();
  const ann = new FakeRecipient();
  ask("a", enter("ann"), ann);
  ask("b", enter("bob"));
  ask("b", { type: "say", room: "lobby", text: "hi", kind: "text", id: "b1" });
  ask("b", { type: "say", to: "ann", text: "for you", kind: "text", id: "b2" });
  ask("b", command("msg", "nobody hello"));
  ask("b", { type: "typing", to: "ann" });
  ask("b", command("nick", "rob"));
  ask("b", command("who", ""));
  ask("b", command("leave", ""));
  await delivery.drained();
  assert.deepEqual(seen.map(({ type }) => type), ["join", "join", "message", "rename", "leave"]);
  const [direct] = ann.got.filter((message) => message.type === "direct");
  assert.deepEqual([direct?.text, direct?.id], ["for you", undefined]);
  assert.deepEqual(ann.got.filter(({ type }) => type === "typing").length, 1);
  assert.equal(participants.get("b")?.member.nick, "rob");
  assert.equal(participants.get("b")?.sessions.size, 0);
  ask("b", command("quit", ""));
  assert.equal(participants.get("b"), undefined);
});

Deno.test("Requests.ask() gives a place to the session that comes, and bids the one before goodbye", async () => {
  const { participants, delivery, ask } = open();
  const [first, second, bob] = [new FakeRecipient(), new FakeRecipient(), new FakeRecipient()];
  ask("a", enter("ann"), first);
  ask("b", enter("bob"), bob);
  await delivery.drained();
  ask("a", enter("ann"), second);
  ask("b", { type: "say", room: "lobby", text: "hi", kind: "text" }, bob);
  await delivery.drained();
  assert.deepEqual([...participants.get("a")?.sessions ?? []], [second]);
  assert.partialDeepStrictEqual(first.got.at(-1), {
    type: "bye",
    code: "replaced",
    text: undefined,
  });
  const types = second.got.map(({ type }) => type);
  assert.deepEqual(types, ["welcome", "joined", "message"]);
  assert.deepEqual(bob.got.map(({ type }) => type), ["welcome", "joined", "message"]);
});

Deno.test("Requests.ask() brings messages to all sessions of a participant, and the `id` to the one that asked", async () => {
  const { participants, delivery, ask } = open();
  const [first, second, bob] = [new FakeRecipient(), new FakeRecipient(), new FakeRecipient()];
  ask("a", enter("ann"));
  ask("b", enter("bob"), bob);
  const ann = participants.get("a");
  assert.ok(ann);
  for (const session of [first, second]) delivery.attach(ann, session);
  for (const by of ["a", "b"]) ask(by, command("join", "dev"));
  await delivery.drained();
  let ids = 0;
  /** What the message is to each of the three: its own, another's or none. */
  const say = async (by: string, to: { room: string } | { to: string }, asker: FakeRecipient) => {
    const sessions = [first, second, bob];
    const before = sessions.map(({ got }) => got.length);
    const id = `${++ids}`;
    ask(by, { type: "say", ...to, text: "hi", kind: "text", id }, asker);
    await delivery.drained();
    return sessions.map(({ got }, index) => {
      const [message, ...more] = got.slice(before[index]);
      assert.deepEqual(more, []);
      if (message === undefined) return "none";
      assert.ok(message.type === ("room" in to ? "message" : "direct"));
      assert.ok(message.id === undefined || message.id === id);
      return message.id === id ? "own" : "other";
    });
  };
  const [room, toAnn, toBob] = [{ room: "dev" }, { to: "ann" }, { to: "bob" }];
  for (const to of [room, toBob]) {
    assert.deepEqual(await say("a", to, first), ["own", "other", "other"]);
    assert.deepEqual(await say("a", to, second), ["other", "own", "other"]);
  }
  assert.deepEqual(await say("a", toAnn, second), ["other", "own", "none"]);
  delivery.detach(ann, second, ["dev"]);
  for (const to of [room, toAnn]) {
    assert.deepEqual(await say("b", to, bob), ["other", "none", "own"]);
  }
});
