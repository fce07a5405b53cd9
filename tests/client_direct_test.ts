import assert from "node:assert/strict";

import { ClientError } from "../client/client_error.ts";
import { ClientState } from "../client/state.ts";
import { findCorrespondent } from "../client/conversations/find_correspondent.ts";
import { defaultSettings } from "../client/settings/settings.ts";
import { Conversation, targetOf } from "../client/conversations/conversation.ts";
import { Pager } from "../client/conversations/pager.ts";
import { type DirectMessage, type ErrorCode, limits, type SaidMessage } from "../protocol.ts";
import { startServer } from "../server.ts";
import { defaultSessionBounds } from "../server/sessions/session_bounds.ts";
import { contents } from "./client/timeline_items.ts";
import { bounded } from "./support/bounded.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { TcpProxy } from "./support/servers/tcp_proxy.ts";
import { unlimited } from "./support/servers/unlimited.ts";

function isDirect(echo: SaidMessage): DirectMessage {
  assert.ok(echo.type === "direct");
  return echo;
}

Deno.test("say() to one person resolves with its echo, and the other gets it as it was said", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const text = "  two spaces,\n\n\tand a tab\nin lines";
  const echo = isDirect(await ann.client.say(text, { to: "BOB" }));
  assert.deepEqual([echo.from, echo.to, echo.text, echo.kind], ["ann", "bob", text, "text"]);
  const { id: _id, ...rest } = echo;
  assert.deepEqual(await bob.next("direct"), { ...rest, id: undefined });
  assert.deepEqual(await ann.message("direct"), echo);
  assert.deepEqual(ann.client.pending, []);
});

Deno.test("say() to one person says an action too, kept once when the answer was lost", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using proxy = new TcpProxy(server.port);
  await using ann = await JoinedClient.join(proxy.port, "ann");
  proxy.lose("answers");
  const said = ann.client.say("waves", { to: "bob", kind: "action" });
  await bob.next("direct");
  proxy.cut();
  const echo = isDirect(await bounded(said, () => "the echo"));
  assert.deepEqual([echo.to, echo.kind, echo.text], ["bob", "action", "waves"]);
  await ann.client.say("after", { to: "bob" });
  await bob.next("direct", ({ text }) => text === "after");
  const came = bob.all("direct").map(({ kind, text }) => [kind, text]);
  assert.deepEqual(came, [["action", "waves"], ["text", "after"]]);
});

Deno.test("say() to oneself resolves too, once", async () => {
  await using server = startServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const echo = isDirect(await ann.client.say("note", { to: "ann" }));
  assert.deepEqual([echo.from, echo.to], ["ann", "ann"]);
  await ann.client.say("the end");
  await ann.message("message");
  const events = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "direct"
  );
  assert.deepEqual(events, [{ type: "message", message: echo }]);
});

Deno.test("say() to one person resolves with what is kept for who is away or not here, and a notice says so", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 0 } });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  bob.command("away", "lunch");
  await ann.message("away");
  assert.equal(isDirect(await ann.client.say("hungry?", { to: "bob" })).to, "bob");
  assert.equal((await ann.message("notice")).text, "bob is away: lunch");
  bob.send({ type: "bye" });
  await ann.message("leave");
  assert.equal(isDirect(await ann.client.say("back?", { to: "Bob" })).to, "bob");
  assert.match((await ann.message("notice")).text, /bob is not here, and will get it/);
  await ann.client.say("still?", { to: "bob" });
  await ann.client.say("the end");
  await ann.message("message");
  const notices = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "notice"
  );
  assert.equal(notices.length, 2, "each is told once");
  assert.deepEqual(ann.client.pending, []);
});

Deno.test("say() to one person rejects with the server's code, shows no error, and what follows is said", async () => {
  await using server = startServer();
  await using _bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const refused: readonly [to: string, text: string, code: ErrorCode][] = [
    ["nobody", "hi", "no_such_nick"],
    ["a/b", "hi", "nick_invalid"],
    ["bob hi", "to somebody else", "nick_invalid"],
    ["", "bob hi", "nick_invalid"],
    ["bob", " \n ", "text_empty"],
    ["bob", "x".repeat(limits.textBytes + 1), "text_too_long"],
    ["bob", "x".repeat(limits.frameBytes), "text_too_long"],
  ];
  const said = refused.map(async ([to, text, code]) => {
    await assert.rejects(ann.client.say(text, { to }), (error) => {
      assert.ok(error instanceof ClientError);
      assert.deepEqual([error.code, error.serverCode], ["not_said", code], to);
      return true;
    });
  });
  assert.equal((await ann.client.say("heard", { to: "bob" })).text, "heard");
  await Promise.all(said);
  const errors = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "error"
  );
  assert.deepEqual(errors, []);
});

Deno.test("say() to one person keeps its place among what is said in rooms, and waits out the rate", async () => {
  const sessionBounds = { ...defaultSessionBounds, rate: { burst: 5, perSecond: 50 } };
  await using server = startServer({ sessionBounds });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const order: string[] = [];
  const note = ({ text }: { readonly text: string }) => void order.push(text);
  const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
  const said = Promise.all(
    texts.map((text, index) =>
      index % 2 === 0
        ? ann.client.say(text).then(note)
        : ann.client.say(text, { to: "bob" }).then(note)
    ),
  );
  const pending = ann.client.pending.map((said) => ["to" in said ? said.to : said.room, said.text]);
  assert.deepEqual(pending.slice(0, 2), [["lobby", "0"], ["bob", "1"]]);
  await bounded(said, () => "20 echoes");
  assert.deepEqual(order, texts);
  await bob.next("direct", ({ text }) => text === "19");
  assert.equal(bob.all("direct").length, 10);
});

