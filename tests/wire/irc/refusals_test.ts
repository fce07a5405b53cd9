import assert from "node:assert/strict";
import { Passwords } from "../../../server/accounts/passwords.ts";
import { startServer } from "../../../server.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };
const tooMany = /:Too many tries: try again in \d+ s$/;

Deno.test("what was not looked at, since there were too many tries, is not told to be wrong", async () => {
  const operators = [{ name: "root", password: await new Passwords().hash("secret words") }];
  await using server = startServer({ ...options, operators });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await ann.ask("JOIN #dev", "MODE #dev +k sesame");
  const capabilities = ["standard-replies", "sasl"];
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  const [first = "", second, third, last = ""] = await bob.ask(
    ...Array.from({ length: 4 }, (_, index) => `JOIN #dev wrong${index}`),
  );
  for (const wrong of [first, second, third]) assert.match(wrong ?? "", /^:\S+ 475 bob #dev :/);
  assert.match(last, /^:irc\.example FAIL JOIN RATE_LIMITED :/);
  assert.match(last, tooMany);
  const opers = await bob.ask(...Array(4).fill("OPER root wrong"));
  assert.match(opers[2] ?? "", / 464 bob :The password is wrong$/);
  assert.match(opers[3] ?? "", / FAIL OPER RATE_LIMITED :/);
  const plain = btoa("\0ann\0wrong");
  const logins = await bob.ask(
    ...Array.from({ length: 4 }, () => ["AUTHENTICATE PLAIN", `AUTHENTICATE ${plain}`]).flat(),
  );
  const told = logins.filter((line) => !line.startsWith("AUTHENTICATE")).slice(-3);
  assert.match(told[0] ?? "", / 904 /);
  assert.match(told[1] ?? "", /^:irc\.example NOTICE bob :/);
  assert.match(told[1] ?? "", tooMany);
  assert.match(told[2] ?? "", / 904 /);
});

Deno.test("a locked server tells who gives no password that it asks for one", async () => {
  const password = await new Passwords().hash("sesame");
  await using server = startServer({ ...options, password });
  await using ann = await IrcSpeaker.connect(server.port);
  ann.send("NICK ann", "USER ann 0 * :ann");
  assert.match(
    await ann.next(/ 464 /),
    / 464 \S+ :The server is locked: it asks for its password$/,
  );
});

Deno.test("who may not speak is told why, in words of IRC", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  const outside = await bob.ask("PRIVMSG #dev :hi", "PRIVMSG #none :hi");
  const why = "Cannot send to the channel: you are not in it";
  assert.deepEqual(outside[0], `:irc.example 404 bob #dev :${why}`);
  await bob.ask("JOIN #dev");
  await ann.ask("MODE #dev +b bob!*@*");
  const [banned = ""] = (await bob.ask("PRIVMSG #dev :hi")).filter((line) => / 404 /.test(line));
  assert.equal(banned, ":irc.example 404 bob #dev :You are banned from #dev");
  await ann.ask("MODE #dev -b+b bob!*@* m:bob!*@*");
  const [muted = ""] = (await bob.ask("PRIVMSG #dev :hi")).filter((line) => / 404 /.test(line));
  assert.equal(muted, ":irc.example 404 bob #dev :You are muted in #dev");
});

Deno.test("what somebody gets back of its own words moves no cursor and reorders no text", async () => {
  await using server = startServer(options);
  const capabilities = ["labeled-response", "batch", "draft/metadata-2", "draft/chathistory"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  const lines = await ann.ask(
    "PART #a\x1b[2J",
    "NICK a\u202eb\x1b[2J",
    "METADATA * SET k\x1b\u202e :v",
    "REGISTER a\x1b\u202e * password",
    "CHATHISTORY LATEST #a\x1b\u202e * 10",
    "@label=l\x1b\u202e PING x\x1b\u202e",
  );
  assert.ok(lines.length >= 6, lines.join("\n"));
  assert.doesNotMatch(lines.join(""), /[\p{Cc}\p{Bidi_Control}]/u);
});
