import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
const capabilities = ["message-tags", "echo-message", "draft/message-redaction"];

function msgidOf(lines: readonly string[]): string {
  const [, msgid] = /msgid=([^; ]+)/.exec(lines.at(-1) ?? "") ?? assert.fail(lines.join());
  return msgid ?? "";
}

const bare = (line: string) => line.replace(/!\S+/, "");

Deno.test("REDACT takes back what was said, for clients of either kind", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await using carl = await IrcSpeaker.register(server.port, "carl", { capabilities });
  await using dora = await IrcSpeaker.register(server.port, "dora");
  for (const client of [bob, carl, dora]) await client.ask("JOIN #dev");
  const msgid = msgidOf(await bob.ask("PRIVMSG #dev :oops"));
  for (const client of [carl, dora]) await client.ask();
  const [forbidden = ""] = await carl.ask(`REDACT #dev ${msgid}`);
  assert.match(
    forbidden,
    new RegExp(` FAIL REDACT REDACT_FORBIDDEN #dev ${msgid} :Message ${msgid} `),
  );
  const told = `:bob REDACT #dev ${msgid} :wrong room`;
  assert.deepEqual((await bob.ask(`REDACT #dev ${msgid} :wrong room`)).map(bare), [told]);
  assert.deepEqual((await carl.ask()).map(bare), [told]);
  assert.deepEqual(await dora.ask(), []);
  const { deletes = [] } = await ann.next("message", ({ kind }) => kind === "deletion");
  assert.deepEqual(deletes.map((seq) => seq.toString(36)), [msgid]);
});

Deno.test("REDACT takes back what was said to one person, for both", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  const msgid = msgidOf(await ann.ask("PRIVMSG bob :oops"));
  await bob.ask();
  const told = `:ann REDACT bob ${msgid}`;
  assert.deepEqual((await ann.ask(`REDACT bob ${msgid}`)).map(bare), [told]);
  assert.deepEqual((await bob.ask()).map(bare), [told]);
});

Deno.test("REDACT of what is not there fails", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await ann.ask("JOIN #dev");
  const fails = async (line: string) =>
    (await ann.ask(line)).map((each) => each.replace(/^\S+ FAIL REDACT | :.*$/g, ""));
  assert.deepEqual(await fails("REDACT #dev zzz"), ["UNKNOWN_MSGID #dev zzz"]);
  assert.deepEqual(await fails("REDACT #dev no-such"), ["UNKNOWN_MSGID #dev no-such"]);
  assert.deepEqual(await fails("REDACT #none 1"), ["INVALID_TARGET #none"]);
  assert.deepEqual(await fails("REDACT bob 99"), ["UNKNOWN_MSGID bob 99"]);
});
