import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
const encoder = new TextEncoder();

function start() {
  return startServer({ sessionBounds, hostName: "irc.example" });
}

/** Whatever it holds, and then what comes of it until the server has done it. */
async function askBytes(speaker: IrcSpeaker, text: string): Promise<readonly string[]> {
  speaker.sendBytes(encoder.encode(text));
  return await speaker.ask();
}

/** The numeric and its parameters but for the client's own nick and the words. */
function numerics(lines: readonly string[]): readonly string[] {
  return lines.map((line) => /^:irc\.example (\d{3}) \S+ ?(.*?) ?:/s.exec(line)?.slice(1).join(" "))
    .map((found, index) => found?.replace(/ $/, "") ?? lines[index] ?? "");
}

/** Without who it is from but for the nick. */
function bare(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/!\S+@\S+/, ""));
}

Deno.test("CR and NUL within a line are left out, and a bare LF ends it", async () => {
  await using server = start();
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  await ann.ask();
  const said: readonly [sent: string, heard: readonly string[]][] = [
    ["PRIVMSG #dev :a\rQUIT\0 :b\r\n", ["aQUIT :b"]],
    ["PRIVMSG #d\0ev :a\rPRIVMSG #dev :b\r\r\n", ["aPRIVMSG #dev :b"]],
    ["PRIVMSG #dev :a\nPRIVMSG #dev :b\n", ["a", "b"]],
    ["\0PRI\0VMSG\0 #dev :a\0\n", ["a"]],
    ["PRIVMSG #dev :\x01ACTION a\r\0QUIT\x01\r\n", ["\x01ACTION aQUIT\x01"]],
  ];
  for (const [sent, heard] of said) {
    assert.deepEqual(await askBytes(ann, sent), [], JSON.stringify(sent));
    const lines = bare(await bob.ask());
    assert.deepEqual(lines, heard.map((text) => `:ann PRIVMSG #dev :${text}`));
  }
  await askBytes(ann, "TOPIC #dev :a\rQUIT\0b\r\n");
  assert.deepEqual(bare(await bob.ask()), [":ann TOPIC #dev :aQUITb"]);
});

Deno.test("a line of 400 parameters is too long, and of those that fit the command has what it needs", async () => {
  await using server = start();
  await using ann = await IrcSpeaker.register(server.port, "ann");
  const many = (count: number) => "x ".repeat(count);
  for (const command of ["JOIN", "PRIVMSG", "WHO", "USER", "CAP", "NOTHING"]) {
    assert.deepEqual(numerics(await ann.ask(`${command} ${many(400)}`)), ["417"], command);
  }
  assert.deepEqual(numerics(await ann.ask(`JOIN ${many(240)}`)), ["403 x"]);
  assert.deepEqual(numerics(await ann.ask(`PRIVMSG ${many(240)}`)), ["401 x"]);
  assert.deepEqual(numerics(await ann.ask(`USERHOST ${"ann ".repeat(120)}`)).length, 1);
  assert.deepEqual(numerics(await ann.ask(`ISON ${"ann ".repeat(120)}`)).length, 1);
});

Deno.test("10,000 channels in a line end the session; what fits in one joins as many as anybody may be in", async () => {
  await using server = start();
  await using ann = await IrcSpeaker.register(server.port, "ann");
  const channels = (count: number) =>
    Array.from({ length: count }, (_, index) => `#${index}`).join();
  assert.deepEqual(numerics(await ann.ask(`JOIN ${channels(1000)}`)), ["417"]);
  const signs = await ann.ask(`JOIN ${"#,".repeat(250)}`);
  assert.equal(signs.length, 100);
  assert.deepEqual([...new Set(numerics(signs))], ["403 #"]);
  await ann.ask(`JOIN ${channels(120)}`);
  assert.ok(numerics(await ann.ask("JOIN #more")).includes("405 #more"));
  ann.send(`JOIN ${channels(10_000)}`);
  await ann.next(/^ERROR :/);
  await ann.ended();
});

