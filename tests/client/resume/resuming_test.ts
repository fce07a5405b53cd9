import assert from "node:assert/strict";
import type { ClientEvent } from "../../../client/client_event.ts";
import { HistoryRequests } from "../../../client/resume/history_requests.ts";
import { Resuming } from "../../../client/resume/resuming.ts";
import type { ServerMessage } from "../../../protocol.ts";
import { connected, direct, joined, said } from "../room_messages.ts";

function refusal(code: "too_many_rooms" | "not_in_room", room: string, id?: string) {
  return { type: "error", code, message: "No", room, id } as const;
}

Deno.test("Resuming comes back to the rooms one is in, and not to those that were left or refused", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby", "dev", "full"]);
  resuming.connected(connected());
  for (const room of ["lobby", "dev", "games"]) resuming.receive(joined({ room }));
  assert.equal(resuming.receive(refusal("too_many_rooms", "full"))[0]?.type, "message");
  resuming.receive(refusal("not_in_room", "games", "of something said"));
  resuming.receive({ type: "left", room: "dev" });
  assert.deepEqual(resuming.rooms, ["lobby", "games"]);
});

Deno.test("Resuming gives for hello how far each room is read, within the bound of hello", () => {
  const rooms = Array.from({ length: 100 }, (_, index) => `room${index}`);
  const seqs = new Map([["@", 7], ...rooms.map((room) => [room, 1] as const), ["elsewhere", 3]]);
  const resuming = new Resuming(new HistoryRequests(), rooms, seqs);
  assert.equal(resuming.seqs.size, 101);
  assert.deepEqual([resuming.seqs.get("@"), resuming.seqs.get("room0")], [7, 1]);
  assert.ok(!resuming.seqs.has("elsewhere"));
});

Deno.test("Resuming shows a room that is joined anew as one that is new", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"]);
  resuming.connected(connected());
  for (const message of [joined(), said(1), { type: "left", room: "lobby" } as const]) {
    resuming.receive(message);
  }
  resuming.receive(joined({ seq: 3 }));
  const page = { type: "history", room: "lobby", messages: [said(1), said(3)] } as const;
  const [event] = resuming.receive({ ...page, complete: true });
  assert.ok(event?.type === "history");
  assert.deepEqual([event.missed, event.messages.length], [false, 2]);
});

Deno.test("Resuming goes on in a room that is joined later where an earlier run left off", () => {
  const seqs = new Map([["dev", 5], ["games", 5]]);
  const resuming = new Resuming(new HistoryRequests(), ["lobby"], seqs);
  resuming.connected(connected({ resumed: true }));
  const come = (room: string) => {
    resuming.receive(joined({ room, seq: 9 }));
    const messages = [said(4, { room }), said(9, { room })];
    const [event] = resuming.receive({ type: "history", room, messages, complete: true });
    return event?.type === "history" ? [event.missed, event.messages.length] : assert.fail();
  };
  assert.deepEqual(come("dev"), [true, 1]);
  resuming.receive({ type: "left", room: "dev" });
  assert.deepEqual(come("dev"), [false, 2], "who has left is new");
  resuming.connected(connected());
  assert.deepEqual(come("games"), [false, 2], "of another history");
});

Deno.test("Resuming lets no server put it into more rooms than one may be in", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"]);
  resuming.connected(connected());
  for (let index = 1; index < 100; index++) resuming.receive(joined({ room: `room${index}` }));
  assert.deepEqual(resuming.receive(joined({ room: "one more" })), []);
  assert.equal(resuming.receive(joined())[0]?.type, "message");
  assert.equal(resuming.rooms.length, 100);
});

function typesOf(events: readonly ClientEvent[]): string[] {
  return events.map((event) => {
    if (event.type === "message") return event.message.type;
    return event.type === "arrived" ? `arrived ${event.joined.room}` : event.type;
  });
}

