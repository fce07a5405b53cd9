import assert from "node:assert/strict";
import { startServer } from "../../../../server.ts";
import { IrcSpeaker } from "../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../support/clients/raw_client.ts";
import { unlimited } from "../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example", playbackLines: 2 };

function said(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => / PRIVMSG (\S+ :.*)$/.exec(line)?.slice(1) ?? []);
}

Deno.test("who knows times, and asks for no history itself, is told the last lines with JOIN", async () => {
  await using server = startServer(options);
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await bob.ask("JOIN #dev", "PRIVMSG #dev :one", "TOPIC #dev :things", "PRIVMSG #dev :two");
  await bob.ask("PRIVMSG #dev :three");
  const told = async (nick: string, ...capabilities: readonly string[]) => {
    await using client = await IrcSpeaker.register(server.port, nick, { capabilities });
    return said(await client.ask("JOIN #dev"));
  };
  assert.deepEqual(await told("ann", "server-time"), ["#dev :two", "#dev :three"]);
  assert.deepEqual(await told("zoe", "server-time", "batch"), ["#dev :two", "#dev :three"]);
  assert.deepEqual(await told("eve"), []);
  assert.deepEqual(await told("mia", "server-time", "batch", "draft/chathistory"), []);
  assert.deepEqual(await told("tom", "server-time", "batch", "znc.in/playback"), []);
});

Deno.test("who comes again is told what was said meanwhile, to it alone and in a room it joins", async () => {
  await using server = startServer(options);
  await using bob = await IrcSpeaker.register(server.port, "bob");
  {
    await using ann = await RawClient.join(server.port, "ann");
    ann.send({ type: "password", password: "correct horse", id: "p" });
    await ann.next("notice");
    ann.send({ type: "bye" });
    await ann.ended();
  }
  await bob.ask("PRIVMSG ann :for later", "JOIN #dev");
  await bob.ask("PRIVMSG #dev :one", "PRIVMSG #dev :two", "PRIVMSG #dev :three");
  const come = async (...more: readonly string[]) => {
    await using ann = await IrcSpeaker.connect(server.port);
    ann.send(`CAP REQ :${["sasl", ...more].join(" ")}`, "AUTHENTICATE PLAIN");
    ann.send(`AUTHENTICATE ${btoa("\0ann\0correct horse")}`);
    await ann.next(/ 903 /);
    ann.send("NICK ann", "USER ann 0 * :Ann", "CAP END");
    await ann.next(/ 001 /);
    return said(await ann.ask("JOIN #dev"));
  };
  const inRoom = ["#dev :one", "#dev :two", "#dev :three"];
  assert.deepEqual(await come("server-time"), ["ann :for later", ...inRoom]);
  assert.deepEqual(await come("server-time", "draft/chathistory"), []);
  assert.deepEqual(await come(), []);
});

Deno.test("what was said to an account alone while its connection was lost, or nobody had logged in to it, is told", async () => {
  const sessionBounds = { ...unlimited, returnWithinMs: 60_000 };
  await using server = startServer({ ...options, sessionBounds });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const logIn = ["AUTHENTICATE PLAIN", `AUTHENTICATE ${btoa("\0ann\0correct horse")}`];
  const capabilities = ["sasl", "server-time"];
  const come = (nick: string) => IrcSpeaker.register(server.port, nick, { capabilities });
  const ann = await come("ann");
  await ann.ask("REGISTER * * :correct horse");
  await ann[Symbol.asyncDispose]();
  await bob.ask("PRIVMSG ann :while lost");
  const lee = await come("lee");
  assert.deepEqual(said(await lee.ask(...logIn)), ["ann :while lost"]);
  lee.send("QUIT");
  await lee.ended();
  await bob.ask("PRIVMSG ann :while gone");
  await using tom = await come("tom");
  assert.deepEqual(said(await tom.ask(...logIn)), ["ann :while gone"]);
});

Deno.test("what was missed is told once, also to who does nothing but come and go", async () => {
  await using server = startServer(options);
  await using bob = await IrcSpeaker.register(server.port, "bob");
  {
    await using ann = await IrcSpeaker.register(server.port, "ann");
    await ann.ask("REGISTER * * :correct horse");
    ann.send("QUIT");
    await ann.ended();
  }
  await bob.ask("PRIVMSG ann :for later");
  const come = async () => {
    await using ann = await IrcSpeaker.connect(server.port);
    ann.send("CAP REQ :sasl server-time", "AUTHENTICATE PLAIN");
    ann.send(`AUTHENTICATE ${btoa("\0ann\0correct horse")}`);
    await ann.next(/ 903 /);
    ann.send("NICK ann", "USER ann 0 * :Ann", "CAP END");
    await ann.next(/ 001 /);
    const lines = await ann.ask();
    ann.send("QUIT");
    await ann.ended();
    return said(lines);
  };
  assert.deepEqual([await come(), await come()], [["ann :for later"], []]);
});