Deno.test("nicks that look like another's or are reserved are in use, and impossible ones no nicks", async () => {
  await using server = start();
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using _bob = await IrcSpeaker.register(server.port, "bob");
  const tried: readonly [nick: string, refusal: string][] = [
    ["BOB", "433 BOB"],
    ["b0b", "433 b0b"],
    ["b\u043eb", "433 b\u043eb"],
    ["server", "433 server"],
    ["NickServ", "433 NickServ"],
    ["chanserv", "433 chanserv"],
    ["#bob", "432 #bob"],
    ["x!y", "432 x!y"],
    ["x@y", "432 x@y"],
    ["a,b", "432 a,b"],
    ["*", "432 *"],
    [":a b", "432 *"],
    [":a\tb", "432 a\tb"],
    ["a\u202eb", "432 a\ufffdb"],
    ["\u200b", "432 \u200b"],
    ["x".repeat(limits.nickLength + 1), `432 ${"x".repeat(limits.nickLength + 1)}`],
    ["", "431"],
    [":", "431"],
  ];
  for (const [nick, refusal] of tried) {
    assert.deepEqual(numerics(await ann.ask(`NICK ${nick}`)), [refusal], nick);
    await using newcomer = await IrcSpeaker.connect(server.port);
    newcomer.send("CAP LS", `NICK ${nick}`, "USER x 0 * :x", "CAP END");
    await newcomer.next(new RegExp(`^:irc\\.example ${refusal.slice(0, 3)} \\* `));
  }
  assert.deepEqual(await ann.ask("NICK ann"), []);
});

