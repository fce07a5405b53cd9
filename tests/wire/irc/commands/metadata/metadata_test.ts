import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };
const second = "draft/metadata-2";
const third = "draft/metadata-3";

function join(port: number, nick: string, version: string): Promise<IrcSpeaker> {
  return IrcSpeaker.register(port, nick, { capabilities: ["batch", version] });
}

Deno.test("METADATA sets, gets, lists and clears what is set of oneself", async () => {
  await using server = startServer(options);
  await using ann = await join(server.port, "ann", third);
  assert.deepEqual(await ann.ask("METADATA * SET Avatar :a.png"), [
    ":irc.example 761 ann ann avatar * :a.png",
  ]);
  const lines = await ann.ask("METADATA ANN GET avatar color =x");
  const [start = "", ...rest] = lines.map((line) => line.replace(/^@batch=\S+ :irc\.example /, ""));
  assert.match(start, /^:irc\.example BATCH \+\S+ metadata ann$/);
  assert.deepEqual(rest.slice(0, -1), [
    "761 ann ann avatar * :a.png",
    "766 ann ann color :The key is not set",
    "FAIL METADATA KEY_INVALID =x :That is no key",
  ]);
  const cleared = await ann.ask("METADATA * CLEAR");
  assert.match(cleared[1] ?? "", / 766 ann ann avatar :/);
  assert.equal((await ann.ask("METADATA * LIST")).length, 2);
});

Deno.test("METADATA refuses in the form of the extension", async () => {
  await using server = startServer(options);
  await using ann = await join(server.port, "ann", third);
  await using bob = await join(server.port, "bob", third);
  await bob.ask("JOIN #dev");
  await ann.ask("JOIN #dev");
  const asked = [
    ["ghost LIST", "INVALID_TARGET ghost"],
    ["#ghost GET avatar", "INVALID_TARGET #ghost"],
    ["bob SET avatar :x", "KEY_NO_PERMISSION bob avatar"],
    ["#dev SET avatar :x", "KEY_NO_PERMISSION #dev avatar"],
    ["bob CLEAR", "KEY_NO_PERMISSION bob *"],
    ["* SET a!b :x", "KEY_INVALID a!b"],
    [`* SET avatar :${"x".repeat(401)}`, "INVALID_VALUE avatar"],
    ["* DESTROY", "SUBCOMMAND_INVALID DESTROY"],
  ];
  for (const [line, refusal] of asked) {
    const [answer = ""] = await ann.ask(`METADATA ${line}`);
    assert.ok(answer.startsWith(`:irc.example FAIL METADATA ${refusal} :`), answer);
  }
});

Deno.test("METADATA tells changes to who wants to know of the key, in its version", async () => {
  await using server = startServer(options);
  await using ann = await join(server.port, "ann", third);
  await using bob = await join(server.port, "bob", third);
  await using eve = await join(server.port, "eve", second);
  await using mia = await join(server.port, "mia", third);
  assert.deepEqual(await bob.ask("METADATA * SUB Avatar color"), [
    ":irc.example 770 bob avatar color",
  ]);
  await eve.ask("METADATA * SUB avatar");
  for (const each of [ann, bob, eve, mia]) await each.ask("JOIN #dev");
  for (const each of [bob, eve, mia]) await each.ask();
  await ann.ask(
    "METADATA * SET avatar :a.png",
    "METADATA * SET name :Ann",
    "METADATA * SET avatar",
  );
  assert.deepEqual(await bob.ask(), [
    ":irc.example 761 bob ann avatar * :a.png",
    ":irc.example 766 bob ann avatar :The key is not set",
  ]);
  assert.deepEqual(await eve.ask(), [
    ":irc.example METADATA ann avatar * :a.png",
    ":irc.example METADATA ann avatar *",
  ]);
  assert.deepEqual(await mia.ask(), []);
});

Deno.test("METADATA is told to who comes into a channel, and of who comes", async () => {
  await using server = startServer(options);
  await using ann = await join(server.port, "ann", third);
  await using bob = await join(server.port, "bob", third);
  for (const each of [ann, bob]) await each.ask("METADATA * SUB avatar");
  await ann.ask("METADATA * SET avatar :a.png", "JOIN #dev", "METADATA #dev SET avatar :d.png");
  await bob.ask("METADATA * SET avatar :b.png");
  const values = (await bob.ask("JOIN #dev")).filter((line) => line.includes(" 761 "));
  assert.deepEqual(values.map((line) => line.split(" ").slice(4).join(" ")).toSorted(), [
    "#dev avatar * :d.png",
    "ann avatar * :a.png",
    "bob avatar * :b.png",
  ]);
  const [came = "", told] = await ann.ask();
  assert.match(came, /^:bob!\S+ JOIN #dev$/);
  assert.equal(told, ":irc.example 761 ann bob avatar * :b.png");
});

Deno.test("METADATA has a bound for subscriptions, which end", async () => {
  await using server = startServer(options);
  await using ann = await join(server.port, "ann", third);
  const keys = Array.from({ length: 51 }, (_, index) => `key-${index}`);
  const answers = [];
  for (let at = 0; at < keys.length; at += 13) {
    answers.push(...await ann.ask(`METADATA * SUB ${keys.slice(at, at + 13).join(" ")}`));
  }
  assert.match(answers.at(-1) ?? "", /FAIL METADATA TOO_MANY_SUBS key-50 :/);
  assert.deepEqual(await ann.ask("METADATA * UNSUB key-3 never"), [
    ":irc.example 771 ann key-3 never",
  ]);
  const subscribed = (await ann.ask("METADATA * SUBS")).flatMap((line) => line.split(" ").slice(3));
  assert.equal(new Set(subscribed).size, 49);
});

Deno.test("METADATA may be set before one is in", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.connect(server.port);
  ann.send("CAP REQ :batch draft/metadata-3", "METADATA * SET avatar :a.png");
  assert.equal(await ann.next(/ 761 /), ":irc.example 761 * * avatar * :a.png");
  ann.send("NICK ann", "USER ann 0 * :Ann", "CAP END");
  assert.match(await ann.next(/ 761 /), / 761 ann ann avatar \* :a\.png$/);
  await ann.ask();
  await using bob = await join(server.port, "bob", third);
  assert.match((await bob.ask("METADATA ann LIST"))[1] ?? "", / 761 bob ann avatar \* :a\.png$/);
});

Deno.test("METADATA tells nothing of a room that one may not come into", async () => {
  await using server = startServer(options);
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  ann.send({ type: "setMetadata", room: "dev", key: "avatar", value: "d.png", id: "m" });
  await ann.next("metadata");
  ann.command("lock", "", { room: "dev" });
  await ann.next("settings");
  await using bob = await join(server.port, "bob", third);
  for (const subcommand of ["GET avatar", "LIST", "SYNC"]) {
    const answers = await bob.ask(`METADATA #dev ${subcommand}`);
    assert.equal(answers.length, 1, answers.join("\n"));
    assert.match(answers[0] ?? "", / FAIL METADATA INVALID_TARGET #dev :/);
  }
});
