import assert from "node:assert/strict";
import { defaultRoom, type ErrorMessage, limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { stores } from "../../../store/mod.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
/** In NFD; with spaces, an emoji and a comma. */
const password = "cafe\u0301 au  lait \u{1f40e}, please";

/** Runs a command, and gives the text of its answer, or the refusal. */
async function ask(
  client: RawClient,
  name: string,
  args: string,
  room = defaultRoom,
): Promise<string | ErrorMessage> {
  const id = crypto.randomUUID();
  client.command(name, args, { room, id });
  return await client.transcript.next((message) => {
    if (message.type === "notice" && message.id === id) return message.text;
    return message.type === "error" && message.id === id ? message : undefined;
  }, "the answer");
}

async function refusalOf(...asked: Parameters<typeof ask>): Promise<string> {
  const answer = await ask(...asked);
  return typeof answer === "string" ? answer : answer.code;
}

Deno.test("the password of a room, with spaces and emoji, lets in who types it", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  assert.match(String(await ask(ann, "LOCK", password, "dev")), /^#dev is locked/);
  assert.equal(await refusalOf(bob, "join", "dev"), "room_password");
  const wrong = await ask(bob, "join", "dev  CAFE");
  assert.ok(
    typeof wrong !== "string" && wrong.code === "room_password" && /wrong/.test(wrong.message),
  );
  bob.command("J", `#Dev  ${password.normalize("NFC")}`);
  assert.equal((await bob.next("joined", ({ room }) => room === "dev")).count, 2);
});

Deno.test("a password that nobody asks for makes no room, and is not shown", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  assert.match(String(await ask(ann, "join", "dev hunter2")), /^No password was asked for/);
  ann.command("rooms");
  const { rooms } = await ann.next("rooms");
  assert.deepEqual(rooms.map(({ room }) => room).toSorted(), ["dev", defaultRoom]);
  assert.doesNotMatch(JSON.stringify(ann.received), /hunter2/);
});

Deno.test("what is no password, or for others to set, is refused before it is hashed", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  assert.equal(await refusalOf(ann, "lock", "a\u0007bell", "dev"), "bad_usage");
  assert.equal(
    await refusalOf(ann, "lock", "x".repeat(limits.argsBytes + 1), "dev"),
    "text_too_long",
  );
  assert.equal(await refusalOf(bob, "lock", "mine", "dev"), "not_allowed");
  assert.equal(await refusalOf(bob, "lock", "in:nowhere mine", "dev"), "not_in_room");
  assert.equal(await refusalOf(bob, "join", "a/b mine"), "room_invalid");
});

Deno.test("who guesses the password of a room waits, and longer with each guess", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  await ask(ann, "lock", password, "dev");
  const refusals: ErrorMessage[] = [];
  for (let guess = 0; guess < 5; guess++) {
    const refusal = await ask(
      bob,
      "join",
      `${["dev", "#dev", "DEV", "\uff44ev", "dev"][guess]} guess${guess}`,
    );
    if (typeof refusal !== "string") refusals.push(refusal);
  }
  assert.ok(refusals.every(({ code }) => code === "room_password"));
  assert.ok(refusals.at(-1)?.retryAfterMs, "the last is not looked at");
  assert.equal(refusals[0]?.retryAfterMs, undefined);
  assert.equal(await refusalOf(bob, "join", `dev ${password}`), "room_password");
});

Deno.test("a locked room, its password and who is invited are there after a restart", async () => {
  await using directory = await TemporaryDirectory.make();
  const start = async () =>
    startServer({ sessionBounds, store: await stores.sqlite({ directory: directory.path }) });
  {
    await using server = await start();
    await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
    await ask(ann, "lock", password, "dev");
  }
  await using server = await start();
  await using bob = await RawClient.join(server.port, "bob");
  assert.equal(await refusalOf(bob, "join", "dev"), "room_password");
  bob.command("join", `dev ${password}`);
  assert.equal((await bob.next("joined", ({ room }) => room === "dev")).settings?.locked, true);
  for (const { name, isFile } of Deno.readDirSync(directory.path)) {
    if (!isFile) continue;
    const bytes = Deno.readFileSync(`${directory.path}/${name}`);
    assert.ok(!new TextDecoder("latin1").decode(bytes).includes("au  lait"), name);
  }
});
