import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example", name: "Example" };

Deno.test("WHO tells who is in a channel, by its name as it is written here", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { realName: "Ann A." });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev", "AWAY :lunch");
  const [reply = "", end] = await bob.ask("WHO #DEV");
  assert.match(reply, /^:irc\.example 352 bob #dev ~?ann \S+ irc\.example ann G@ :0 Ann A\.$/);
  assert.equal(end, ":irc.example 315 bob #DEV :End of WHO list");
});

Deno.test("WHO looks for a nick in any case, and by a mask for nick, host and real name", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { realName: "Ann A." });
  await using _bob = await IrcSpeaker.register(server.port, "bob");
  for (const [mask, count] of [["ANN", 1], ["b?b", 1], ["* A.", 0], ["?*", 2], ["ghost", 0]]) {
    const lines = await ann.ask(`WHO ${mask} %n`);
    assert.equal(lines.filter((line) => line.includes(" 354 ")).length, count, `${mask}`);
  }
  assert.deepEqual(await ann.ask("WHO bo* %tna,7"), [
    ":irc.example 354 ann 7 bob 0",
    ":irc.example 315 ann bo* :End of WHO list",
  ]);
  assert.deepEqual(await ann.ask("WHO * o"), [":irc.example 315 ann * :End of WHO list"]);
});

Deno.test("MODE +i hides from masks who shares no channel, and its channels", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const [set = ""] = await ann.ask("MODE ann +i", "JOIN #dev");
  assert.match(set, /^:ann!\S+ MODE ann \+i$/);
  const nicks = async (mask: string) =>
    (await bob.ask(`WHO ${mask} %n`)).flatMap((line) => / 354 bob (\S+)$/.exec(line)?.[1] ?? []);
  assert.deepEqual([await nicks("an*"), await nicks("ann")], [[], ["ann"]]);
  assert.ok(!(await bob.ask("WHOIS ann")).some((line) => line.includes(" 319 ")));
  const [counts] = await bob.ask("LUSERS");
  assert.equal(counts, ":irc.example 251 bob :There are 1 users and 1 invisible on 1 servers");
  await bob.ask("JOIN #dev");
  assert.deepEqual(await nicks("an*"), ["ann"]);
  assert.ok((await bob.ask("WHOIS ann")).some((line) => line.endsWith(" 319 bob ann @#dev")));
  await bob.ask("PART #dev");
  assert.equal((await ann.ask("MODE ann")).at(-1), ":irc.example 221 ann +iw");
  await ann.ask("MODE ann -i");
  assert.deepEqual(await nicks("an*"), ["ann"]);
});

Deno.test("WHOIS tells of somebody what everybody may know", async () => {
  await using server = startServer(options);
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev", "secret"] });
  ann.command("private", "", { room: "secret" });
  await ann.next("settings");
  await using bob = await IrcSpeaker.register(server.port, "bob", { realName: "Bob B." });
  const lines = await bob.ask("WHOIS irc.example ann");
  assert.match(lines[0] ?? "", /^:irc\.example 311 bob ann \S+ \S+ \* /);
  assert.ok(lines.includes(":irc.example 319 bob ann @#dev"), lines.join("\n"));
  assert.ok(lines.includes(":irc.example 312 bob ann irc.example Example"), lines.join("\n"));
  assert.ok(!lines.some((line) => line.includes("127.0.0.1")), lines.join("\n"));
  assert.equal(lines.at(-1), ":irc.example 318 bob ann :End of WHOIS list");
  assert.match(lines.at(-2) ?? "", / 317 bob ann \d+ \d+ :seconds idle, signon time$/);
});

Deno.test("WHOIS tells an address to oneself alone, and of who is not here that it is not", async () => {
  await using server = startServer(options);
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const own = await bob.ask("WHOIS bob");
  assert.ok(own.some((line) => / 338 bob bob \S+@\S+ 127\.0\.0\.1 :/.test(line)), own.join("\n"));
  assert.deepEqual(await bob.ask("WHOIS ghost"), [
    ":irc.example 401 bob ghost :No such nick",
    ":irc.example 318 bob ghost :End of WHOIS list",
  ]);
});

Deno.test("WHOWAS tells of who has gone, the newest first", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  for (const realName of ["first", "second"]) {
    await using bob = await IrcSpeaker.register(server.port, "bob", { realName });
    bob.send("QUIT");
    await bob.ended();
  }
  const told = (lines: readonly string[]) =>
    lines.filter((line) => line.includes(" 314 ")).map((line) => line.split(" ").at(-1));
  assert.deepEqual(told(await ann.ask("WHOWAS bob")), ["second", "first"]);
  assert.deepEqual(told(await ann.ask("WHOWAS bob 1")), ["second"]);
  assert.deepEqual(told(await ann.ask("WHOWAS bob -1")), ["second", "first"]);
  assert.deepEqual(await ann.ask("WHOWAS ghost"), [
    ":irc.example 406 ann ghost :There was no such nick",
    ":irc.example 369 ann ghost :End of WHOWAS",
  ]);
});
