import assert from "node:assert/strict";
import type { HistoryOptions } from "../../../client/chat_client.ts";
import { ClientError } from "../../../client/client_error.ts";
import { Conversation } from "../../../client/conversations/conversation.ts";
import { Pager } from "../../../client/conversations/pager.ts";
import { ClientState } from "../../../client/state.ts";
import { sameNick } from "../../../helpers/text/nicks.ts";
import type { DirectMessage, PageMessage, RoomMessage } from "../../../protocol.ts";
import { direct, said, welcome } from "../room_messages.ts";
import { contents, page, saidItem } from "../timeline_items.ts";

/** A server's history; answers are held back while there is a gate. */
class FakeHistory {
  readonly state = new ClientState();
  messages: readonly RoomMessage[] = [];
  directs: readonly DirectMessage[] = [];
  gate: Promise<void> | undefined;
  failure: ClientError | undefined;
  readonly asked: HistoryOptions[] = [];

  constructor(features: readonly string[] = ["history.with"]) {
    this.state.apply(welcome({ features }));
  }

  async history(room: string, options: HistoryOptions = {}): Promise<PageMessage> {
    const { with: wanted, withPersons } = options;
    if (room !== "@") return { type: "history", room, ...await this.#page(this.messages, options) };
    const isWanted = ({ from, to, person, toPerson }: DirectMessage) =>
      wanted === undefined || withPersons?.some((each) => each === person || each === toPerson) ||
      wanted.some((nick) => sameNick(nick, from) || sameNick(nick, to));
    const page = await this.#page(this.directs.filter(isWanted), options);
    return { type: "directs", ...page };
  }

  async #page<Message extends { readonly seq: number }>(
    all: readonly Message[],
    options: HistoryOptions,
  ) {
    this.asked.push(options);
    const { before = Infinity, after, limit = 50 } = options;
    const found = all.filter(({ seq }) => seq < before && seq > (after ?? 0));
    const messages = after === undefined ? found.slice(-limit) : found.slice(0, limit);
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    return { messages, complete: messages.length === found.length };
  }
}

function room(): Conversation {
  return new Conversation("room", "lobby", new ClientState());
}

/** With a pager of a history of 250 messages. */
function setUp() {
  const client = new FakeHistory();
  client.messages = page(1, 250);
  return { client, pager: new Pager(client), lobby: room() };
}

function ends({ timeline }: Conversation): (number | undefined)[] {
  return [timeline.oldestSeq, timeline.newestSeq, timeline.items.length];
}

Deno.test("Pager.older() leads back to the oldest, page by page", async () => {
  const { client, pager, lobby } = setUp();
  lobby.timeline.append(saidItem(250));
  assert.equal(await pager.older(lobby), "more");
  assert.deepEqual(ends(lobby), [150, 250, 101]);
  assert.equal(await pager.older(lobby), "more");
  assert.equal(await pager.older(lobby), "end");
  assert.deepEqual(ends(lobby), [1, 250, 250]);
  assert.equal(await pager.older(lobby), "end");
  assert.equal(client.asked.length, 3, "there is nothing more to ask for");
});

Deno.test("Pager.older() begins with the newest where nothing is there", async () => {
  const { pager, lobby } = setUp();
  assert.equal(await pager.older(lobby), "more");
  assert.deepEqual([...ends(lobby), lobby.timeline.isLive], [151, 250, 100, true]);
});

Deno.test("Pager.older() asks once at a time for a conversation, and apart for others", async () => {
  const { client, pager, lobby } = setUp();
  const gate = Promise.withResolvers<void>();
  client.gate = gate.promise;
  const results = [pager.older(lobby), pager.older(lobby), pager.newer(lobby), pager.older(room())];
  gate.resolve();
  assert.deepEqual(await Promise.all(results), ["more", "more", "more", "more"]);
  assert.equal(client.asked.length, 2);
  assert.equal(await pager.older(lobby), "more");
  assert.equal(client.asked.length, 3);
});

Deno.test("Pager.older() takes no page that does not adjoin any more", async () => {
  const { client, pager, lobby } = setUp();
  lobby.timeline.append(saidItem(200));
  const gate = Promise.withResolvers<void>();
  client.gate = gate.promise;
  const result = pager.older(lobby);
  lobby.timeline.clear();
  lobby.timeline.append(saidItem(240));
  gate.resolve();
  assert.equal(await result, "more");
  assert.deepEqual(contents(lobby.timeline), [240]);
});

