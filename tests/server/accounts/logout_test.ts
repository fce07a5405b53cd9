import assert from "node:assert/strict";
import { maxDevices } from "../../../chat/people/devices.ts";
import { startServer } from "../../../server.ts";
import { stores } from "../../../store/mod.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

/** The code that `/link` shows. */
async function linkOf(client: RawClient): Promise<string> {
  client.command("link", "", { id: "link" });
  const { text } = await client.next("notice", ({ id }) => id === "link");
  return /^[A-Z]{4}-[A-Z]{4}/.exec(text)?.[0] ?? assert.fail(text);
}

async function refusal(client: RawClient, hello: object): Promise<string> {
  client.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "x", ...hello }));
  return (await client.next("error")).code;
}

Deno.test("/link makes another client the same person, under its nick, with a token of its own", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("hi");
  const link = await linkOf(ann);
  await using phone = await RawClient.connect(server.port);
  phone.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "login", link }));
  const { nick, person, token } = await phone.next("welcome");
  assert.deepEqual([nick, person], ["ann", ann.welcome.person]);
  assert.notEqual(token, ann.welcome.token);
  await phone.next("joined");
  await using late = await RawClient.connect(server.port);
  assert.equal(await refusal(late, { link }), "link_invalid");
  // What to do now, the client says in its own words.
  assert.doesNotMatch(late.all("error")[0]?.message ?? "", /\/link/);
});

Deno.test("codes that are guessed cost ever longer waits, and the right one is not looked at meanwhile", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const link = await linkOf(ann);
  await using other = await RawClient.connect(server.port);
  const guesses = ["BBBB-BBBB", "ZZZZ-ZZZZ", "CCCC-CCCC", link];
  other.sendLines(
    ...guesses.map((link) => JSON.stringify({ type: "hello", version: 1, nick: "x", link })),
  );
  for (let guess = 0; guess < 3; guess++) {
    assert.equal((await other.next("error")).retryAfterMs, undefined);
  }
  const { code, retryAfterMs = 0 } = await other.next("error");
  assert.equal(code, "link_invalid");
  assert.ok(retryAfterMs > 0);
});

Deno.test("/logout ends a device at once and over restarts, and the others stay", async () => {
  await using directory = await TemporaryDirectory.make();
  const open = async () =>
    startServer({ sessionBounds, store: await stores.sqlite({ directory: directory.path }) });
  const first = await open();
  const ann = await RawClient.join(first.port, "ann");
  await ann.say("hi");
  const link = await linkOf(ann);
  const lost = await RawClient.connect(first.port);
  lost.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann", link, agent: "lost" }));
  const { token: lostToken } = await lost.next("welcome");
  await using again = await RawClient.join(first.port, "ann", { token: ann.welcome.token });
  again.command("devices", "", { id: "d" });
  const { text } = await again.next("notice", ({ id }) => id === "d");
  assert.match(text, /^1 .*this one\n2 {2}lost, from 127\.0\.0\.1, for .*, last seen/);
  again.command("logout", "3");
  assert.equal((await again.next("error")).code, "not_allowed");
  again.command("logout", "2", { id: "out" });
  assert.equal(
    (await again.next("notice", ({ id }) => id === "out")).text,
    "1 device is logged out",
  );
  await using thief = await RawClient.connect(first.port);
  assert.equal(await refusal(thief, { token: lostToken }), "token_revoked");
  await first.stop();
  for (const client of [ann, lost]) await client[Symbol.asyncDispose]();

  await using second = await open();
  await using later = await RawClient.connect(second.port);
  assert.equal(await refusal(later, { nick: "ann", token: lostToken }), "token_revoked");
  await using home = await RawClient.join(second.port, "ann", { token: ann.welcome.token });
  assert.equal((await home.say("still me")).from, "ann");
});

Deno.test("/logout of the device one is on ends its session, and its token", async () => {
  await using server = startServer({ sessionBounds });
  await using bob = await RawClient.join(server.port, "bob");
  for (const which of ["1", "this"]) {
    await using ann = await RawClient.join(server.port, `ann${which}`);
    await ann.say("hi");
    ann.command("logout", which);
    assert.equal((await ann.next("bye")).code, "token_revoked");
    await bob.next("leave", ({ nick }) => nick === `ann${which}`);
    await using again = await RawClient.connect(server.port);
    assert.equal(await refusal(again, { token: ann.welcome.token }), "token_revoked");
    await again.hello(`${which}ann`);
  }
});

Deno.test("/logout this leaves where nothing is kept of one", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("logout", "this");
  assert.equal((await ann.next("bye")).code, "logged_out");
});

Deno.test("/logout others, and without a number", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("hi");
  ann.command("logout", "others");
  assert.equal((await ann.next("error")).code, "not_allowed");
  for (const bad of ["two", "-1", "1 2", "9999"]) {
    ann.command("logout", bad);
    assert.equal((await ann.next("error")).code, "bad_usage", bad);
  }
  ann.command("logout", "0");
  assert.equal((await ann.next("error")).code, "not_allowed");
  ann.command("logout");
  assert.equal((await ann.next("bye")).code, "logged_out");
});

Deno.test("the oldest device stays while it is here, however many others are added", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { session: "desk" });
  await ann.say("hi");
  for (let device = 0; device <= maxDevices; device++) {
    await using added = await RawClient.connect(server.port);
    const link = await linkOf(ann);
    const session = `device ${device}`;
    added.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann", link, session }));
    await added.next("welcome");
  }
  await using again = await RawClient.connect(server.port);
  await again.hello("ann", { token: ann.welcome.token, session: "desk" });
  assert.equal(again.welcome.person, ann.welcome.person);
});
