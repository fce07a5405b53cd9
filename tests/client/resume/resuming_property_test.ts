import assert from "node:assert/strict";
import fc from "fast-check";
import type { ClientEvent } from "../../../client/client_event.ts";
import { HistoryRequests } from "../../../client/resume/history_requests.ts";
import { Resuming } from "../../../client/resume/resuming.ts";
import {
  directRoom,
  type HistoryRequest,
  type RoomMessage,
  type ServerMessage,
} from "../../../protocol.ts";
import { connected, direct, joined, said } from "../room_messages.ts";

const rooms = ["lobby", "dev"];
/** Small, so that gaps take several pages. */
const pageSize = 3;
const contextSize = 2;

/** What can happen, in any order. */
type Step =
  | { readonly type: "append"; readonly room: string; readonly gap: number }
  | { readonly type: "cut" | "connect" | "publish" | "answer" | "deliver" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("append" as const),
      room: fc.constantFrom(...rooms, directRoom),
      gap: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constantFrom("connect" as const, "publish", "answer", "deliver"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("cut" as const) }) },
);

/** A server as the protocol has it, and a client; what lies between them is delivered piece by piece. */
class Model {
  readonly logs = new Map<string, number[]>([...rooms, directRoom].map((room) => [room, []]));
  readonly taken = new Map<string, number[]>([...rooms, directRoom].map((room) => [room, []]));
  readonly #requests = new HistoryRequests();
  readonly #resuming: Resuming;
  /** Stored and not sent yet. */
  readonly #unpublished: (() => ServerMessage)[] = [];
  readonly #toServer: HistoryRequest[] = [];
  readonly #toClient: ServerMessage[] = [];
  #isConnected = false;

  constructor(seqs: ReadonlyMap<string, number>) {
    this.#resuming = new Resuming(this.#requests, rooms, seqs);
  }

  run(step: Step): void {
    switch (step.type) {
      case "append":
        return this.#append(step.room, step.gap);
      case "publish":
        return this.#publish();
      case "answer":
        return this.#answer();
      case "deliver":
        return this.#deliver();
      case "connect":
        if (!this.#isConnected) this.#connect();
        return;
      case "cut":
        return this.#cut();
      default:
        return step satisfies never;
    }
  }

  /** Until nothing is on its way. */
  settle(): void {
    if (!this.#isConnected) this.#connect();
    while (this.#unpublished.length + this.#toServer.length + this.#toClient.length > 0) {
      this.#publish();
      this.#answer();
      this.#deliver();
    }
  }

  #append(room: string, gap: number): void {
    const log = this.#log(room);
    const seq = (log.at(-1) ?? 0) + gap;
    log.push(seq);
    this.#unpublished.push(() => messageOf(room, seq));
  }

  #publish(): void {
    const message = this.#unpublished.shift();
    if (message !== undefined && this.#isConnected) this.#toClient.push(message());
  }

  #connect(): void {
    this.#isConnected = true;
    const resume = new Map(this.#resuming.seqs);
    this.#requests.connected((request) => this.#toServer.push(request));
    this.#resuming.connected(connected({ resumed: true }));
    // What was stored and not sent is in the pages below.
    this.#unpublished.splice(0);
    this.#sendUnasked(directRoom, resume.get(directRoom) ?? 0);
    for (const room of rooms) {
      const newest = this.#log(room).at(-1) ?? 0;
      this.#toClient.push(joined({ room, seq: newest }));
      if (newest > (resume.get(room) ?? 0)) this.#sendUnasked(room, resume.get(room));
    }
  }

  #sendUnasked(room: string, after: number | undefined): void {
    const newer = this.#log(room).filter((seq) => seq > (after ?? 0));
    // Of direct messages a page tells even that there are none, since no `joined` does.
    if (newer.length === 0 && room !== directRoom) return;
    const page = newer.slice(after === undefined ? -contextSize : -pageSize);
    this.#toClient.push(pageOf(room, page, page.length === newer.length));
  }

  #answer(): void {
    const request = this.#toServer.shift();
    if (request === undefined) return;
    const { room, after = 0, id } = request;
    const newer = this.#log(room).filter((seq) => seq > after);
    const page = newer.slice(0, pageSize);
    this.#toClient.push(pageOf(room, page, page.length === newer.length, id));
  }

  #deliver(): void {
    const message = this.#toClient.shift();
    if (message === undefined) return;
    for (const event of this.#resuming.receive(message)) this.#take(event);
  }

  #cut(): void {
    this.#isConnected = false;
    this.#toClient.splice(0);
    this.#toServer.splice(0);
    this.#resuming.disconnected();
    this.#requests.disconnected();
  }

  #take(event: ClientEvent): void {
    if (event.type === "history") {
      this.taken.get(event.room)?.push(...event.messages.map(({ seq }) => seq));
    }
    if (event.type !== "message") return;
    const { message } = event;
    if (message.type === "message") this.taken.get(message.room)?.push(message.seq);
    if (message.type === "direct") this.taken.get(directRoom)?.push(message.seq);
  }

  #log(room: string): number[] {
    return this.logs.get(room) ?? assert.fail();
  }
}

function messageOf(room: string, seq: number): ServerMessage {
  return room === directRoom ? direct(seq) : said(seq, { room });
}

function pageOf(
  room: string,
  seqs: readonly number[],
  complete: boolean,
  id?: string,
): ServerMessage {
  if (room === directRoom) {
    return { type: "directs", messages: seqs.map((seq) => direct(seq)), complete, id };
  }
  const messages: RoomMessage[] = seqs.map((seq) => said(seq, { room }));
  return { type: "history", room, messages, complete, id };
}

Deno.test("Resuming takes each message once and in order, however connections are cut", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const model = new Model(new Map([directRoom, ...rooms].map((room) => [room, 0])));
      for (const step of steps) model.run(step);
      model.settle();
      assert.deepEqual(model.taken, model.logs);
    }),
    { numRuns: 500 },
  );
});

Deno.test("Resuming takes all from where one came in, and a little of what was before", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const model = new Model(new Map([[directRoom, 0]]));
      for (const step of steps) model.run(step);
      model.settle();
      for (const room of rooms) {
        const log = model.logs.get(room) ?? [];
        const taken = model.taken.get(room) ?? [];
        assert.deepEqual(taken, log.slice(log.length - taken.length));
        assert.ok(taken.length >= Math.min(log.length, contextSize));
      }
      assert.deepEqual(model.taken.get(directRoom), model.logs.get(directRoom));
    }),
    { numRuns: 300 },
  );
});
