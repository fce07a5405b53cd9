import assert from "node:assert/strict";
import fc from "fast-check";

import { nextTurn } from "../../../helpers/next_turn.ts";
import { ChatError } from "../../../chat/chat_error.ts";
import type { RoomMessage } from "../../../protocol.ts";
import type { LogRecord } from "../../../server/log.ts";
import { Backlog } from "../../../server/delivery/backlog.ts";
import { broadcast, RoomChannel } from "../../../server/delivery/room_channel.ts";
import { type EntryDraft, NotKeptError } from "../../../store/store.ts";
import { FakeRecipient } from "../../support/servers/fake_recipient.ts";
import { measured } from "../../support/servers/measured.ts";
import { persons } from "../../support/servers/persons.ts";
import { forgettingIn } from "../../support/servers/forgetting_in.ts";
import { SlowStore } from "../../support/servers/slow_store.ts";

Deno.test("RoomChannel shows nobody what is not stored yet, and appends once at a time", async () => {
  const { channel, store, recipients: [ann, bob] } = await openRoom(2);
  channel.say(draft("1"), ann);
  channel.say(draft("2"), ann);
  await store.called();
  channel.say(draft("3"), bob);
  assert.deepEqual([texts(ann), store.appends.map(({ size }) => size)], [[], [2]]);
  store.appends[0]?.goOn();
  await store.called();
  assert.deepEqual(texts(bob), ["1", "2"]);
  store.appends[1]?.goOn();
  await channel.drained();
  assert.deepEqual([texts(ann), texts(bob)], [["1", "2", "3"], ["1", "2", "3"]]);
});

Deno.test("RoomChannel tells who said it when the store fails, and goes on", async () => {
  const { channel, store, recipients: [ann, bob], records } = await openRoom(2);
  channel.say(draft("1", "a1"), ann);
  channel.tell({ type: "topic", room: "lobby", ts: 1, by: "bob", topic: "Cake" });
  await store.called();
  store.appends[0]?.goOn(new Error("disk full"));
  await channel.drained();
  const [error, topic] = ann.got.slice(1);
  assert.ok(error?.type === "error");
  assert.deepEqual([error.code, error.id, topic?.type], ["storage_failed", "a1", "topic"]);
  assert.deepEqual(bob.got.slice(1).map(({ type }) => type), ["topic"]);
  assert.deepEqual(records.map(({ event }) => event), ["storage_failed"]);
  channel.say(draft("1", "a1"), ann);
  await store.called();
  store.appends[1]?.goOn();
  await channel.drained();
  assert.deepEqual(texts(bob), ["1"]);
});

Deno.test("RoomChannel gives the echo of what was kept before, though the store fails now", async () => {
  const { channel, store, recipients: [ann, bob] } = await openRoom(2);
  channel.say(draft("1", "a1"), ann);
  await store.called();
  store.appends[0]?.goOn();
  await channel.drained();
  const [, echo] = ann.got;
  assert.ok(echo?.type === "message");
  channel.say(draft("2", "a2"), ann);
  channel.say(draft("1", "a1"), ann);
  await store.called();
  const entry = { ...draft("1", "a1"), seq: echo.seq, ts: echo.ts };
  store.appends[1]?.goOn(new NotKeptError("disk full", new Map([[1, entry]])));
  await channel.drained();
  const [refusal, again] = ann.got.slice(2);
  assert.ok(refusal?.type === "error");
  assert.deepEqual([refusal.code, refusal.id], ["storage_failed", "a2"]);
  assert.deepEqual(again, echo);
  assert.deepEqual(texts(bob), ["1"]);
});

Deno.test("RoomChannel refuses more than may wait for the store, and takes more when it has gone on", async () => {
  const { channel, store, recipients: [ann] } = await openRoom(1, 321);
  channel.say(draft("12345"), ann);
  await store.called();
  channel.say(draft("1234567890"), ann);
  assert.throws(
    () => channel.say(draft("x"), ann),
    (error) => error instanceof ChatError && error.code === "room_busy",
  );
  store.appends[0]?.goOn();
  await store.called();
  channel.say(draft("x"), ann);
  store.appends[1]?.goOn();
  await store.called();
  store.appends[2]?.goOn();
  await channel.drained();
  assert.deepEqual(texts(ann), ["12345", "1234567890", "x"]);
});

Deno.test("RoomChannel appends a batch in one go, and publishes it piece by piece between who enters and exits", async () => {
  const { channel, store, recipients: [ann] } = await openRoom(1);
  const bob = new FakeRecipient(store);
  channel.say(draft("before"), ann);
  channel.enter(bob, joined);
  channel.say(draft("between"), ann);
  channel.exit(bob, { type: "left", room: "lobby" });
  channel.say(draft("after"), ann);
  await store.called();
  store.appends[0]?.goOn();
  await channel.drained();
  assert.deepEqual(store.appends.map(({ size }) => size), [3]);
  // The page is there.
  await nextTurn();
  assert.deepEqual(texts(ann), ["before", "between", "after"]);
  const types = ["joined", "history", "message", "left"];
  assert.deepEqual(bob.got.map(({ type }) => type), types);
  const [first, page, second] = bob.got;
  assert.ok(first?.type === "joined" && page?.type === "history" && second?.type === "message");
  assert.deepEqual(page.messages.map(({ text }) => text), ["before"]);
  assert.deepEqual([first.seq, second.seq, second.text], [1, 2, "between"]);
});

