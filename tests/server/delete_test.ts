import assert from "node:assert/strict";
import type { Server } from "../../server.ts";
import { startServer } from "../../server.ts";
import { MemoryStore } from "../../store/memory.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const start = () => startServer({ sessionBounds: unlimited });

/** What the client gets of the command, the deletion or why not. */
function ask(client: RawClient, args: string, room = "lobby") {
  const id = crypto.randomUUID();
  client.command("delete", args, { room, id });
  return client.transcript.next((answer) => {
    if (answer.type === "error") return answer.id === id ? answer.code : undefined;
    if (answer.type !== "message" && answer.type !== "direct") return undefined;
    return answer.id === id ? { text: answer.text, deletes: answer.deletes } : undefined;
  }, `the answer to ${args}`);
}

async function textsIn(client: RawClient, room = "lobby"): Promise<string[]> {
  const id = crypto.randomUUID();
  client.send({ type: "history", room, limit: 300, id });
  return await client.transcript.next((page) => {
    if (page.type !== "history" && page.type !== "directs") return undefined;
    return page.id === id ? page.messages.map(({ text }) => text) : undefined;
  }, "the page");
}

Deno.test("/delete deletes what one said last, and tells everybody, with the id to who did it", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await ann.say("first");
  const { seq } = await ann.say("secret");
  await bob.say("of bob");
  assert.deepEqual(await ask(ann, ""), { text: "deleted a message", deletes: [seq] });
  const told = await bob.next("message", ({ kind }) => kind === "deletion");
  assert.deepEqual([told.from, told.deletes, told.id, told.room], [
    "ann",
    [seq],
    undefined,
    "lobby",
  ]);
  assert.ok(told.seq > seq);
  assert.deepEqual(await textsIn(bob), [
    "first",
    "(deleted by ann)",
    "of bob",
    "deleted a message",
  ]);
});

Deno.test("/delete of a number or a time deletes so many, or what was said since", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  for (const text of ["1", "2", "3", "4"]) await ann.say(text);
  const before = await ask(ann, "2");
  assert.ok(typeof before === "object" && before.text === "deleted 2 messages");
  assert.deepEqual((await textsIn(ann)).slice(0, 2), ["1", "2"]);
  const rest = await ask(ann, "1h");
  assert.ok(typeof rest === "object" && rest.deletes?.length === 2);
  assert.equal(await ask(ann, "1h"), "no_such_message");
  assert.equal(await ask(ann, ""), "no_such_message");
});

Deno.test("/delete finds what was said just before, in the same turn", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines(
    `{"type":"say","text":"secret","id":"s1"}`,
    `{"type":"command","name":"delete","id":"d1"}`,
    `{"type":"say","text":"after","id":"s2"}`,
  );
  const { seq } = await ann.next("message", ({ id }) => id === "s1");
  assert.deepEqual((await ann.next("message", ({ id }) => id === "d1")).deletes, [seq]);
  await ann.next("message", ({ id }) => id === "s2");
  assert.deepEqual(await textsIn(ann), ["(deleted by ann)", "deleted a message", "after"]);
});

Deno.test("moderators delete what anybody said, others only their own", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const { seq } = await bob.say("spam 1");
  await bob.say("spam 2");
  const own = await ann.say("of ann");
  assert.equal(await ask(ann, `seq:${seq}`), "not_allowed");
  assert.equal(await ask(ann, "bob"), "not_allowed");
  assert.equal(await ask(ann, "nobody 10m"), "not_allowed");
  server.operator.runCommand("delete", "bob 10m");
  const told = await ann.next("message", ({ kind }) => kind === "deletion");
  assert.deepEqual([told.from, told.text], ["server", "deleted 2 messages of bob"]);
  assert.deepEqual((await textsIn(ann)).slice(0, 3), [
    ...["(deleted by server)", "(deleted by server)", "of ann"],
  ]);
  assert.deepEqual(await ask(ann, `seq:${own.seq}`), {
    ...{ text: "deleted a message", deletes: [own.seq] },
  });
});

