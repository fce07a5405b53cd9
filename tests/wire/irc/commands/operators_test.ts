import assert from "node:assert/strict";
import { Passwords } from "../../../../server/accounts/passwords.ts";
import { startServer } from "../../../../server.ts";
import { IrcSpeaker } from "../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../support/servers/unlimited.ts";

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
