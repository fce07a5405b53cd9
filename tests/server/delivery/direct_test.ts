import assert from "node:assert/strict";

import { type DirectMessage, limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { MemoryStore } from "../../../store/memory.ts";
import type { KnownNick } from "../../../store/store.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

Deno.test("direct messages are kept for who has been here before, and come on coming back", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { token, directs } = await goneBob(server.port, ann);
  ann.command("msg", "bob call me", { id: "m1" });
  const echo = await ann.next("direct", ({ id }) => id === "m1");
  assert.deepEqual([echo.to, echo.text], ["bob", "call me"]);
  assert.match((await ann.next("notice")).text, /bob is not here.*coming back/);
  ann.command("msg", "BOB at once");
  await ann.next("direct");
  await using bob = await RawClient.join(server.port, "robert", {
    token,
    resume: { "@": directs },
  });
  const [page] = bob.all("directs");
  assert.ok(page);
  assert.deepEqual(page.messages.map(({ from, text }) => [from, text]), [
    ["ann", "call me"],
    ["ann", "at once"],
  ]);
  assert.ok(page.complete && page.messages.every(({ id }) => id === undefined));
  ann.command("msg", "robert you are back");
  const live = await bob.next("direct");
  assert.ok(live.seq > (page.messages.at(-1)?.seq ?? 0));
  assert.equal(bob.all("directs").length, 1);
});

Deno.test("nothing is kept for a guest who is gone, whose client keeps no token", async () => {
  const store = new MemoryStore();
  await using server = startServer({ sessionBounds, store });
  await using ann = await RawClient.join(server.port, "ann");
  const gina = await IrcSpeaker.register(server.port, "gina");
  gina.send("NICK ginny");
  await gina.ask("PRIVMSG ann :hi");
  const { person } = await ann.next("direct");
  ann.command("msg", "gina are you there");
  assert.equal((await ann.next("direct")).text, "are you there");
  gina.send("QUIT");
  await gina.ended();
  const { messages } = await store.stats();
  ann.command("msg", "ginny x", { id: "m1" });
  ann.command("msg", "gina x", { id: "m2" });
  ann.command("reply", "x", { id: "m3" });
  ann.send({ type: "say", to: "ginny", toPerson: person, text: "x", kind: "text", id: "m4" });
  for (const id of ["m1", "m2", "m3", "m4"]) {
    const { code, message } = await ann.next("error", (error) => error.id === id);
    assert.deepEqual([id, code, /was a guest, and is gone/.test(message)], [
      id,
      "no_such_nick",
      true,
    ]);
  }
  assert.equal((await store.stats()).messages, messages);
});

Deno.test("an action to one person is kept as one, for who comes back and in history", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { token, directs } = await goneBob(server.port, ann);
  ann.command("describe", "bob waves", { id: "m1" });
  assert.equal((await ann.next("direct")).kind, "action");
  await using bob = await RawClient.join(server.port, "bob", { token, resume: { "@": directs } });
  const kinds = (messages: readonly DirectMessage[]) => messages.map(({ kind }) => kind);
  assert.deepEqual(kinds(bob.all("directs")[0]?.messages ?? []), ["action"]);
  ann.send({ type: "history", room: "@", limit: 4, id: "h1" });
  assert.deepEqual(kinds((await ann.next("directs")).messages), ["text", "action"]);
});

Deno.test("direct messages come after a restart too, from the store", async () => {
  const store = new MemoryStore();
  const first = startServer({ sessionBounds, store });
  await using ann = await RawClient.join(first.port, "ann");
  const { token } = await goneBob(first.port, ann);
  ann.command("msg", "bob call me");
  await ann.next("direct");
  await first.stop();
  await using second = startServer({ sessionBounds, store });
  await using bob = await RawClient.connect(second.port);
  await bob.hello("bob", { token });
  const { messages } = await bob.next("directs");
  assert.deepEqual(messages.map(({ text }) => text), ["hi bob", "call me"]);
});

Deno.test("nobody gets direct messages for a nick without the token of who had it", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await goneBob(server.port, ann);
  ann.command("msg", "bob secret");
  await ann.next("direct");
  await using thief = await RawClient.join(server.port, "bob");
  thief.send({ type: "history", room: "@", limit: 10, id: "h1" });
  const page = await thief.next("directs", ({ id }) => id === "h1");
  assert.deepEqual([page.messages, page.complete], [[], true]);
});

