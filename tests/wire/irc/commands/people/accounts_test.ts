import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 60_000 };
const capabilities = ["account-notify", "account-tag", "extended-join"];
const password = "correct horse";

/** What a client sends to log in by PLAIN, in pieces of 400 (https://ircv3.net/specs/extensions/sasl-3.1). */
function plain(account: string, secret = password): readonly string[] {
  const data = btoa(`\0${account}\0${secret}`);
  const pieces = data.match(/.{1,400}/g) ?? [];
  const all = data.length % 400 === 0 ? [...pieces, "+"] : pieces;
  return ["AUTHENTICATE PLAIN", ...all.map((piece) => `AUTHENTICATE ${piece}`)];
}

/** Comes in as an account, under a nick of its own. */
async function logIn(
  port: number,
  nick: string,
  more: readonly string[] = [],
): Promise<IrcSpeaker> {
  const speaker = await IrcSpeaker.connect(port);
  speaker.send(`CAP REQ :${["sasl", ...capabilities, ...more].join(" ")}`, ...plain("ann"));
  await speaker.next(/ 903 /);
  speaker.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, "CAP END");
  await speaker.next(/ 001 /);
  return speaker;
}

/** Comes in, and makes an account. */
async function register(port: number, nick: string): Promise<IrcSpeaker> {
  const speaker = await IrcSpeaker.register(port, nick, { capabilities });
  const answers = await speaker.ask(`REGISTER * * :${password}`);
  assert.ok(answers.some((line) => line.includes(` REGISTER SUCCESS ${nick} `)), `${answers}`);
  return speaker;
}

function matching(lines: readonly string[], pattern: RegExp): readonly string[] {
  return lines.filter((line) => pattern.test(line));
}