Deno.test("what names no room is no channel", async () => {
  await using server = start();
  await using ann = await IrcSpeaker.register(server.port, "ann");
  const none = [
    ...["#", "dev", "&dev", "+dev", "!dev", "#a\u202eb", "#\x07a", "#\u200b", "#a\u00a0b"],
    ...["#\u2028x", "#a\u2028b", "#a\u1680b", "#a\u3000b", "#a\u0085b", "#\ufeff", "#a\ufeffb"],
    `#${"r".repeat(limits.roomNameLength + 1)}`,
  ];
  for (const channel of none) {
    for (const command of ["JOIN", "PART", "TOPIC"]) {
      const answers = numerics(await ann.ask(`${command} ${channel}`));
      const told = channel.replace(/[^\P{Cc}\t]|\p{Bidi_Control}/gu, "\ufffd");
      assert.deepEqual(answers, [`403 ${told}`], `${command} ${JSON.stringify(channel)}`);
    }
    const [said] = numerics(await ann.ask(`PRIVMSG ${channel} :hi`));
    assert.match(said ?? "", /^40[134] /, JSON.stringify(channel));
  }
  for (const channel of ["#__proto__", "#constructor", "##", "#a:b"]) {
    assert.match((await ann.ask(`JOIN ${channel}`))[0] ?? "", / JOIN #/, channel);
    await ann.ask(`PART ${channel}`);
  }
});

Deno.test("tags over the limit cost their line alone", async () => {
  await using server = start();
  const capabilities = ["message-tags", "labeled-response"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  const tag = (bytes: number) => `@+a=${"x".repeat(bytes - "@+a= ".length)}`;
  assert.deepEqual(await ann.ask(`${tag(4096)} TAGMSG bob`), []);
  assert.equal(bare(await bob.ask()).length, 1);
  for (
    const line of [
      `${tag(4097)} TAGMSG bob`,
      `@+a=${"x".repeat(4097)}`,
      `${tag(8191)} PRIVMSG bob :hi`,
    ]
  ) {
    assert.deepEqual(numerics(await ann.ask(line)), ["417"]);
  }
  assert.deepEqual(await bob.ask(), []);
  for (const line of ["@", "@a", "@a ", "@ PING", "@;;= :", ":", ":a", ":a :b", "@a :b"]) {
    for (const answer of await ann.ask(line)) assert.match(answer, /^:irc\.example \d{3} ann /);
  }
});

Deno.test("who negotiates capabilities without an end is let go like who says nothing", async () => {
  const withinMs = { ...sessionBounds, helloWithinMs: 100 };
  await using server = startServer({ sessionBounds: withinMs, hostName: "irc.example" });
  await using ann = await IrcSpeaker.connect(server.port);
  ann.send("CAP LS 302", "NICK ann", "USER ann 0 * :ann");
  let hasEnded = false;
  const ended = ann.ended().then(() => hasEnded = true);
  for (let count = 0; !hasEnded; count++) {
    ann.send(count % 2 === 0 ? "CAP REQ :batch" : "CAP LIST");
    await Promise.race([ended, ann.next(/ CAP /).catch(() => {})]);
  }
  assert.ok(ann.lines.some((line) => line.startsWith("ERROR :")), ann.lines.slice(-3).join("\n"));
});

Deno.test("of a label that comes twice the last counts, and two commands with the same one are answered each", async () => {
  await using server = start();
  const capabilities = ["labeled-response", "batch"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  assert.deepEqual(await ann.ask("@label=one;label=two PING x"), [
    "@label=two :irc.example PONG irc.example :x",
  ]);
  assert.deepEqual(await ann.ask("@label=one PING x", "@label=one PING y", "@label=one PONG z"), [
    "@label=one :irc.example PONG irc.example :x",
    "@label=one :irc.example PONG irc.example :y",
    "@label=one :irc.example ACK",
  ]);
  assert.deepEqual(await ann.ask("@label= PING x", "@label PING y"), [
    ":irc.example PONG irc.example :x",
    ":irc.example PONG irc.example :y",
  ]);
});

Deno.test("SASL comes in pieces of 400, and a NUL where none belongs is refused", async () => {
  await using server = start();
  const capabilities = ["sasl"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  const longest = "p".repeat(400);
  const unfit = await ann.ask(`REGISTER * * ${longest}\x07`);
  assert.match(unfit[0] ?? "", / FAIL REGISTER UNACCEPTABLE_PASSWORD /);
  assert.match((await ann.ask(`REGISTER * * ${longest}`))[0] ?? "", / REGISTER SUCCESS ann /);
  const plain = async (message: string): Promise<readonly string[]> => {
    await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
    const base64 = btoa(message);
    const pieces = [...base64.match(/.{1,400}/g) ?? [], ...base64.length % 400 === 0 ? ["+"] : []];
    const lines = pieces.map((piece) => `AUTHENTICATE ${piece}`);
    return numerics(await bob.ask("AUTHENTICATE PLAIN", ...lines)).slice(1);
  };
  assert.match((await plain(`\0ann\0${longest}`))[0] ?? "", /^900 .* ann$/);
  const refused = [
    ...[
      `\0ann\0${"p".repeat(limits.secretBytes + 1)}`,
      `\0ann\0${longest}\0`,
      `\0ann\0${longest.slice(9)}\0ppppp`,
    ],
    ...[`\0\0ann\0${longest}`, `ann\0${longest}`, "\0\0\0", "", "\0", "ann"],
    `\0ann\0${longest.slice(1)}`,
  ];
  for (const message of refused) {
    assert.deepEqual(await plain(message), ["904"], JSON.stringify(message).slice(0, 60));
  }
  assert.equal((await plain("x".repeat(1800)))[0], "905");
});

Deno.test("CHATHISTORY with broken bounds is refused, and with odd ones bounded", async () => {
  await using server = start();
  const capabilities = ["draft/chathistory", "batch", "server-time", "message-tags"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await ann.ask("JOIN #dev", "PRIVMSG #dev :one");
  const refusals = async (line: string) =>
    (await ann.ask(line)).map((answer) => answer.split(" ").slice(1, 4).join(" "));
  const broken = [
    ...["BEFORE #dev x 10", "BEFORE #dev msgid= 10", "BEFORE #dev timestamp=x 10"],
    ...["BEFORE #dev timestamp=2026-13-45T99:99:99.000Z 10", "BEFORE #dev * 10", "AFTER #dev 5 10"],
    ...["BETWEEN #dev msgid=1 * 10", "BETWEEN #dev msgid=1 10", "AROUND #dev msgid=-1 10"],
    ...["LATEST #dev * x", "LATEST #dev * -1", "LATEST #dev * 1e3", "LATEST #dev *", "LATEST #dev"],
    ...["LATEST", "", "NOTHING #dev * 10", "TARGETS timestamp=x timestamp=y 10", "TARGETS * * 10"],
    ...[
      `BEFORE #dev msgid=${"z".repeat(40)} 10`,
      "BEFORE #dev msgid=__proto__ 10",
      "LATEST #dev * 9007199254740993",
    ],
  ];
  for (const params of broken) {
    const answers = await refusals(`CHATHISTORY ${params}`);
    assert.match(answers.join(), /^FAIL CHATHISTORY (?:INVALID_PARAMS|NEED_MORE_PARAMS)$/, params);
  }
  const empty = ["BATCH", "BATCH"];
  const commands = async (params: string) =>
    (await ann.ask(`CHATHISTORY ${params}`)).map((line) => /(?:^| )([A-Z]{4,}) /.exec(line)?.[1]);
  for (const params of ["BEFORE #dev msgid=0 10", "AFTER #dev msgid=zzzzzzzz 10"]) {
    assert.deepEqual(await commands(params), empty, params);
  }
  assert.deepEqual(await commands("LATEST #dev * 100000"), ["BATCH", "PRIVMSG", "BATCH"]);
});
