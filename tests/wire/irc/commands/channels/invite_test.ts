import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };

Deno.test("INVITE is told to who asks and who is asked, and to others who want to hear it", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", {
    capabilities: ["invite-notify"],
  });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await using carl = await IrcSpeaker.register(server.port, "carl", {
    capabilities: ["invite-notify"],
  });
  await using dave = await IrcSpeaker.register(server.port, "dave");
  await ann.ask("JOIN #dev");
  await carl.ask("JOIN #dev");
  await dave.ask("JOIN #dev");
  await ann.ask("MODE #dev +i");
  assert.match((await bob.ask("JOIN #dev")).join(), / 473 bob #dev :/);
  for (const one of [carl, dave]) await one.ask();
  assert.deepEqual(await ann.ask("INVITE BOB #dev"), [":irc.example 341 ann BOB #dev"]);
  for (const one of [bob, carl]) {
    assert.match((await one.ask()).join(), /^:ann!\S+ INVITE bob #dev$/);
  }
  assert.deepEqual(await dave.ask(), []);
  assert.deepEqual(await bob.ask("INVITE"), [
    ":irc.example 336 bob #dev",
    ":irc.example 337 bob :End of INVITE list",
  ]);
  await bob.ask("JOIN #dev");
  assert.deepEqual(await bob.ask("INVITE"), [":irc.example 337 bob :End of INVITE list"]);
});

Deno.test("who cannot be invited is told by a numeric", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await using carl = await IrcSpeaker.register(server.port, "carl");
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  await ann.ask();
  const cases: readonly [who: IrcSpeaker, asked: string, answer: RegExp][] = [
    [ann, "INVITE carl #nowhere", / 403 ann #nowhere :/],
    [ann, "INVITE ghost #dev", / 401 ann ghost :/],
    [ann, "INVITE bob #dev", / 443 ann bob #dev :/],
    [ann, "INVITE carl", / 461 ann INVITE :/],
    [bob, "INVITE carl #dev", / 482 bob #dev :/],
    [carl, "INVITE bob #dev", / 442 carl #dev :/],
  ];
  for (const [who, asked, answer] of cases) {
    const lines = await who.ask(asked);
    assert.equal(lines.length, 1, asked);
    assert.match(lines[0] ?? "", answer);
  }
});