Deno.test("an account with two IRC clients is one member, and each hears the other", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await bob.ask("JOIN #dev");
  await using first = await register(server.port, "ann");
  await first.ask("JOIN #dev");
  await bob.next(/ JOIN #dev ann :ann$/);
  await using second = await logIn(server.port, "other");
  const came = await second.ask();
  assert.equal(matching(came, /^\S+ :ann!\S+ JOIN #dev ann :other$/).length, 1, came.join("\n"));
  assert.equal(matching(came, / 353 ann = #dev :@bob ann$/).length, 1, "its nick is the member's");
  await second.ask("PRIVMSG #dev :from the second");
  const said = /^@account=ann :ann!\S+ PRIVMSG #dev :from the second$/;
  assert.equal(matching(await first.ask(), said).length, 1);
  const heard = await bob.ask();
  assert.equal(matching(heard, said).length, 1);
  assert.deepEqual(matching(heard, / (?:JOIN|QUIT|PART) /), [], "nobody came or went");
  await second.ask("NICK annie");
  assert.equal(matching(await first.ask(), /:ann!\S+ NICK annie$/).length, 1);
  assert.equal(matching(await bob.ask(), /:ann!\S+ NICK annie$/).length, 1);
  second.send("QUIT");
  await second.ended();
  assert.deepEqual(matching(await bob.ask(), / QUIT /), [], "the first is here still");
});

Deno.test("what an account says by one connection is not taken for what it has said by another", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await bob.ask("JOIN #dev");
  await using ann = await register(server.port, "ann");
  await ann.ask("JOIN #dev");
  await using one = await logIn(server.port, "one");
  await using other = await logIn(server.port, "other");
  for (const client of [one, other]) await client.ask("PRIVMSG #dev :hello", "PRIVMSG bob :psst");
  const heard = await bob.ask();
  assert.equal(matching(heard, / PRIVMSG #dev :hello$/).length, 2, heard.join("\n"));
  assert.equal(matching(heard, / PRIVMSG bob :psst$/).length, 2, heard.join("\n"));
});

Deno.test("AUTHENTICATE after registration keeps the nick and the channels, and tells who has asked for it", async () => {
  await using server = startServer({ sessionBounds });
  const ann = await register(server.port, "ann");
  ann.send("QUIT");
  await ann.ended();
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await using lee = await IrcSpeaker.register(server.port, "lee", {
    capabilities: ["sasl", ...capabilities],
  });
  await lee.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  const answers = await lee.ask(...plain("ann"));
  const numerics = answers.flatMap((line) => / (\d{3}) /.exec(line)?.[1] ?? []);
  assert.deepEqual(numerics, ["900", "903"]);
  assert.equal(matching(answers, / 900 lee lee!\S+ ann :/).length, 1, answers.join("\n"));
  assert.equal(matching(await bob.ask(), /:lee!\S+ ACCOUNT ann$/).length, 1);
  await lee.ask("PRIVMSG #dev :hi");
  assert.equal(matching(await bob.ask(), /^@account=ann :lee!\S+ PRIVMSG #dev :hi$/).length, 1);
  assert.equal(matching(await lee.ask("AUTHENTICATE PLAIN"), / 907 lee :/).length, 1);
});

Deno.test("AUTHENTICATE joins the account that is here, and takes its nick and its channels", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await bob.ask("JOIN #dev");
  await using ann = await register(server.port, "ann");
  await ann.ask("JOIN #dev");
  await using lee = await IrcSpeaker.register(server.port, "lee", {
    capabilities: ["sasl", ...capabilities],
  });
  await lee.ask("JOIN #ops");
  const answers = await lee.ask(...plain("ann"));
  assert.equal(matching(answers, /:lee!\S+ NICK ann$/).length, 1, answers.join("\n"));
  assert.equal(matching(answers, /:ann!\S+ JOIN #dev ann :lee$/).length, 1);
  assert.equal(matching(await ann.ask(), /:ann!\S+ JOIN #ops ann :/).length, 1);
  await lee.ask("PRIVMSG bob :from both");
  assert.equal(matching(await bob.ask(), /:ann!\S+ PRIVMSG bob :from both$/).length, 1);
  await bob.ask("PRIVMSG ann :to both");
  for (const each of [ann, lee]) {
    assert.equal(matching(await each.ask(), /:bob!\S+ PRIVMSG ann :to both$/).length, 1);
  }
});

Deno.test("CHGHOST tells the user name as all see it, also of who had told none", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: ["chghost"] });
  await bob.ask("JOIN #dev");
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  ann.send({ type: "password", password, id: "p" });
  await ann.next("notice");
  await using _again = await logIn(server.port, "annie");
  const { host } = /!~chat@(?<host>\S+) JOIN/.exec((await bob.ask()).join("\n"))?.groups ?? {};
  await using _third = await logIn(server.port, "lee");
  await bob.ask();
  const told = matching(bob.lines, / CHGHOST /);
  assert.deepEqual(told, [
    `:ann!~chat@${host} CHGHOST ~annie ${host}`,
    `:ann!~annie@${host} CHGHOST ~lee ${host}`,
  ]);
});

Deno.test("an account whose IRC session was lost finds its channels, unasked, with how far they were read", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await bob.ask("JOIN #dev");
  const ann = await register(server.port, "ann");
  await ann.ask("JOIN #dev");
  await bob.ask();
  await ann[Symbol.asyncDispose]();
  await using back = await logIn(server.port, "elsewhere", ["draft/read-marker"]);
  const came = await back.ask();
  const pattern = / (?:JOIN #dev|MARKREAD #dev|353|366)\b/;
  const told = matching(came, pattern).map((line) => pattern.exec(line)?.[0].trim());
  assert.deepEqual(told, ["JOIN #dev", "MARKREAD #dev", "353", "366"], came.join("\n"));
  assert.equal(matching(came, /:ann!\S+ JOIN #dev ann /).length, 1, "its nick is the one it had");
  assert.deepEqual(matching(await bob.ask(), / (?:JOIN|QUIT|PART|NICK) /), [], "nobody saw it");
});

Deno.test("AUTHENTICATE takes a long password in pieces, and refuses what is none", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  // With the names and the command it fills a line; in base64 its last piece has 400 characters.
  const long = "x".repeat(292 + 150);
  const made = await ann.ask(`REGISTER ann * ${long}`);
  assert.equal(matching(made, / REGISTER SUCCESS ann /).length, 1, made.join("\n"));
  for (const secret of [long, `${long}x`]) {
    await using client = await IrcSpeaker.connect(server.port);
    client.send("CAP REQ :sasl", ...plain("ann", secret));
    await client.next(secret === long ? / 903 \* :/ : / 904 \* :/);
  }
  const bad: readonly (readonly [data: string, numeric: RegExp])[] = [
    ["!!!", / 904 /],
    [btoa("\0ann\0a\0b"), / 904 /],
    [btoa("ann\0"), / 904 /],
    [btoa("\0ann\0\xff"), / 904 /],
    [btoa(`bob\0ann\0${password}`), / 904 /],
    ["*", / 906 /],
    ["x".repeat(401), / 905 /],
  ];
  await using client = await IrcSpeaker.connect(server.port);
  for (const [data, numeric] of bad) {
    client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${data}`);
    await client.next(numeric);
  }
  client.send(
    "AUTHENTICATE PLAIN",
    ...Array.from({ length: 6 }, () => `AUTHENTICATE ${"x".repeat(400)}`),
  );
  await client.next(/ 905 /);
  client.send("AUTHENTICATE FOO");
  await client.next(/ 908 \* PLAIN,SCRAM-SHA-256 :/);
  await client.next(/ 904 /);
});
