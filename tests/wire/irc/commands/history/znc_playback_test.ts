import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };
const capabilities = ["batch", "server-time", "znc.in/playback"];

function said(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => / PRIVMSG (\S+ :.*)$/.exec(line)?.slice(1) ?? []);
}

Deno.test("PLAY tells what was said in channels and to oneself, between two times", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await bob.ask("JOIN #dev", "PRIVMSG #dev :one", "PRIVMSG #dev :two", "PRIVMSG ann :to you");
  await ann.ask("JOIN #dev");
  const play = async (what: string) => said(await ann.ask(`PRIVMSG *playback :PLAY ${what}`));
  assert.deepEqual(await play("* 0"), ["#dev :one", "#dev :two", "ann :to you"]);
  assert.deepEqual(await play("#DEV"), ["#dev :one", "#dev :two"]);
  assert.deepEqual(await play("bob 0"), ["ann :to you"]);
  assert.deepEqual(await play("#dev 0 1.5"), []);
  assert.deepEqual(await play("#dev 99999999999"), []);
  assert.deepEqual(await play("#ghost 0"), []);
  const [help = ""] = await ann.ask("PRIVMSG *playback :CLEAR *");
  assert.match(help, /^:\*playback NOTICE ann :PLAY /);
});
