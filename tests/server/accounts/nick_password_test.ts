import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import type { ErrorMessage } from "../../../protocol.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
const password = "correct horse \u{1f40e}";

async function answered(client: RawClient, request: object): Promise<string> {
  client.sendLines(JSON.stringify({ type: "password", id: "p", ...request }));
  return await client.transcript.next((message) => {
    if (message.type === "error" && message.id === "p") return message.code;
    return message.type === "notice" && message.id === "p" ? "set" : undefined;
  }, "the answer");
}

async function refusal(client: RawClient, hello: object): Promise<ErrorMessage> {
  client.sendLines(JSON.stringify({ type: "hello", version: 1, ...hello }));
  return await client.next("error");
}

Deno.test("with its password one comes in from anywhere, as who the nick belongs to", async () => {
  await using server = startServer({ sessionBounds });
  const ann = await RawClient.join(server.port, "ann");
  assert.equal(await answered(ann, { password }), "set");
  await ann[Symbol.asyncDispose]();
  await using other = await RawClient.connect(server.port);
  assert.equal((await refusal(other, { nick: "ann" })).code, "nick_reserved");
  assert.equal((await refusal(other, { nick: "ann", password: "wrong" })).code, "password_wrong");
  other.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ANN", password }));
  const welcome = await other.next("welcome");
  assert.deepEqual([welcome.nick, welcome.person], ["ann", ann.welcome.person]);
  assert.notEqual(welcome.token, ann.welcome.token);
});

Deno.test("a nick that is kept for somebody is refused with the way in, also while its owner is here", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using other = await RawClient.connect(server.port);
  assert.equal((await refusal(other, { nick: "ann" })).code, "nick_taken", "it has said nothing");
  await answered(ann, { password });
  const { code, message } = await refusal(other, { nick: "ann" });
  assert.equal(code, "nick_reserved");
  assert.match(message, /the nick is taken; if that is you, come in with its password/);
});

Deno.test("another password needs the one that is there, and what is none is refused", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  assert.equal(await answered(ann, { password: "short" }), "password_weak");
  assert.equal(await answered(ann, { password: "with a\nnewline" }), "bad_field");
  assert.equal(await answered(ann, { password }), "set");
  assert.equal(await answered(ann, { password: "another one" }), "password_required");
});

Deno.test("a wrong current password changes nothing", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await answered(ann, { password });
  const wrong = { password: "another one", current: "wrong" };
  assert.equal(await answered(ann, wrong), "password_wrong");
  assert.equal(await answered(ann, { ...wrong, current: password }), "set");
});

Deno.test("wrong passwords at speed: each nick is answered alike, and a device with a token never waits", async () => {
  await using server = startServer({ sessionBounds });
  const ann = await RawClient.join(server.port, "ann");
  await answered(ann, { password });
  await ann.say("hi");
  await ann[Symbol.asyncDispose]();
  const answers = await Promise.all(["ann", "nobody"].map(async (nick) => {
    await using guesser = await RawClient.connect(server.port);
    const told = new Set<string>();
    // Each wait is longer than the one before: at last one is longer than it takes to guess.
    for (let guess = 0; guess < 12; guess++) {
      const { code, message, retryAfterMs } = await refusal(guesser, { nick, password: "wrong" });
      told.add(`${code}: ${message.replace(/\d+/, "N")}`);
      if (retryAfterMs !== undefined) return [...told];
    }
    return assert.fail("It may guess as fast as it likes");
  }));
  assert.deepEqual(answers[0], answers[1]);
  assert.deepEqual(answers[0], [
    "password_wrong: The password is wrong, or the nick has none",
    "password_wrong: Too many tries: try again in N s",
  ]);
  await using device = await RawClient.join(server.port, "ann", { token: ann.welcome.token });
  assert.equal((await device.say("still me")).from, "ann");
});

Deno.test("a second hello while a password is looked at is refused, and one that goes leaves nothing", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await answered(ann, { password });
  const other = await RawClient.connect(server.port);
  const hello = JSON.stringify({ type: "hello", version: 1, nick: "ann", password });
  other.sendLines(hello, hello);
  assert.equal((await other.next("error")).code, "hello_repeated");
  await other.next("welcome");
  await other[Symbol.asyncDispose]();
  const gone = await RawClient.connect(server.port);
  gone.sendLines(hello, JSON.stringify({ type: "bye" }));
  assert.equal((await gone.next("bye")).code, "logged_out");
  assert.deepEqual(gone.all("welcome"), []);
  await gone[Symbol.asyncDispose]();
});

Deno.test("/reset takes a forgotten password and all devices, and shows a code for its owner", async () => {
  const told: string[] = [];
  await using server = startServer({
    sessionBounds,
    tellOperator: (message) => told.push("text" in message ? message.text ?? "" : ""),
  });
  await using ann = await RawClient.join(server.port, "ann");
  await answered(ann, { password });
  server.operator.runCommand("reset", "ann");
  assert.equal((await ann.next("bye")).code, "token_revoked");
  await using again = await RawClient.connect(server.port);
  assert.equal((await refusal(again, { nick: "ann", password })).code, "password_wrong");
  const { token } = ann.welcome;
  assert.equal((await refusal(again, { nick: "ann", token })).code, "token_revoked");
  const link = told.flatMap((text) => /^[A-Z]{4}-[A-Z]{4}/.exec(text) ?? [])[0];
  assert.ok(told.some((text) => text.includes(`makes another device that of "ann"`)), "whose");
  again.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann", link }));
  assert.equal((await again.next("welcome")).person, ann.welcome.person);
  assert.equal(await answered(again, { password: "a new password" }), "set");
});