Deno.test("what somebody said who is gone is deleted by the nick it had last", async () => {
  const told: string[] = [];
  await using server = startServer({
    tellOperator: (message) => void (message.type === "error" && told.push(message.code)),
  });
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  await bob.say("spam");
  bob.command("nick", "rob");
  await bob.next("rename");
  await bob.say("more spam");
  bob.send({ type: "bye" });
  await bob.next("bye");
  await bob[Symbol.asyncDispose]();
  await ann.next("leave");
  server.operator.runCommand("delete", "rob 10m");
  const { deletes, text } = await ann.next("message", ({ kind }) => kind === "deletion");
  assert.deepEqual([deletes?.length, text], [2, "deleted 2 messages of rob"]);
  server.operator.runCommand("delete", "nobody 10m");
  await ann.say("after");
  assert.deepEqual(told, ["no_such_nick"]);
});

Deno.test("more than one deletion may name are deleted by several", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  for (let count = 0; count < 230; count++) bob.send(say(`spam ${count}`));
  await bob.say("last");
  server.operator.runCommand("delete", "bob 10m");
  const counts = [];
  for (const _part of [1, 2, 3]) {
    const { deletes } = await ann.next("message", ({ kind }) => kind === "deletion");
    counts.push(deletes?.length);
  }
  assert.deepEqual(counts, [100, 100, 31]);
  assert.ok((await textsIn(ann)).every((text) => /^\(?deleted /.test(text)));
});

Deno.test("a delete of what cannot be deleted gets a clear answer, and deletes nothing", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["ops"] });
  const elsewhere = await ann.say("in dev", "dev");
  const foreign = await bob.say("in ops", "ops");
  const { seq } = await ann.say("secret");
  ann.command("delete", `seq:${seq}`, { id: "d1" });
  const deletion = await ann.next("message", ({ id }) => id === "d1");
  const cases: readonly [args: string, code: string, room?: string][] = [
    [`seq:${seq}`, "no_such_message"],
    [`seq:${deletion.seq}`, "not_allowed"],
    [`seq:${elsewhere.seq}`, "no_such_message"],
    [`seq:${foreign.seq}`, "no_such_message"],
    [`seq:${foreign.seq + 1000}`, "no_such_message"],
    ["seq:0", "no_such_message"],
    [`seq:${Number.MAX_SAFE_INTEGER}`, "no_such_message"],
    ["seq:9007199254740993", "bad_usage"],
    ["seq:-1", "bad_usage"],
    ["seq:9e9", "bad_usage"],
    ["seq:", "bad_usage"],
    ["seq:1,,2", "bad_usage"],
    [`seq:${Array.from({ length: 101 }, (_, index) => index).join(",")}`, "bad_usage"],
    ["seq:1 bob", "bad_usage"],
    ["0", "bad_usage"],
    ["-1", "bad_usage"],
    ["101", "bad_usage"],
    ["9e99", "bad_usage"],
    ["1.5", "bad_usage"],
    ["2w3x", "bad_usage"],
    ["-10m", "bad_usage"],
    ["bob 10 m", "bad_usage"],
    ["bob and carl", "bad_usage"],
    ["@9e99", "not_allowed"],
    ["", "not_in_room", "ops"],
    [`seq:${foreign.seq}`, "not_in_room", "ops"],
    [`seq:${foreign.seq} in:ops`, "not_in_room"],
    ["", "not_in_room", "never-there"],
  ];
  for (const [args, code, room] of cases) assert.equal(await ask(ann, args, room), code, args);
  assert.deepEqual(await textsIn(ann), ["(deleted by ann)", "deleted a message"]);
  assert.deepEqual(await textsIn(bob, "ops"), ["in ops"]);
});

Deno.test("what is not kept any more cannot be deleted", async () => {
  const store = new MemoryStore();
  await using server = startServer({ store });
  await using ann = await RawClient.join(server.port, "ann");
  const { seq } = await ann.say("old");
  await ann.say("new");
  await store.trim({ newest: 1 });
  assert.equal(await ask(ann, `seq:${seq}`), "no_such_message");
  assert.deepEqual(await textsIn(ann), ["new"]);
});

Deno.test("of two who delete the same one is told that it is deleted already", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  const { seq } = await ann.say("secret");
  await using bob = await RawClient.join(server.port, "bob");
  ann.command("delete", `seq:${seq}`, { id: "d1" });
  ann.command("delete", `seq:${seq}`, { id: "d2" });
  assert.deepEqual((await ann.next("message", ({ id }) => id === "d1")).deletes, [seq]);
  const { code, message } = await ann.next("error", ({ id }) => id === "d2");
  assert.deepEqual([code, message], [
    ...["no_such_message", `Message ${seq} is deleted already, by ann`],
  ]);
  await ann.say("after");
  assert.deepEqual(await textsIn(bob), ["(deleted by ann)", "deleted a message", "after"]);
});

