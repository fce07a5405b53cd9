import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example", returnWithinMs: 0 };

async function comeIn(port: number, nick: string, ...lines: readonly string[]) {
  const speaker = await IrcSpeaker.connect(port);
  speaker.send("CAP REQ :draft/pre-away", ...lines, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
  speaker.send("CAP END");
  await speaker.next(/ 001 /);
  await speaker.ask();
  return speaker;
}

Deno.test("AWAY before registration is for who has asked for draft/pre-away", async () => {
  await using server = startServer(options);
  await using bob = await IrcSpeaker.connect(server.port);
  bob.send("CAP LS 302", "AWAY :lunch");
  assert.match(await bob.next(/ 30[56] | 451 /), /^:irc\.example 451 \* /);
  await using ann = await comeIn(server.port, "ann", "AWAY :lunch");
  assert.ok(ann.lines.some((line) => line.startsWith(":irc.example 306 * :")));
  await using cat = await RawClient.join(server.port, "cat");
  cat.send({ type: "say", to: "ann", text: "hi", kind: "text", id: "1" });
  assert.equal((await cat.next("notice")).text, "ann is away: lunch");
  assert.match((await ann.ask("USERHOST ann")).at(-1) ?? "", / 302 ann :?ann=-/);
  await using dan = await comeIn(server.port, "dan", "AWAY :lunch", "AWAY");
  assert.match((await dan.ask("USERHOST dan"))[0] ?? "", / 302 dan :?dan=\+/);
});

Deno.test("AWAY * means that nobody sits there, and tells no reason", async () => {
  await using server = startServer(options);
  await using ann = await comeIn(server.port, "ann", "AWAY *");
  await using bob = await comeIn(server.port, "bob");
  assert.deepEqual(await bob.ask("PRIVMSG ann :hi"), [":irc.example 301 bob ann Away"]);
  await ann.ask("AWAY");
  assert.deepEqual(await bob.ask("PRIVMSG ann :hi"), []);
  await bob.ask("AWAY *");
  const answers = await ann.ask("PRIVMSG bob :hi");
  assert.equal(answers.at(-1), ":irc.example 301 ann bob Away");
});

Deno.test("a program that looks in takes nobody away who is here with another client", async () => {
  await using server = startServer(options);
  await using bob = await comeIn(server.port, "bob");
  await using ann = await comeIn(server.port, "ann");
  await ann.ask("REGISTER * * :correct horse");
  const login = [
    "CAP REQ :sasl",
    "AUTHENTICATE PLAIN",
    `AUTHENTICATE ${btoa("\0ann\0correct horse")}`,
  ];
  await using looking = await comeIn(server.port, "ann2", ...login, "AWAY *");
  assert.match((await looking.ask("WHOIS ann")).join("\n"), / 330 ann ann ann /);
  assert.doesNotMatch((await bob.ask("WHOIS ann")).join("\n"), / 301 /);
  await using _other = await comeIn(server.port, "ann3", ...login, "AWAY :gone");
  assert.match((await bob.ask("WHOIS ann")).join("\n"), / 301 bob ann :?gone$/m);
});
