import assert from "node:assert/strict";
import { largeRoomMembers } from "../../../chat/rooms/room.ts";
import { startServer } from "../../../server.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";
import { joinAll, numbered } from "../../support/clients/join_all.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

Deno.test("in a large room IRC clients hear of each who comes and goes, and have all names", async () => {
  await using server = startServer({ sessionBounds: unlimited, presenceEveryMs: 20 });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await ann.ask("JOIN #lobby");
  const nicks = numbered("bob", largeRoomMembers + 5);
  await using joined = await joinAll(server.port, nicks);
  const [first] = joined.clients;
  await first?.next("presence", ({ count }) => count === nicks.length + 1);
  assert.deepEqual(nicksOf(await ann.ask(), "JOIN"), nicks);
  await using carl = await IrcSpeaker.register(server.port, "carl");
  const names = (await carl.ask("JOIN #lobby")).filter((line) => line.includes(" 353 "))
    .flatMap((line) => line.split(":").at(-1)?.split(" ") ?? []);
  assert.deepEqual(names.toSorted(), ["ann", "carl", ...nicks].toSorted());
  await carl.ask("PART #lobby :bye");
  assert.match((await ann.ask()).join(), /^:carl!\S+ JOIN #lobby,:carl!\S+ PART #lobby :bye$/);
  await using dave = await RawClient.join(server.port, "dave");
  dave.send({ type: "bye" });
  await dave.ended();
  assert.deepEqual(nicksOf(await ann.ask(), "QUIT"), ["dave"]);
  assert.equal(first?.all("join").some(({ nick }) => nick === "carl"), false);
});

function nicksOf(lines: readonly string[], command: string): readonly string[] {
  return lines.flatMap((line) => new RegExp(`^:(\\w+)!\\S+ ${command} `).exec(line)?.[1] ?? []);
}
