import assert from "node:assert/strict";
import { startServer } from "../../../../server.ts";
import { helpTexts } from "../../../../wire/irc/commands/help.ts";
import { commands } from "../../../../wire/irc/commands/mod.ts";
import { IrcSpeaker } from "../../../support/clients/irc_speaker.ts";

Deno.test("helpTexts tells of each command, and of nothing else", () => {
  assert.deepEqual([...helpTexts.keys()].sort(), [...commands.keys()].sort());
});

Deno.test("HELP tells of a command in any case, and of no other subject", async () => {
  await using server = startServer({ hostName: "irc.example" });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  assert.deepEqual(await ann.ask("HELP Nick"), [
    ":irc.example 704 ann Nick :NICK nick",
    ":irc.example 705 ann Nick :Changes your nick.",
    ":irc.example 706 ann Nick :End of HELP",
  ]);
  assert.deepEqual(await ann.ask("HELPOP ghosts"), [
    ":irc.example 524 ann ghosts :There is no help on that",
  ]);
  const index = await ann.ask("HELP");
  assert.ok(index.some((line) => / 705 ann index :.*\bPRIVMSG\b/.test(line)), index.join("\n"));
});