Deno.test("direct messages for who is not here are kept in one go with all others of the moment", async () => {
  const sizes: number[] = [];
  const store = new MemoryStore();
  const append = store.append.bind(store);
  store.append = (drafts) => {
    sizes.push(drafts.length);
    return append(drafts);
  };
  await using server = startServer({ sessionBounds, store });
  await using ann = await RawClient.join(server.port, "ann");
  await goneBob(server.port, ann);
  sizes.length = 0;
  const to = ["bob", "ann", "nobody", "bob"];
  ann.send(...to.map((to, index) => ({
    ...{ type: "say", kind: "text", to, text: `${index}`, id: `m${index}` } as const,
  })));
  await ann.next("direct", ({ id }) => id === "m3");
  assert.deepEqual(sizes, [3]);
  assert.deepEqual(ann.all("direct").map(({ text }) => text), ["hi bob", "0", "1", "3"]);
  assert.deepEqual(ann.all("error").map(({ code, id }) => [code, id]), [["no_such_nick", "m2"]]);
});

Deno.test("a direct message to somebody who never was here is refused", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("msg", "nobody hello", { id: "m1" });
  const { code, id } = await ann.next("error");
  assert.deepEqual([code, id], ["no_such_nick", "m1"]);
});

Deno.test("a direct message that is said again under its id is kept once", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("msg", "bob once", { id: "m1" });
  const first = await ann.next("direct");
  ann.command("msg", "bob once", { id: "m1" });
  assert.deepEqual(await ann.next("direct"), first);
  ann.command("msg", "bob after");
  await bob.next("direct", ({ text }) => text === "after");
  assert.deepEqual(bob.all("direct").map(({ text }) => text), ["once", "after"]);
});

Deno.test("history of one's direct messages pages back, sent and received", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  for (let count = 0; count < 3; count++) {
    ann.command("msg", `bob to bob ${count}`);
    await bob.next("direct");
    bob.command("msg", `ann to ann ${count}`);
    await ann.next("direct", ({ from }) => from === "bob");
  }
  ann.send({ type: "history", room: "@", limit: 4, id: "h1" });
  const { messages, complete } = await ann.next("directs");
  assert.deepEqual(messages.map(({ text }) => text), [
    ...["to bob 1", "to ann 1", "to bob 2", "to ann 2"],
  ]);
  assert.equal(complete, false);
});

Deno.test("history with a person has what was said with that one alone, page by page", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using cem = await RawClient.join(server.port, "cem");
  for (let count = 0; count < 3; count++) {
    ann.command("msg", `bob to bob ${count}`);
    await bob.next("direct");
    bob.command("msg", `ann to ann ${count}`);
    await ann.next("direct", ({ from }) => from === "bob");
    cem.command("msg", `ann from cem ${count}`);
    await ann.next("direct", ({ from }) => from === "cem");
  }
  const page = async (about: object) => {
    ann.send({ type: "history", room: "@", with: ["BOB"], limit: 4, id: "h1", ...about });
    const { messages, complete, remaining } = await ann.next("directs");
    return { texts: messages.map(({ text }) => text), seqs: messages, complete, remaining };
  };
  const newest = await page({});
  assert.deepEqual(newest.texts, ["to bob 1", "to ann 1", "to bob 2", "to ann 2"]);
  assert.deepEqual([newest.complete, newest.remaining], [false, undefined]);
  const older = await page({ before: newest.seqs[0]?.seq });
  assert.deepEqual([older.texts, older.complete], [["to bob 0", "to ann 0"], true]);
  const first = await page({ after: 0 });
  assert.deepEqual(first.texts, ["to bob 0", "to ann 0", "to bob 1", "to ann 1"]);
  assert.deepEqual([first.complete, first.remaining], [false, 2]);
  assert.deepEqual((await page({ with: ["dora"] })).texts, []);
  assert.deepEqual((await page({ with: ["cem"] })).texts.length, 3);
});

Deno.test("who talks to itself gets that once", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("msg", "ann note", { id: "m1" });
  assert.equal((await ann.next("direct")).id, "m1");
  ann.send({ type: "history", room: "@", limit: 4, id: "h1" });
  assert.equal((await ann.next("directs")).messages.length, 1);
  assert.equal(ann.all("direct").length, 1);
});

Deno.test("say with to says it to one person alone, as it is, under its id, once", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const said = { type: "say", to: "Bob", text: "  psst\n", kind: "x.haiku", id: "s1" } as const;
  ann.sendLines(JSON.stringify({ ...said, room: "lobby" }));
  const { id, seq, ...echo } = await ann.next("direct");
  assert.deepEqual([id, echo.from, echo.to, echo.text], ["s1", "ann", "bob", "  psst"]);
  assert.deepEqual(await bob.next("direct"), { ...echo, seq, id: undefined });
  assert.equal(echo.kind, "x.haiku");
  ann.send(said);
  assert.equal((await ann.next("direct")).seq, seq);
  await ann.say("in the lobby");
  await bob.next("message");
  assert.deepEqual(bob.all("direct").length, 1);
  assert.deepEqual(bob.all("message").map(({ text }) => text), ["in the lobby"]);
});

