import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { MemoryStore } from "../../../store/memory.ts";
import { stores } from "../../../store/mod.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

async function claim(client: RawClient, code: string): Promise<string> {
  client.command("claim", code, { id: "c" });
  return await client.transcript.next((message) => {
    if (message.type === "error" && message.id === "c") return message.code;
    return message.type === "notice" && message.id === "c" ? message.text : undefined;
  }, "the answer");
}

Deno.test("whoever types the code of the first start owns the server, over restarts, and nobody else", async () => {
  await using directory = await TemporaryDirectory.make();
  const open = async () =>
    startServer({ sessionBounds, store: await stores.sqlite({ directory: directory.path }) });
  const first = await open();
  const ann = await RawClient.join(first.port, "ann");
  const bob = await RawClient.join(first.port, "bob");
  const code = first.claimCode ?? assert.fail("There is no code");
  assert.equal(await claim(ann, code.toLowerCase()), '"ann" is an owner of this server now');
  assert.equal(await claim(bob, code), "not_allowed");
  ann.command("motd", "Mine", { id: "m" });
  await ann.next("notice", ({ id }) => id === "m");
  await first.stop();
  for (const client of [ann, bob]) await client[Symbol.asyncDispose]();

  await using second = await open();
  assert.equal(second.claimCode, undefined);
  await using again = await RawClient.join(second.port, "ann", { token: ann.welcome.token });
  assert.ok(again.welcome.commands.some(({ name }) => name === "stop"));
  again.command("whois", "ann", { id: "w" });
  assert.equal((await again.next("whois")).role, "server_owner");
});

Deno.test("the code is guessed ever more slowly, and the right one is not looked at meanwhile", async () => {
  await using server = startServer({ sessionBounds });
  await using eve = await RawClient.join(server.port, "eve");
  eve.sendLines(
    ...["BBBB", "CCCC", "DDDD", server.claimCode ?? ""].map((args) =>
      JSON.stringify({ type: "command", name: "claim", args })
    ),
  );
  for (const isLookedAt of [true, true, true, false]) {
    const { code, retryAfterMs } = await eve.next("error");
    assert.deepEqual([code, retryAfterMs === undefined], ["not_allowed", isLookedAt]);
  }
  assert.ok(server.claimCode);
});

Deno.test("the console owns the server already", async () => {
  const told: string[] = [];
  await using server = startServer({
    tellOperator: (message) => told.push(message.type === "error" ? message.code : ""),
  });
  server.operator.runCommand("claim", server.claimCode ?? "");
  assert.deepEqual(told, ["not_allowed"]);
});

Deno.test("--owner makes who has the nick reserved the owner, and nobody where nobody has", async () => {
  const store = new MemoryStore();
  const first = startServer({ sessionBounds, store });
  const ann = await RawClient.join(first.port, "ann");
  await ann.say("hi");
  await first.stop();
  await ann[Symbol.asyncDispose]();
  await using second = startServer({ sessionBounds, store, owner: "Ann" });
  assert.equal(second.claimCode, undefined);
  await using third = startServer({ sessionBounds, owner: "ann" });
  await using eve = await RawClient.join(third.port, "ann");
  await eve.say("hi");
  assert.ok(!eve.welcome.commands.some(({ name }) => name === "stop"));
});

Deno.test("a role is told of under the nick as it is, and who may not give one is told who may", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.join(server.port, "ann");
  await claim(ann, server.claimCode ?? assert.fail("There is no code"));
  const answerTo = async (client: RawClient, name: string, args: string) => {
    client.command(name, args, { id: args });
    return await client.transcript.next(
      (message) =>
        (message.type === "notice" && message.id === args) || message.type === "error"
          ? message
          : undefined,
      "the answer",
    );
  };
  const told = async (client: RawClient, name: string, args: string) => {
    const answer = await answerTo(client, name, args);
    return answer.type === "error" ? answer.message : answer.text;
  };
  assert.equal(await told(ann, "op", "BOB"), '"bob" is an operator of this server now');
  assert.equal(await told(bob, "op", "x"), "/op is for the server's owners");
  assert.equal(await told(bob, "deop", "ann"), "/deop is for the server's owners");
  assert.equal(
    await told(ann, "deop", "BOB"),
    '"bob" is no operator of this server any more',
  );
});
