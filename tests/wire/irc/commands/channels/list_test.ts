import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };

/** What is in the list, without its beginning and end. */
async function channels(who: IrcSpeaker, asked: string): Promise<readonly string[]> {
  const lines = await who.ask(asked);
  assert.match(lines[0] ?? "", / 321 /);
  assert.match(lines.at(-1) ?? "", / 323 /);
  return lines.slice(1, -1).map((line) => line.split(" ")[3] ?? "").sort();
}

Deno.test("LIST has the channels that are meant, and none without members, nor a secret one", async () => {
  let nowMs = Date.UTC(2026, 0, 1);
  await using server = startServer({ ...options, systemTime: () => nowMs });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev,#ops,#den", "MODE #den +s", "TOPIC #dev :plans");
  await bob.ask("JOIN #ops");
  nowMs += 3 * 60_000;
  await ann.ask("JOIN #new", "TOPIC #ops :later");
  await bob.ask();
  assert.deepEqual(await channels(bob, "LIST"), ["#dev", "#new", "#ops"]);
  assert.deepEqual(await channels(ann, "LIST"), ["#den", "#dev", "#new", "#ops"]);
  const cases: readonly [asked: string, ...found: readonly string[]][] = [
    ["#DEV,#ghost", "#dev"],
    ["*E*", "#dev", "#new"],
    ["!*e*", "#ops"],
    [">1", "#ops"],
    ["<2", "#dev", "#new"],
    ["C>2", "#dev", "#ops"],
    ["C<2", "#new"],
    ["T>2", "#dev"],
    ["T<2", "#ops"],
    ["T<0"],
    ["#ghost"],
    ["#dev,>1"],
  ];
  for (const [asked, ...found] of cases) {
    assert.deepEqual(await channels(bob, `LIST ${asked}`), found, asked);
  }
  assert.match((await bob.ask("LIST #dev")).join(), / 322 bob #dev 1 :plans,/);
});
