import assert from "node:assert/strict";
import { Passwords } from "../../../../../server/accounts/passwords.ts";
import { startServer } from "../../../../../server.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

Deno.test("OPER makes operators, who alone may KILL", async () => {
  const operators = [{ name: "root", password: await new Passwords().hash("secret words") }];
  const options = { sessionBounds: unlimited, hostName: "irc.example", operators };
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  assert.deepEqual(await ann.ask("KILL bob :spam", "OPER root wrong"), [
    ":irc.example 481 ann :Permission denied: you are no operator",
    ":irc.example 464 ann :The password is wrong",
  ]);
  const [told, mode = ""] = await ann.ask("OPER root :secret words");
  assert.equal(told, ":irc.example 381 ann :You are an operator now");
  assert.match(mode, /^:ann!\S+ MODE ann \+o$/);
  assert.deepEqual(await ann.ask("KILL ghost :spam", "KILL bob :spam"), [
    ":irc.example 401 ann ghost :No such nick",
  ]);
  await bob.next(/^ERROR :/);
  await bob.ended();
});

Deno.test("WALLOPS tells operators alone, whatever their client is", async () => {
  const operators = [{ name: "root", password: await new Passwords().hash("secret words") }];
  await using server = startServer({ sessionBounds: unlimited, operators });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await using native = await RawClient.join(server.port, "eve");
  native.sendLines(`{"type":"oper","name":"root","password":"secret words","id":"o"}`);
  await native.next("notice", ({ id }) => id === "o");
  assert.match((await ann.ask("WALLOPS :hi")).join(), / 481 ann /);
  await ann.ask("OPER root :secret words");
  await ann.ask("MODE ann -w");
  assert.deepEqual(await ann.ask("WALLOPS :unheard"), []);
  await ann.ask("MODE ann +w");
  const [own, ...others] = await ann.ask("WALLOPS :the disk is full");
  assert.match(own ?? "", /^:ann!\S+ WALLOPS :the disk is full$/);
  assert.deepEqual(others, []);
  await native.next("notice", ({ alert }) => alert === "unheard");
  const { text, alert, from } = await native.next("notice", ({ alert }) => alert !== undefined);
  assert.deepEqual([alert, from], ["the disk is full", "ann"]);
  assert.equal(text, "ann to all operators: the disk is full");
  assert.deepEqual(await bob.ask(), []);
});

Deno.test("REHASH has the server read its files anew, for operators, or tells why not", async () => {
  const hash = await new Passwords().hash("secret words");
  let name = "root";
  const readFiles = () => {
    if (name === "") return Promise.reject(new Error("line 1: it must be NAME HASH"));
    return Promise.resolve({ motd: "new", operators: [{ name, password: hash }] });
  };
  const { operators } = await readFiles();
  const options = { sessionBounds: unlimited, motd: "old", operators, readFiles };
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  assert.match((await ann.ask("REHASH")).join(), / 481 ann /);
  await ann.ask("OPER root :secret words");
  name = "helen";
  assert.match((await ann.ask("REHASH")).join(), /^\S+ 382 ann \* :Rehashing$/);
  assert.match((await bob.ask("MOTD")).join(), / 372 bob :- new,/);
  assert.match((await bob.ask("OPER root :secret words")).join(), / 464 bob /);
  assert.match((await bob.ask("OPER helen :secret words")).join(), / 381 bob /);
  name = "";
  assert.match(
    (await ann.ask("REHASH")).join(),
    /line 1: it must be NAME HASH\. All stays as it was/,
  );
  assert.match((await bob.ask("MOTD")).join(), / 372 bob :- new,/);
});
