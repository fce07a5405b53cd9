import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };

Deno.test("KICK takes several, of one channel or each of its own, and is told with a reason", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await using carl = await IrcSpeaker.register(server.port, "carl");
  await ann.ask("JOIN #dev,#ops");
  for (const one of [bob, carl]) await one.ask("JOIN #dev,#ops");
  await ann.ask("KICK #dev bob,carl :\x02by\x02e");
  await ann.ask("KICK #ops,#ops bob,carl");
  const kicks = (await carl.ask()).filter((line) => line.includes(" KICK "))
    .map((line) => line.replace(/!\S+/, ""));
  assert.deepEqual(kicks, [
    ":ann KICK #dev bob :bye",
    ":ann KICK #dev carl :bye",
    ":ann KICK #ops bob :ann",
    ":ann KICK #ops carl :ann",
  ]);
});

Deno.test("who cannot be kicked is told by a numeric", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await using carl = await IrcSpeaker.register(server.port, "carl");
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  const cases: readonly [who: IrcSpeaker, asked: string, answer: RegExp][] = [
    [ann, "KICK #nowhere bob", / 403 ann #nowhere :/],
    [ann, "KICK bob #dev", / 403 ann bob :/],
    [ann, "KICK #dev ghost", / 401 ann ghost :/],
    [ann, "KICK #dev carl", / 441 ann carl #dev :/],
    [ann, "KICK #dev", / 461 ann KICK :/],
    [bob, "KICK #dev ann", / 482 bob #dev :/],
    [carl, "KICK #dev bob", / 442 carl #dev :/],
  ];
  await ann.ask();
  for (const [who, asked, answer] of cases) {
    const lines = await who.ask(asked);
    assert.equal(lines.length, 1, asked);
    assert.match(lines[0] ?? "", answer);
  }
});
