import assert from "node:assert/strict";
import { limits } from "../../../../../protocol.ts";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };

Deno.test("MONITOR tells who is here, and who comes and goes", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const [here = "", gone] = await ann.ask("MONITOR + Bob,carl,*!bob@*");
  assert.match(here, /^:irc\.example 730 ann :?bob!\S+@\S+$/);
  assert.equal(gone, ":irc.example 731 ann :carl,*!bob@*");
  assert.deepEqual(await ann.ask("MONITOR L"), [
    ":irc.example 732 ann :Bob,carl",
    ":irc.example 733 ann :End of MONITOR list",
  ]);
  await bob.ask("NICK Carl");
  const lines = await ann.ask();
  assert.equal(lines[0], ":irc.example 731 ann :bob");
  assert.match(lines[1] ?? "", /^:irc\.example 730 ann :?Carl!\S+@\S+$/);
  await ann.ask("MONITOR - CARL");
  await bob.ask("NICK dave", "NICK carl");
  assert.deepEqual(await ann.ask("MONITOR C", "MONITOR S"), []);
});

Deno.test("MONITOR has a bound, which it tells", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  const nicks = Array.from({ length: limits.watched }, (_, index) => `n${index}`);
  await ann.ask(`MONITOR + ${nicks.slice(0, 60).join()}`, `MONITOR + ${nicks.slice(60).join()}`);
  assert.deepEqual(await ann.ask("MONITOR + N0,bob,carl"), [
    ":irc.example 731 ann :N0",
    `:irc.example 734 ann ${limits.watched} bob,carl :The list is full`,
  ]);
});

Deno.test("extended-monitor tells what others hear in channels that one shares, and no more than once", async () => {
  await using server = startServer(options);
  const capabilities = ["extended-monitor", "away-notify", "setname"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using carl = await IrcSpeaker.register(server.port, "carl", {
    capabilities: ["away-notify", "setname"],
  });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("MONITOR + bob");
  await carl.ask("MONITOR + bob");
  await bob.ask("AWAY :lunch", "SETNAME :Bob B.");
  const heard = await ann.ask();
  assert.deepEqual(heard.map((line) => line.replace(/^:bob!\S+ /, "")), [
    "AWAY :lunch",
    "SETNAME :Bob B.",
  ]);
  assert.deepEqual(await carl.ask(), []);
  await bob.ask("JOIN #dev");
  await ann.ask("JOIN #dev");
  await bob.ask("AWAY");
  const shared = await ann.ask();
  assert.deepEqual(shared.map((line) => line.replace(/^:bob!\S+ /, "")), ["AWAY"]);
});

Deno.test("extended-monitor tells that somebody logs in, under the same nick", async () => {
  await using server = startServer(options);
  await using zed = await IrcSpeaker.register(server.port, "zed");
  await zed.ask("REGISTER * * :secret words");
  zed.send("QUIT");
  await zed.ended();
  const capabilities = ["extended-monitor", "account-notify"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: ["sasl"] });
  await ann.ask("MONITOR + bob");
  await bob.ask("AUTHENTICATE PLAIN", `AUTHENTICATE ${btoa("\0zed\0secret words")}`);
  const heard = await ann.ask();
  assert.deepEqual(heard.map((line) => line.replace(/^:bob!\S+ /, "")), ["ACCOUNT zed"]);
});