Deno.test("Pager.around() shows a place, and newer() leads from there to what is live", async () => {
  const { client, pager, lobby } = setUp();
  lobby.timeline.append(saidItem(250));
  assert.equal(await pager.newer(lobby), "end");
  assert.equal(await pager.around(lobby, 60), "more");
  assert.deepEqual([...ends(lobby), lobby.timeline.hasOldest], [1, 160, 160, true]);
  client.messages = page(1, 252);
  for (const seq of [251, 252]) lobby.timeline.append(saidItem(seq));
  assert.equal(lobby.timeline.newer, 2);
  assert.equal(await pager.newer(lobby), "end");
  assert.deepEqual([...ends(lobby), lobby.timeline.newer], [1, 252, 252, 0]);
  lobby.timeline.append(saidItem(253));
  assert.equal(lobby.timeline.newestSeq, 253);
});

Deno.test("Pager.newest() goes to what is live, with all that came while it was fetched", async () => {
  const { client, pager, lobby } = setUp();
  lobby.timeline.append(saidItem(250));
  await pager.around(lobby, 20);
  const gate = Promise.withResolvers<void>();
  client.gate = gate.promise;
  const result = pager.newest(lobby);
  client.messages = page(1, 251);
  lobby.timeline.append(saidItem(251));
  gate.resolve();
  assert.equal(await result, "end");
  assert.deepEqual([...ends(lobby), lobby.timeline.isLive], [151, 251, 101, true]);
  assert.equal(await pager.newest(lobby), "end");
});

Deno.test("Pager.newest() waits for what is fetched already", async () => {
  const { client, pager, lobby } = setUp();
  lobby.timeline.append(saidItem(250));
  await pager.around(lobby, 20);
  const gate = Promise.withResolvers<void>();
  client.gate = gate.promise;
  const results = [
    pager.newer(lobby),
    pager.newest(lobby),
    pager.newest(lobby),
    pager.around(lobby, 9),
  ];
  gate.resolve();
  assert.deepEqual(await Promise.all(results), ["more", "end", "end", "more"]);
  assert.deepEqual(ends(lobby), [1, 109, 109], "in the order in which they were wanted");
});

Deno.test("Pager tells in words what the server refuses, and may be asked again", async () => {
  const { client, pager, lobby } = setUp();
  client.failure = new ClientError("not_connected", "There is no connection now");
  assert.deepEqual(await pager.older(lobby), { failed: "There is no connection now" });
  client.failure = undefined;
  assert.equal(await pager.older(lobby), "more");
});

Deno.test("Pager is led round by no server", async () => {
  const { client, pager, lobby } = setUp();
  const pages = [[], [said(9)]];
  const history = (room: string) =>
    Promise.resolve(
      { type: "history", room, messages: pages.shift() ?? [], complete: false } as const,
    );
  const stuck = new Pager({ state: client.state, history });
  lobby.timeline.append(saidItem(5));
  for (let time = 0; time < 2; time++) {
    const result = await stuck.older(lobby);
    assert.match(typeof result === "object" ? result.failed : result, /leads no further/);
  }
  assert.equal(await pager.older(lobby), "end");
});

Deno.test("Pager.older() asks for what is with one person, under all its nicks", async () => {
  const { client, pager } = setUp();
  const bob = new Conversation("direct", "bob", new ClientState());
  bob.rename("rob");
  client.directs = [direct(1), direct(2), direct(3, { from: "rob" })];
  assert.equal(await pager.older(bob), "end");
  assert.deepEqual(client.asked, [{ with: ["rob", "bob"], before: undefined, limit: 100 }]);
  assert.deepEqual(contents(bob.timeline), [1, 2, 3]);
});

Deno.test("Pager.older() asks for what is with a person by who it is, and takes nothing of another of that nick", async () => {
  for (const features of [["history.with", "say.person"], ["history.with"]]) {
    const client = new FakeHistory(features);
    const bob = new Conversation("direct", "bob", client.state);
    bob.person = "p1";
    client.directs = [
      ...[direct(1, { person: "p1" }), direct(2, { person: "p2" }), direct(3)],
      direct(4, { from: "ann", to: "bob", toPerson: "p1" }),
      direct(5, { from: "ann", to: "bob", toPerson: "p2" }),
      direct(6, { from: "rob", person: "p1" }),
    ];
    assert.equal(await new Pager(client).older(bob), "end");
    const isByPerson = features.includes("say.person");
    assert.deepEqual(client.asked.map(({ withPersons }) => withPersons), [
      isByPerson ? ["p1"] : undefined,
    ]);
    assert.deepEqual(contents(bob.timeline), isByPerson ? [1, 3, 4, 6] : [1, 3, 4]);
  }
});

