import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
const withTags = ["message-tags", "echo-message", "labeled-response", "batch"];

/** Without the tags that differ from run to run, and who it is from but for the nick. */
function bare(line: string): string {
  return line.replace(/(^@|;)msgid=[^; ]+/, "$1").replace(
    /^@ |^@;/,
    (start) => start === "@;" ? "@" : "",
  )
    .replace(/!\S+@\S+/, "");
}

Deno.test("what cannot be said is refused by its numeric, and NOTICE is never answered", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  const codes = async (line: string) =>
    (await ann.ask(line)).map((each) => each.split(" ").slice(1, 4).join(" "));
  assert.deepEqual(await codes("PRIVMSG"), ["411 ann :No"]);
  assert.deepEqual(await codes("PRIVMSG #none :"), ["412 ann :There"]);
  assert.deepEqual(await codes("PRIVMSG ann :\x01ACTION\x01"), ["412 ann :There"]);
  assert.deepEqual(await codes("PRIVMSG bob :hi"), ["401 ann bob"]);
  assert.deepEqual(await codes("PRIVMSG #none :hi"), ["404 ann #none"]);
  assert.deepEqual(await codes("PRIVMSG a,b,c,d,e :hi"), ["407 ann e"]);
  assert.deepEqual(await codes("PRIVMSG bob :\x01VERSION\x01"), ["401 ann bob"]);
  for (const line of ["NOTICE", "NOTICE #none :", "NOTICE #none :hi", "NOTICE bob,carl :hi"]) {
    assert.deepEqual(await codes(line), [], line);
  }
});

Deno.test("one line for several is said to each of them once", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  await ann.ask("PRIVMSG #dev,bob,#dev :hi");
  assert.deepEqual((await bob.ask()).map(bare), [":ann PRIVMSG #dev :hi", ":ann PRIVMSG bob :hi"]);
});

Deno.test("CTCP goes between IRC clients, but for /me, and is kept nowhere", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: withTags });
  await using carl = await RawClient.join(server.port, "carl", { rooms: ["dev"] });
  for (const client of [ann, bob]) await client.ask("JOIN #dev");
  await ann.ask("PRIVMSG #dev :\x01VERSION\x01");
  const [asked = ""] = await bob.ask();
  assert.match(asked, /^@msgid=\S+-\S+ :ann!\S+ PRIVMSG #dev :.VERSION.$/);
  assert.deepEqual((await bob.ask("NOTICE ann :\x01VERSION x\u202ey\x01")).map(bare), [
    ":bob NOTICE ann :\x01VERSION xy\x01",
  ]);
  assert.deepEqual((await ann.ask("PRIVMSG #dev :\x01ACTION \x0304,05waves\x03\x01")).map(bare), [
    ":bob NOTICE ann :\x01VERSION xy\x01",
  ]);
  assert.deepEqual((await bob.ask()).map(bare), [":ann PRIVMSG #dev :\x01ACTION waves\x01"]);
  const { kind, text } = await carl.next("message");
  assert.deepEqual([kind, text, carl.received.some(({ type }) => type === "signal")], [
    ...["action", "waves", false],
  ]);
});

Deno.test("a room that carries no CTCP refuses it", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  ann.command("settings", "ctcp off", { room: "dev" });
  await ann.next("settings");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await bob.ask("JOIN #dev");
  const [refusal = ""] = await bob.ask("PRIVMSG #dev :\x01VERSION\x01");
  assert.match(refusal, /^\S+ 404 bob #dev :/);
  await bob.ask("PRIVMSG #dev :\x01ACTION waves\x01");
  assert.equal((await ann.next("message")).text, "waves");
});

Deno.test("TAGMSG has client-only tags alone, a message id, and an echo with the label", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: withTags });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: withTags });
  await using carl = await IrcSpeaker.register(server.port, "carl");
  for (const client of [ann, bob, carl]) await client.ask("JOIN #dev");
  const [echo = ""] = (await ann.ask("@label=1;+a=b\\:c;fizz=buzz TAGMSG #dev")).slice(-1);
  assert.match(echo, /^@label=1;msgid=\S+;\+a=b\\:c :ann!\S+ TAGMSG #dev$/);
  const got = (await bob.ask()).slice(-1);
  assert.deepEqual(got, [echo.replace("label=1;", "")]);
  assert.equal((await carl.ask()).some((line) => line.includes("TAGMSG")), false);
  const toItself = await ann.ask("@label=2;+a=b TAGMSG ann");
  assert.deepEqual(toItself.map((line) => line.includes("label=2")).toSorted(), [false, true]);
  assert.deepEqual((await ann.ask("@label=3;x=y TAGMSG #dev")).map((line) => line.split(" ")[2]), [
    "ACK",
  ]);
});

Deno.test("typing is told to clients of either kind", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: withTags });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: withTags });
  await using carl = await RawClient.join(server.port, "carl", { rooms: ["dev"] });
  for (const client of [ann, bob]) await client.ask("JOIN #dev");
  await ann.ask("@+typing=active TAGMSG #dev");
  assert.equal((await carl.next("typing")).nick, "ann");
  assert.deepEqual((await bob.ask()).map(bare), ["@+typing=active :ann TAGMSG #dev"]);
  carl.send({ type: "typing", to: "bob" });
  await bob.next(/^@\+typing=active :carl!\S+ TAGMSG bob$/);
  await ann.ask("@+typing=done TAGMSG bob");
  assert.deepEqual((await bob.ask()).map(bare), ["@+typing=done :ann TAGMSG bob"]);
});