Deno.test("say with to tells that somebody is away, or not here and will get it", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { token, directs } = await goneBob(server.port, ann);
  ann.send({ type: "say", to: "bob", text: "later", kind: "text", id: "s1" });
  assert.equal((await ann.next("direct")).id, "s1");
  assert.match((await ann.next("notice", ({ id }) => id === "s1")).text, /bob is not here/);
  await using bob = await RawClient.join(server.port, "bob", { token, resume: { "@": directs } });
  assert.deepEqual(bob.all("directs")[0]?.messages.map(({ text }) => text), ["later"]);
  bob.command("away", "lunch");
  await bob.next("notice");
  ann.send({ type: "say", to: "bob", text: "now", kind: "text", id: "s2" });
  assert.equal((await ann.next("notice", ({ id }) => id === "s2")).text, "bob is away: lunch");
  assert.equal((await bob.next("direct")).text, "now");
});

Deno.test("say with to is refused under its id, and never goes to a room", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.join(server.port, "ann");
  const refused: readonly [to: string, text: string, code: string][] = [
    ["nobody", "hello", "no_such_nick"],
    ["two words", "hello", "nick_invalid"],
    ["", "hello", "nick_invalid"],
    ["bob", " \n\x07", "text_empty"],
    ["bob", "x".repeat(limits.textBytes + 1), "text_too_long"],
  ];
  for (const [to, text, code] of refused) {
    ann.send({ type: "say", to, text, kind: "text", id: "s1" });
    const error = await ann.next("error");
    assert.deepEqual([error.code, error.id, error.room], [code, "s1", undefined], to);
  }
  await ann.say("meanwhile");
  await bob.next("message", ({ text }) => text === "meanwhile");
  assert.deepEqual([bob.all("message").length, bob.all("direct").length], [1, 0]);
});

/** Bob was here and has got one direct message; gives his token, and the `seq` of that. */
async function goneBob(port: number, ann: RawClient): Promise<{ token: string; directs: number }> {
  await using bob = await RawClient.join(port, "bob");
  const { token } = bob.all("welcome")[0] ?? assert.fail("no welcome");
  ann.command("msg", "bob hi bob");
  const { seq } = await bob.next("direct");
  await ann.next("direct");
  bob.send({ type: "bye" });
  await bob.ended();
  return { token, directs: seq };
}

Deno.test("nicks are noted when somebody comes, is renamed and goes: what is said later waits", async () => {
  class Noting extends MemoryStore {
    readonly noted: string[] = [];

    override remember(known: KnownNick): Promise<void> {
      this.noted.push(known.nick);
      return super.remember(known);
    }
  }
  const store = new Noting();
  await using server = startServer({
    sessionBounds: { ...unlimited, returnWithinMs: 60_000 },
    store,
  });
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  bob.command("nick", "rob");
  await bob.next("rename");
  bob.send({ type: "bye" });
  await ann.next("leave");
  const carl = await RawClient.join(server.port, "carl");
  await carl[Symbol.asyncDispose]();
  ann.command("msg", "carl hi");
  await ann.next("direct");
  assert.deepEqual(store.noted, ["ann", "bob", "rob", "rob", "carl", "carl"]);
  await bob[Symbol.asyncDispose]();
});

Deno.test("/reply finds who wrote last after a restart, here or not, and nobody who took the nick", async () => {
  const store = new MemoryStore();
  const options = { sessionBounds, store, reserveDays: 0 };
  const first = startServer(options);
  const [ann, bob] = [
    await RawClient.join(first.port, "ann"),
    await RawClient.join(first.port, "bob"),
  ];
  bob.command("msg", "ann call me");
  await ann.next("direct");
  ann.command("msg", "bob later");
  await bob.next("direct", ({ from }) => from === "ann");
  await first.stop();
  await using second = startServer(options);
  await using again = await RawClient.join(second.port, "ann", { token: ann.welcome.token });
  await using other = await RawClient.join(second.port, "bob");
  again.command("reply", "now", { id: "r1" });
  const echo = await again.next("direct", ({ id }) => id === "r1");
  assert.deepEqual([echo.to, echo.toPerson], ["bob", bob.welcome.person]);
  assert.match((await again.next("notice")).text, /^bob is not here, and will get it/);
  await using rob = await RawClient.join(second.port, "rob", {
    ...{ token: bob.welcome.token, resume: { "@": 0 } },
  });
  assert.equal(rob.all("directs")[0]?.messages.at(-1)?.text, "now");
  again.command("reply", "and now", { id: "r2" });
  await again.next("direct", ({ id }) => id === "r2");
  assert.equal((await rob.next("direct")).text, "and now");
  assert.deepEqual([other.all("direct"), again.all("notice").length], [[], 1]);
  other.command("reply", "me too", { id: "r3" });
  const { code, message } = await other.next("error");
  assert.deepEqual([code, message], ["no_such_nick", "Nobody has sent you a direct message yet"]);
  for (const gone of [ann, bob]) await gone[Symbol.asyncDispose]();
});