Deno.test("Pager.older() goes on from where the server has looked for a person", async () => {
  const { client, pager } = setUp();
  const bob = new Conversation("direct", "bob", new ClientState());
  const asked: HistoryOptions[] = [];
  const none = { type: "directs", messages: [], complete: false } as const;
  const pages: PageMessage[] = [
    { ...none, reachedSeq: 500 },
    { ...none, messages: [direct(400)], reachedSeq: 300 },
    { ...none, messages: [direct(200)], complete: true },
  ];
  client.history = (_room, options = {}) => {
    asked.push(options);
    return Promise.resolve(pages.shift() ?? assert.fail("No more pages"));
  };
  const results = [await pager.older(bob), await pager.older(bob), await pager.older(bob)];
  assert.deepEqual(results, ["more", "more", "end"]);
  assert.deepEqual(asked.map(({ before }) => before), [undefined, 500, 300]);
  assert.deepEqual(contents(bob.timeline), [200, 400]);
});

Deno.test("Pager.older() looks for one person in what is direct where the server knows no persons", async () => {
  const client = new FakeHistory([]);
  const pager = new Pager(client);
  const bob = new Conversation("direct", "Bob", new ClientState());
  const others = Array.from({ length: 800 }, (_, index) => direct(index + 10, { from: "carl" }));
  client.directs = [direct(1), direct(2, { from: "ann", to: "bob" }), ...others, direct(9000)];
  const found: unknown[] = [];
  for (let page = 0; page < 2; page++) {
    found.push(await pager.older(bob), contents(bob.timeline));
  }
  assert.deepEqual(found, ["more", [9000], "end", [1, 2, 9000]]);
  assert.deepEqual(client.asked.at(-1), { before: 311, limit: 500 });
});

Deno.test("Pager.newer() finds what one person said later", async () => {
  for (const features of [[], ["history.with"]]) {
    const client = new FakeHistory(features);
    const pager = new Pager(client);
    const bob = new Conversation("direct", "bob", new ClientState());
    const others = Array.from({ length: 600 }, (_, index) => direct(index + 10, { from: "carl" }));
    client.directs = [direct(1), ...others, direct(9000)];
    bob.timeline.append({ type: "said", message: direct(9000) });
    bob.timeline.showAround([direct(1)], { hasOldest: true, isLive: false });
    while (await pager.newer(bob) === "more");
    assert.deepEqual([contents(bob.timeline), bob.timeline.isLive], [[1, 9000], true]);
    assert.equal(client.asked.length, features.length === 0 ? 2 : 1);
  }
});

Deno.test("Pager finds what a person said under another nick, until somebody else has that", async () => {
  const { client, pager } = setUp();
  const bob = new Conversation("direct", "bob", new ClientState());
  bob.rename("rob");
  client.directs = [direct(1), direct(2, { from: "ann", to: "BOB" }), direct(3, { from: "rob" })];
  await pager.around(bob, 2);
  assert.deepEqual(contents(bob.timeline), [1, 2, 3]);
  bob.forgetFormerNick("Bob");
  await pager.around(bob, 2);
  assert.deepEqual(contents(bob.timeline), [3]);
});

Deno.test("Pager tells notes to oneself from what one said to others", async () => {
  const { client, pager } = setUp();
  const ann = new Conversation("direct", "ann", new ClientState());
  client.directs = [
    direct(1),
    direct(2, { from: "ann", to: "ann" }),
    direct(3, { from: "ann", to: "bob" }),
  ];
  assert.equal(await pager.older(ann), "end");
  assert.deepEqual(contents(ann.timeline), [2]);
});

Deno.test("Pager goes on behind pages of which nothing is known, and stops where there is no going on", async () => {
  const { client, pager, lobby } = setUp();
  lobby.timeline.showAround([said(200)], { hasOldest: false, isLive: true, knownSeq: 200 });
  const unknown = { type: "history", room: "lobby", messages: [], complete: false } as const;
  const pages = [{ ...unknown, unknownSeqs: [150, 170] }, { ...unknown, unknownSeqs: [] }];
  const asked: HistoryOptions[] = [];
  client.history = (_room, options = {}) => {
    asked.push(options);
    return Promise.resolve(pages.shift() ?? { ...unknown, messages: [said(100)], complete: true });
  };
  assert.equal(await pager.older(lobby), "more");
  assert.deepEqual(await pager.older(lobby), {
    failed: "The server sent a page that leads no further",
  });
  assert.equal(await pager.older(lobby), "end");
  assert.deepEqual(asked.map(({ before }) => before), [200, 150, 150]);
  assert.deepEqual(ends(lobby), [100, 200, 2]);
});