Deno.test("RoomChannel shows each message once to whoever comes and goes within batches", async () => {
  const act = fc.constantFrom("say", "say", "enter", "exit", "next batch");
  const property = fc.asyncProperty(fc.array(act, { maxLength: 50 }), async (acts) => {
    const { channel, store } = await openRoom(0);
    store.hangs = false;
    const said: string[] = [];
    const stays: { readonly guest: FakeRecipient; saidUntilExit?: number }[] = [];
    for (const [index, act] of acts.entries()) {
      const last = stays.at(-1);
      if (act === "next batch") await channel.drained();
      if (act === "say") channel.say(draft(said[said.push(`${index}`) - 1] ?? ""), undefined);
      if (act === "enter") {
        const guest = new FakeRecipient(store);
        stays.push({ guest });
        channel.enter(guest, joined);
      }
      if (act === "exit" && last !== undefined && last.saidUntilExit === undefined) {
        last.saidUntilExit = said.length;
        channel.exit(last.guest, { type: "left", room: "lobby" });
      }
    }
    await channel.drained();
    // The pages are there.
    await nextTurn();
    for (const { guest, saidUntilExit } of stays) {
      const page = guest.got.flatMap((each) => each.type === "history" ? each.messages : []);
      const seen = [...page.map(({ text }) => text), ...texts(guest)];
      assert.deepEqual(seen, said.slice(0, saidUntilExit));
    }
  });
  await fc.assert(property, { numRuns: 300 });
});

Deno.test("RoomChannel.passOn() overtakes what waits, to the others who know by now that they are in", async () => {
  const { channel, store, recipients: [ann, bob] } = await openRoom(2);
  const late = new FakeRecipient();
  const typing = { type: "typing", room: "lobby", ts: 1, nick: "ann", person: "ann-1" } as const;
  channel.say(draft("1"), ann);
  await store.called();
  // It has that message, so that no page holds up what comes next.
  channel.enter(late, joined, 1);
  channel.passOn(typing, new Set([ann]));
  assert.deepEqual(bob.got.slice(1), [typing]);
  assert.deepEqual([ann.got.length, late.got], [1, []]);
  store.appends[0]?.goOn();
  await channel.drained();
  channel.passOn(typing, new Set([ann, bob]));
  assert.deepEqual(late.got.slice(1), [typing]);
  assert.deepEqual([bob, ann].flatMap(({ got }) => got.slice(1).map(({ type }) => type)), [
    ...["typing", "message", "message"],
  ]);
});

function message(seq: number): RoomMessage {
  const text = `Grüße ${seq}`;
  const by = { from: "ann", person: "ann-1" };
  return { type: "message", room: "lobby", seq, ts: seq, ...by, text, kind: "text" };
}

Deno.test("broadcast() gives all the same, and to who gave an id a copy with it", () => {
  const property = fc.property(fc.array(fc.constantFrom(0, 1, 2, 3)), (senderOf) => {
    const recipients = [1, 2, 3, 4].map(() => new FakeRecipient());
    const messages = senderOf.map((_, index) => message(index + 1));
    // The fourth never gives an id.
    const acknowledgements = senderOf.flatMap((sender, index) => {
      const recipient = recipients[sender];
      return recipient === undefined || sender === 3
        ? []
        : [{ sender: recipient, id: `id ${index}`, index }];
    });
    broadcast(new Set(recipients), messages, acknowledgements);
    for (const [number, { got }] of recipients.entries()) {
      const wanted = messages.map((each, index) => ({
        ...each,
        ...{ deletes: undefined, reason: undefined, topic: undefined },
        ...{ replyTo: undefined, joins: undefined },
        id: senderOf[index] === number && number !== 3 ? `id ${index}` : undefined,
      }));
      assert.deepEqual(got, wanted);
    }
  });
  fc.assert(property, { numRuns: 200 });
});

const joined = { type: "joined", room: "lobby", topic: "", members: [], count: 1 } as const;

async function openRoom(members: number, maxWaitingBytes?: number) {
  const store = new SlowStore();
  const records: LogRecord[] = [];
  const log = (record: LogRecord) => records.push(record);
  const channel = new RoomChannel("lobby", {
    ...{
      store,
      persons,
      records: { settled: undefined },
      log,
      maxWaitingBytes,
      ...measured(store),
      backlog: new Backlog(),
      forgetting: forgettingIn(store),
    },
    ...{ clock: () => 1, presenceEveryMs: 1000 },
    observe() {},
  });
  const [ann, bob] = [new FakeRecipient(store), new FakeRecipient(store)];
  const recipients: [FakeRecipient, FakeRecipient] = [ann, bob];
  for (const recipient of recipients.slice(0, members)) channel.enter(recipient, joined);
  await channel.drained();
  return { channel, store, recipients, records };
}

function draft(text: string, id?: string): EntryDraft {
  return { room: "lobby", ts: 1, from: "ann", text, kind: "text", identity: "a", id };
}

function texts({ got }: FakeRecipient): string[] {
  return got.filter((message) => message.type === "message").map(({ text }) => text);
}