Deno.test("who is away is told of with what is said to it", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await bob.ask("AWAY :at lunch");
  assert.deepEqual(
    (await ann.ask("PRIVMSG bob :hi")).map((line) => line.split(" ").slice(1).join(" ")),
    [
      "301 ann bob :at lunch",
    ],
  );
  assert.deepEqual(await ann.ask("NOTICE bob :hi"), []);
});

Deno.test("a line that would not fit with who it is from is refused, and one that just fits is whole", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("PRIVMSG bob :x");
  const [line = ""] = await bob.ask();
  const most = 510 - line.length + 1;
  assert.deepEqual(await ann.ask(`PRIVMSG bob :${"y".repeat(most)}`), []);
  assert.deepEqual((await bob.ask()).map((each) => each.length), [510]);
  const [refusal = ""] = await ann.ask(`PRIVMSG bob :${"y".repeat(most + 1)}`);
  assert.match(refusal, / 417 /);
  assert.deepEqual(await bob.ask(), []);
});

Deno.test("tags for clients come with what was said, and are kept with nothing", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: withTags });
  await using bob = await IrcSpeaker.register(server.port, "bob", {
    capabilities: ["message-tags"],
  });
  await using carl = await RawClient.join(server.port, "carl", { rooms: ["dev"] });
  for (const client of [ann, bob]) await client.ask("JOIN #dev");
  const first = (await ann.ask("PRIVMSG #dev :hi")).at(-1) ?? "";
  const msgid = /msgid=([^ ;]+)/.exec(first)?.[1] ?? "";
  await ann.ask(`@+draft/reply=${msgid};+a=b;c=d PRIVMSG #dev :hello`);
  assert.deepEqual((await bob.ask()).slice(-1).map(bare), [
    `@+draft/reply=${msgid};+a=b :ann PRIVMSG #dev :hello`,
  ]);
  const { replyTo } = await carl.next("message", ({ text }) => text === "hello");
  assert.equal(replyTo?.toString(36), msgid);
  carl.send({ type: "history", room: "dev", limit: 9 });
  const { messages } = await carl.next("history", ({ messages }) => messages.length === 2);
  assert.deepEqual(messages.map(({ tags }) => tags), [undefined, undefined]);
});

Deno.test("reactions are told to clients of either kind, with what they are to", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: withTags });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: withTags });
  await using carl = await RawClient.join(server.port, "carl", { rooms: ["dev"] });
  for (const client of [ann, bob]) await client.ask("JOIN #dev");
  const { seq } = await carl.say("hi", "dev");
  const msgid = seq.toString(36);
  await bob.ask(`@+draft/react=👍;+draft/reply=${msgid} TAGMSG #dev`);
  assert.deepEqual((await ann.ask()).slice(-1).map(bare), [
    `@+draft/react=👍;+draft/reply=${msgid} :bob TAGMSG #dev`,
  ]);
  const { text, replyTo } = await carl.next("message", ({ kind }) => kind === "reaction");
  assert.deepEqual([text, replyTo], ["👍", seq]);
  carl.send({ type: "say", room: "dev", text: "👎", kind: "reaction", replyTo: seq });
  await ann.next(
    new RegExp(
      `;\\+draft/reply=${msgid};\\+reply=${msgid};\\+draft/react=👎 :carl!\\S+ TAGMSG #dev$`,
    ),
  );
});

Deno.test("who merely looks like the one that is meant is told nothing, here or reserved", async () => {
  await using server = startServer({ sessionBounds });
  await using paul = await RawClient.join(server.port, "Paul", { rooms: ["lobby"] });
  await using nola = await RawClient.join(server.port, "Nola", { rooms: ["lobby"] });
  await nola.say("hi");
  nola.send({ type: "bye" });
  await nola.next("bye");
  await nola.ended();
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: withTags });
  for (const nick of ["Paui", "pau1", "\u0440\u0430ul", "Noia", "n0la"]) {
    const lines = [`PRIVMSG ${nick} :x`, `@+typing=active TAGMSG ${nick}`];
    const refused = [`:chatroom.local 401 bob ${nick} :No such nick`];
    assert.deepEqual(await bob.ask(lines[0] ?? ""), refused);
    assert.deepEqual(await bob.ask(lines[1] ?? ""), refused);
    assert.deepEqual(await bob.ask(`NOTICE ${nick} :x`), []);
  }
  assert.match(
    (await bob.ask("PRIVMSG nola :x")).join(),
    / PRIVMSG Nola :x,.* will get it on coming back/,
  );
  await bob.ask("PRIVMSG PAUL :to you");
  assert.equal((await paul.next("direct")).text, "to you");
  assert.ok(!paul.received.some(({ type }) => type === "typing"));
});

Deno.test("nothing is said to a guest who is gone", async () => {
  await using server = startServer({ sessionBounds });
  const gina = await IrcSpeaker.register(server.port, "gina");
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: withTags });
  gina.send("QUIT");
  await gina.ended();
  assert.deepEqual(await bob.ask("PRIVMSG gina :x"), [
    ":chatroom.local 401 bob gina :No such nick",
  ]);
  assert.deepEqual(await bob.ask("NOTICE gina :x"), []);
  await using again = await IrcSpeaker.register(server.port, "gina");
  await bob.ask("PRIVMSG gina :y");
  assert.deepEqual((await again.ask()).map(bare), [":bob PRIVMSG gina :y"]);
});
