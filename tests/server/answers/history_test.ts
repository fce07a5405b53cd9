import assert from "node:assert/strict";

import { limits, type RoomMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { type MessageOf, RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

interface Query {
  readonly before?: number;
  readonly after?: number;
  readonly limit?: number;
}

Deno.test("history without before and after is the newest page, oldest first", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await saidByAnn(server.port, 60);
  const { messages, complete, room, id } = await ask(ann, { limit: 10 });
  assert.deepEqual(texts(messages), numbers(50, 60));
  assert.deepEqual([complete, room, id], [false, "lobby", "h1"]);
  const { messages: byDefault } = await ask(ann, {});
  assert.equal(byDefault.length, 50);
  assert.ok(messages.every(({ id }) => id === undefined), "an id is for an echo only");
});

Deno.test("history pages back to the first message and forth to the last", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await saidByAnn(server.port, 25);
  const all = numbers(0, 25);
  const back: RoomMessage[] = [];
  for (let complete = false; !complete;) {
    const page = await ask(ann, { before: back[0]?.seq, limit: 10 });
    back.unshift(...page.messages);
    complete = page.complete;
  }
  assert.deepEqual(texts(back), all);
  const forth: RoomMessage[] = [];
  for (let complete = false; !complete;) {
    const page = await ask(ann, { after: forth.at(-1)?.seq ?? 0, limit: 10 });
    forth.push(...page.messages);
    complete = page.complete;
  }
  assert.deepEqual(forth, back);
});

Deno.test("history is complete exactly when nothing more is kept", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await saidByAnn(server.port, 10);
  assert.equal((await ask(ann, { limit: 10 })).complete, true);
  assert.equal((await ask(ann, { limit: 9 })).complete, false);
  const last = ann.all("message").at(-1)?.seq;
  const after = await ask(ann, { after: last });
  assert.deepEqual([after.messages, after.complete], [[], true]);
});

Deno.test("history after a message tells how many remain, and before one does not", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await saidByAnn(server.port, 25);
  const seqs = ann.all("message").map(({ seq }) => seq);
  const [after = 0, before = 0] = [seqs[4], seqs[20]];
  const remaining = async (query: Query) => (await ask(ann, query)).remaining;
  assert.equal(await remaining({ after, limit: 12 }), 8);
  assert.equal(await remaining({ after, before, limit: 12 }), 3);
  assert.equal(await remaining({ after, limit: 20 }), undefined, "it is complete");
  for (const query of [{ limit: 12 }, { before, limit: 12 }]) {
    assert.equal(await remaining(query), undefined);
  }
});

Deno.test("history gives at most a page, whatever limit is asked for", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await saidByAnn(server.port, limits.historyPage + 5);
  assert.equal((await ask(ann, { limit: 1e9 })).messages.length, limits.historyPage);
});

Deno.test("history of long texts comes in shorter pages, and none is left out", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  const long = "x".repeat(limits.textBytes);
  for (let count = 0; count < 12; count++) await ann.say(long);
  const seqs: number[] = [];
  let pages = 0;
  for (let complete = false; !complete; pages++) {
    const page = await ask(ann, { after: seqs.at(-1) ?? 0, limit: 100 });
    seqs.push(...page.messages.map(({ seq }) => seq));
    complete = page.complete;
  }
  assert.ok(pages > 1);
  assert.deepEqual(seqs, ann.all("message").map(({ seq }) => seq));
});

Deno.test("history is for members of the room", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await ann.say("for dev", "dev");
  await using bob = await RawClient.join(server.port, "bob");
  for (const room of ["dev", "nowhere"]) {
    bob.send({ type: "history", room, limit: 10, id: "h1" });
    const { code, id } = await bob.next("error");
    assert.deepEqual([code, id], ["not_in_room", "h1"]);
  }
});

Deno.test("history keeps who said it then, under the nick of then", async () => {
  await using server = startServer();
  await using ann = await saidByAnn(server.port, 1);
  ann.command("nick", "anna");
  await ann.next("rename");
  await ann.say("1");
  const { messages } = await ask(ann, {});
  assert.deepEqual(messages.map(({ from }) => from), ["ann", "anna"]);
});

/** A client that has said `0`, `1`, ... */
async function saidByAnn(port: number, count: number): Promise<RawClient> {
  const ann = await RawClient.join(port, "ann");
  ann.send(
    ...numbers(0, count).map((text) =>
      ({ type: "say", room: "lobby", text, kind: "text" }) as const
    ),
  );
  await ann.next("message", ({ text }) => text === `${count - 1}`);
  return ann;
}

async function ask(client: RawClient, query: Query): Promise<MessageOf<"history">> {
  client.sendLines(JSON.stringify({ type: "history", room: "lobby", id: "h1", ...query }));
  return await client.next("history");
}

function texts(messages: readonly RoomMessage[]): string[] {
  return messages.map(({ text }) => text);
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `${from + index}`);
}