Deno.test("Resuming tells of a room one comes into once what was said before is here", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby", "dev", "full"]);
  resuming.connected(connected());
  const receive = (...messages: readonly ServerMessage[]) =>
    typesOf(messages.flatMap((message) => resuming.receive(message)));
  const messages = [said(1), said(2)];
  const page = { type: "history", room: "lobby", messages, complete: true } as const;
  const arrival = ["joined", "history", "arrived lobby"];
  assert.deepEqual(receive(joined({ seq: 2 }), page), arrival);
  assert.deepEqual(receive(joined({ room: "dev" })), ["joined", "arrived dev"], "an empty room");
  assert.deepEqual(receive(refusal("too_many_rooms", "full")), ["error", "ready"]);
  assert.deepEqual(receive(joined({ room: "games" })), ["joined", "arrived games"]);
});

Deno.test("Resuming tells of no room again that one comes back to, but of what is ready", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"]);
  resuming.connected(connected());
  resuming.receive(joined());
  resuming.disconnected();
  resuming.connected(connected({ again: true, resumed: true }));
  assert.deepEqual(typesOf(resuming.receive(joined({ seq: 1 }))), ["joined"]);
  const page = { type: "history", room: "lobby", messages: [said(1)], complete: true } as const;
  assert.deepEqual(typesOf(resuming.receive(page)), ["history"]);
  const directs = { type: "directs", messages: [], complete: true } as const;
  assert.deepEqual(typesOf(resuming.receive(directs)), ["history", "ready"]);
});

Deno.test("Resuming waits for no page that the server cannot make", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"]);
  resuming.connected(connected());
  resuming.receive(joined({ seq: 2 }));
  const failure = { type: "error", code: "storage_failed", message: "No", room: "lobby" } as const;
  assert.deepEqual(typesOf(resuming.receive(failure)), ["arrived lobby", "ready"]);
  resuming.disconnected();
});

Deno.test("Resuming takes no direct message for missed where an earlier run has received none", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"], new Map([["lobby", 1]]));
  assert.deepEqual(resuming.seqs, new Map([["lobby", 1]]));
  resuming.connected(connected({ resumed: true }));
  const [page] = resuming.receive({ type: "directs", messages: [direct(5)], complete: false });
  assert.ok(page?.type === "history" && !page.missed && page.seq === 5);
  const [live] = resuming.receive(direct(6));
  assert.equal(live?.type, "message");
});

Deno.test("Resuming takes the direct messages of who comes in on another device, as said before", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"]);
  resuming.connected(connected({ resumed: false }));
  const [page] = resuming.receive({ type: "directs", messages: [direct(5)], complete: false });
  assert.ok(page?.type === "history" && !page.missed && page.seq === 5);
  assert.deepEqual(
    resuming.receive({ type: "directs", messages: [direct(5)], complete: true }),
    [],
  );
  const [live] = resuming.receive(direct(6));
  assert.equal(live?.type, "message");
});

Deno.test("Resuming gives a topic that is kept once, in its place", () => {
  const resuming = new Resuming(new HistoryRequests(), ["lobby"], new Map([["lobby", 1]]));
  resuming.connected(connected({ resumed: true }));
  const topic = (seq?: number) =>
    ({ type: "topic", room: "lobby", ts: 1, by: "bob", topic: "Cake", seq }) as const;
  resuming.receive(joined({ seq: 2 }));
  assert.deepEqual(resuming.receive(topic(2)), [], "it comes with the page");
  const kept = said(2, { kind: "topic", topic: "Cake" });
  const page = { type: "history", room: "lobby", messages: [kept], complete: true } as const;
  const [event] = resuming.receive(page);
  assert.ok(event?.type === "history" && event.messages.length === 1);
  assert.equal(resuming.receive(topic(3)).length, 1);
  assert.deepEqual(resuming.receive(topic(3)), []);
  assert.equal(resuming.seqs.get("lobby"), 3);
  assert.equal(resuming.receive(topic()).length, 1, "of an older server");
});
