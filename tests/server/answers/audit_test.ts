import assert from "node:assert/strict";
import type { ServerMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

Deno.test("/audit tells what was done to keep order, with fields and in words, once it is kept", async () => {
  const told: ServerMessage[] = [];
  const answered = Promise.withResolvers<void>();
  await using server = startServer({
    tellOperator(message) {
      told.push(message);
      if (message.type === "notice" && message.text.includes("ago: server")) answered.resolve();
    },
  });
  await using ann = await RawClient.join(server.port, "ann");
  server.operator.runCommand("kick", "in:lobby ann too loud");
  assert.partialDeepStrictEqual(await ann.next("left"), {
    ...{ room: "lobby", by: "server", text: "too loud" },
  });
  server.operator.runCommand("ban", "bob 1h spam");
  server.operator.runCommand("audit", "");
  await answered.promise;
  const audit = told.find(({ type }) => type === "audit");
  assert.ok(audit?.type === "audit" && audit.complete);
  assert.deepEqual(
    audit.entries.map(({ by, action, whom, room, text }) => [by, action, whom, room, text]),
    [
      ["server", "ban", "bob", undefined, "for 1 hr: spam"],
      ["server", "kick", "ann", "lobby", "too loud"],
    ],
  );
  const { text } = told.findLast(({ type }) => type === "notice") as { text?: string };
  assert.match(
    text ?? "",
    /server, ban bob: for 1 hr: spam\n.*server, kick ann in #lobby: too loud/,
  );
});