for (const lost of ["requests", "answers"] as const) {
  for (const who of ["here", "not here"] as const) {
    Deno.test(`what was said to one person ${who} when the ${lost} were lost is kept once`, async () => {
      const sessionBounds = {
        ...defaultSessionBounds,
        returnWithinMs: who === "here" ? 10_000 : 0,
      };
      await using server = startServer({ sessionBounds });
      await using bob = await RawClient.join(server.port, "bob");
      await using proxy = new TcpProxy(server.port);
      await using ann = await JoinedClient.join(proxy.port, "ann");
      const { token } = bob.all("welcome")[0] ?? assert.fail("no welcome");
      if (who === "not here") {
        bob.send({ type: "bye" });
        await ann.message("leave");
      }
      proxy.lose(lost);
      const texts = ["1", "2", "3"];
      const said = Promise.all(texts.map((text) => ann.client.say(text, { to: "bob" })));
      if (lost === "answers" && who === "here") await bob.next("direct");
      assert.deepEqual(ann.client.pending.map(({ text }) => text), texts);
      proxy.cut();
      const echoes = await bounded(said, () => "three echoes");
      assert.deepEqual(echoes.map(({ text }) => text), texts);
      assert.deepEqual(ann.client.pending, []);
      await using again = await RawClient.join(server.port, "bob", { token, resume: { "@": 0 } });
      const { messages } = again.all("directs")[0] ?? await again.next("directs");
      assert.deepEqual(messages.map(({ text }) => text), texts);
    });
  }
}

Deno.test("Pager.older() has what was said with one person from the server, under former nicks too", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await using carl = await RawClient.join(server.port, "carl");
  await using ann = await JoinedClient.join(server.port, "ann");
  bob.command("msg", "ann one");
  await bob.next("direct");
  carl.command("msg", "ann from carl");
  await carl.next("direct");
  bob.command("nick", "rob");
  await bob.next("rename");
  await ann.client.say("two", { to: "rob" });
  const rob = new Conversation("direct", "bob", new ClientState());
  rob.rename("rob");
  assert.equal(await new Pager(ann.client).older(rob), "end");
  assert.deepEqual(contents(rob.timeline), [1, 3]);
});

Deno.test("what is said to a person, and typed, goes to nobody who took the nick, and a reply neither", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  bob.command("msg", "ann hi");
  const { person } = await ann.message("direct");
  bob.command("nick", "rob");
  await bob.next("rename");
  await using thief = await RawClient.join(server.port, "bob");
  const { client } = ann;
  const pane = new Conversation("direct", "bob", client.state);
  pane.person = person;
  client.sendTyping(targetOf(pane));
  assert.equal((await bob.next("typing")).nick, "ann");
  assert.equal((await client.say("secret", targetOf(pane))).person, client.state.person);
  assert.equal((await bob.next("direct", ({ from }) => from === "ann")).text, "secret");
  assert.equal(await new Pager(client).older(pane), "end");
  assert.deepEqual(contents(pane.timeline).length, 2);
  const found = await findCorrespondent(client, defaultSettings);
  assert.deepEqual(found, { to: "rob", toPerson: person });
  await thief.say("all is heard");
  assert.equal(thief.all("direct").length + thief.all("typing").length, 0);
});

Deno.test("sendTyping() tells the others in a room, or one person, at once", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(server.port, "ann");
  const { nick, person } = ann.client.state;
  ann.client.sendTyping({ room: "lobby" });
  const typing = { type: "typing", nick, person } as const;
  const inLobby = await bob.next("typing");
  assert.deepEqual(inLobby, { ...typing, room: "lobby", ts: inLobby.ts });
  ann.client.sendTyping({ to: "bob" });
  const toBob = await bob.next("typing");
  assert.deepEqual(toBob, { ...typing, room: undefined, ts: toBob.ts });
  bob.send({ type: "typing", to: "ann" });
  assert.equal((await ann.message("typing")).nick, "bob");
});

Deno.test("sendTyping() shows no refusal of it, and does nothing without a connection", async () => {
  const sessionBounds = { ...defaultSessionBounds, rate: { burst: 4, perSecond: 10 } };
  await using server = startServer({ sessionBounds });
  await using proxy = new TcpProxy(server.port);
  await using ann = await JoinedClient.join(proxy.port, "ann");
  for (let count = 0; count < 9; count++) ann.client.sendTyping({ room: "elsewhere" });
  await bounded(ann.client.say("behind all that"), () => "the echo");
  const errors = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "error"
  );
  assert.deepEqual(errors, []);
  await ann.client.close();
  ann.client.sendTyping({ room: "lobby" });
});

Deno.test("sendTyping() without a connection is not made up for later", async () => {
  await using server = new FakeServer();
  const retry = { firstMs: 600_000, longestMs: 600_000, steadyAfterMs: 0 };
  await using ann = await JoinedClient.join(server.port, "ann", { retry });
  server.hangUp();
  await ann.next("disconnected");
  assert.equal(ann.client.roundTripMs, undefined);
  ann.client.sendTyping({ room: "lobby" });
  ann.client.retryNow();
  await ann.next("connected");
  ann.client.sendTyping({ to: "bob" });
  assert.ok("to" in await server.heard("typing"));
});
