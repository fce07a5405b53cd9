import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };

Deno.test("JOIN tells the topic and who is there; NAMES of several has one end", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev,#ops");
  assert.deepEqual(await ann.ask("TOPIC #dev"), [":irc.example 331 ann #dev :No topic is set"]);
  await ann.ask("TOPIC #dev :\x0304,01plans\x0f");
  const [join = "", topic, setBy = "", ...names] = await bob.ask("JOIN #dev");
  assert.match(join, /^:bob!~bob@\S+ JOIN #dev$/);
  assert.equal(topic, ":irc.example 332 bob #dev :plans");
  assert.match(setBy, /^:irc\.example 333 bob #dev ann \d{10}$/);
  assert.deepEqual(names, [
    ":irc.example 353 bob = #dev :@ann bob",
    ":irc.example 366 bob #dev :End of NAMES list",
  ]);
  assert.deepEqual(await bob.ask("NAMES #dev,#ops,#ghost,#dev"), [
    ":irc.example 353 bob = #dev :@ann bob",
    ":irc.example 353 bob = #ops :@ann",
    ":irc.example 366 bob #dev,#ops,#ghost,#dev :End of NAMES list",
  ]);
  await ann.ask("MODE #ops +s");
  assert.deepEqual(await bob.ask("NAMES #ops"), [":irc.example 366 bob #ops :End of NAMES list"]);
});

Deno.test("who asked for no names on joining has them by NAMES alone", async () => {
  for (const capability of ["no-implicit-names", "draft/no-implicit-names"]) {
    await using server = startServer(options);
    await using ann = await IrcSpeaker.register(server.port, "ann", {
      capabilities: [capability],
    });
    assert.match((await ann.ask("JOIN #dev")).join(), /^:ann!\S+ JOIN #dev$/);
    assert.equal((await ann.ask("NAMES #dev")).length, 2);
  }
});

Deno.test("TOPIC is for members, and of a +t channel for who keeps order; an empty one clears it", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  assert.match((await bob.ask("TOPIC #dev :mine")).join(), /^\S+ 442 bob #dev :/);
  assert.match((await bob.ask("TOPIC #ghost :mine")).join(), /^\S+ 403 bob #ghost :/);
  await bob.ask("JOIN #dev");
  await ann.ask("MODE #dev +t");
  await bob.ask();
  assert.match((await bob.ask("TOPIC #dev :mine")).join(), /^\S+ 482 bob #dev :/);
  await ann.ask("MODE #dev -t");
  await bob.ask();
  assert.match((await bob.ask("TOPIC #dev :mine")).join(), /^:bob!\S+ TOPIC #dev :mine$/);
  assert.match((await bob.ask("TOPIC #dev :  ")).join(), /^:bob!\S+ TOPIC #dev :$/);
  assert.match((await bob.ask("TOPIC #dev")).join(), / 331 /);
});

Deno.test("a line that asks for more than there may be of it does what may be, and the session goes on", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  const channels = Array.from({ length: 101 }, (_, index) => `#n${index}`);
  const joined = await ann.ask(`JOIN ${channels.join()}`);
  assert.equal(joined.filter((line) => / JOIN /.test(line)).length, 100);
  assert.match((await ann.ask("JOIN #more")).join(), /^\S+ 405 ann #more :/);
  const tooLong = `JOIN ${Array.from({ length: 3000 }, () => "#x").join()}`;
  assert.deepEqual(await ann.ask(tooLong), [":irc.example 417 ann :The line was too long"]);
  assert.match((await ann.ask(`MODE #n0 ${"v ".repeat(200)}`)).join(), /^\S+ 401 ann v :[^,]*$/);
  const masks = Array.from({ length: 30 }, (_, index) => `x${index}`);
  const banned = await ann.ask(`MODE #n0 +${"b".repeat(30)} ${masks.join(" ")}`);
  assert.equal(banned.length, 20);
  assert.equal((await ann.ask("MODE #n0 b")).length, 21);
  for (const hostile of ["MODE", "MODE #n0 +", "MODE #n0 +++---", "MODE # +b", "KICK #n0 ,,, :x"]) {
    await ann.ask(hostile, "INVITE \x01 #n0", "LIST C<,T>,>,<,!,,", "NAMES ,,");
  }
});