Deno.test("who says again what is deleted gets what is left of it, and nobody else anything", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.send({ ...say("secret"), id: "s1" });
  const { seq } = await ann.next("message");
  await ask(ann, "");
  ann.send({ ...say("secret"), id: "s1" });
  const echo = await ann.next("message", ({ id }) => id === "s1");
  assert.deepEqual([echo.seq, echo.kind, echo.text], [seq, "deleted", "(deleted by ann)"]);
  await ann.say("after");
  await bob.next("message", ({ text }) => text === "after");
  assert.equal(bob.all("message").length, 3);
});

Deno.test("/delete again under the same id deletes nothing more", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("one");
  const { seq } = await ann.say("two");
  for (const _time of [1, 2]) {
    ann.command("delete", "", { id: "d1" });
    assert.deepEqual((await ann.next("message", ({ id }) => id === "d1")).deletes, [seq]);
  }
  assert.deepEqual(await textsIn(ann), ["one", "(deleted by ann)", "deleted a message"]);
});

Deno.test("who was away is told of a deletion by resuming", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  const { seq } = await ann.say("secret");
  await bob.next("message");
  const { token } = bob.welcome;
  await bob[Symbol.asyncDispose]();
  await ask(ann, "");
  await using again = await RawClient.join(server.port, "bob", { token, resume: { lobby: seq } });
  const { messages } = await again.next("history");
  assert.deepEqual(messages.map(({ kind, deletes }) => [kind, deletes]), [["deletion", [seq]]]);
});

Deno.test("/delete of direct messages takes one's own out of both inboxes", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using carl = await RawClient.join(server.port, "carl");
  const direct = async (from: RawClient, to: string, text: string) => {
    from.send({ type: "say", to, text, kind: "text", id: text });
    return (await from.next("direct", ({ id }) => id === text)).seq;
  };
  const first = await direct(ann, "bob", "one");
  await direct(ann, "bob", "two");
  const third = await direct(ann, "carl", "three");
  const ofBob = await direct(bob, "ann", "of bob");
  assert.deepEqual(await ask(ann, "bob 5", "@"), {
    ...{ text: "deleted 2 messages", deletes: [first + 1, first] },
  });
  const told = await bob.next("direct", ({ kind }) => kind === "deletion");
  assert.deepEqual([told.from, told.to, told.deletes], ["ann", "bob", [first + 1, first]]);
  assert.deepEqual(await textsIn(bob, "@"), [
    ...["(deleted by ann)", "(deleted by ann)", "of bob", "deleted 2 messages"],
  ]);
  assert.equal(await ask(ann, `seq:${ofBob}`, "@"), "not_allowed");
  assert.equal(await ask(bob, `seq:${third}`, "@"), "no_such_message");
  assert.deepEqual(await ask(ann, "", "@"), { text: "deleted a message", deletes: [third] });
  assert.deepEqual(await textsIn(carl, "@"), ["(deleted by ann)", "deleted a message"]);
});

Deno.test("what is said as a deletion is refused: only the server says that", async () => {
  await using server = start();
  await using ann = await RawClient.join(server.port, "ann");
  for (const kind of ["deletion", "deleted"]) {
    ann.send({ ...say("deleted a message of bob"), kind, id: kind });
    assert.equal((await ann.next("error", ({ id }) => id === kind)).code, "not_allowed");
    ann.send({ type: "say", to: "ann", text: "x", kind, id: `${kind} to` });
    assert.equal((await ann.next("error", ({ id }) => id === `${kind} to`)).code, "not_allowed");
  }
});

Deno.test("a deletion that cannot be kept deletes nothing, and is refused", async () => {
  const store = new MemoryStore();
  await using server: Server = startServer({ store });
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("still there");
  const append = store.append.bind(store);
  store.append = () => Promise.reject(new Error("the disk is full"));
  assert.equal(await ask(ann, ""), "storage_failed");
  store.append = append;
  store.page = () => Promise.reject(new Error("the disk is gone"));
  assert.equal(await ask(ann, ""), "storage_failed");
  Reflect.deleteProperty(store, "page");
  assert.deepEqual(await textsIn(ann), ["still there"]);
});

function say(text: string) {
  return { type: "say", room: "lobby", text, kind: "text" } as const;
}
