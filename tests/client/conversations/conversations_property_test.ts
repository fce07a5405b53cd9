import assert from "node:assert/strict";
import fc from "fast-check";
import type { ClientEvent } from "../../../client/client_event.ts";
import type { Conversation } from "../../../client/conversations/conversation.ts";
import { Conversations } from "../../../client/conversations/conversations.ts";
import { HistoryRequests } from "../../../client/resume/history_requests.ts";
import { Pager } from "../../../client/conversations/pager.ts";
import { Resuming } from "../../../client/resume/resuming.ts";
import { defaultSettings } from "../../../client/settings/settings.ts";
import { ClientState } from "../../../client/state.ts";
import type { HistoryPage, HistoryRequest, RoomMessage, ServerMessage } from "../../../protocol.ts";
import { connected, joined, said } from "../room_messages.ts";

/** So long that a timeline holds eight. */
const text = "x".repeat(2 ** 17);
const maxItems = 8;
const maxPage = 4;
const rooms = ["lobby", "dev"];

type Place = Pick<HistoryRequest, "before" | "after" | "limit">;

/** The lobby as a server has it, and the conversations of ann, who comes and goes, reads up and down, and looks away. */
class World {
  readonly conversations: Conversations;
  readonly lobby: Conversation;
  readonly #pager: Pager;
  readonly #state = new ClientState();
  readonly #requests = new HistoryRequests();
  readonly #resuming = new Resuming(this.#requests, rooms);
  readonly #history: RoomMessage[] = [];
  /** From the server, in order; a page is made when it is its turn. */
  #wire: (() => ServerMessage)[] = [];
  #isConnected = false;
  #wasConnected = false;
  readonly #fetched: Promise<unknown>[] = [];
  /** Up to here the lobby's events came. */
  #cameSeq = 0;

  constructor() {
    const [state, requests] = [this.#state, this.#requests];
    this.conversations = new Conversations({
      ...{ state, rooms },
      settings: () => defaultSettings,
      nowMs: () => 1,
      monotonicMs: () => 1,
    });
    this.lobby = this.conversations.current;
    this.#pager = new Pager({
      state,
      history: (room, options) => requests.fetch(room, options),
    });
    this.connect();
  }

  connect(): void {
    if (this.#isConnected) return;
    const again = this.#wasConnected;
    [this.#isConnected, this.#wasConnected] = [true, true];
    this.#requests.connected((asked) => this.#wire.push(() => this.#page(asked, asked.id)));
    const after = again ? this.#resuming.seqs.get("lobby") : undefined;
    const event = connected({ again, resumed: again });
    this.#resuming.connected(event);
    this.#apply(event);
    const seq = this.#newestSeq;
    this.#wire.push(() => joined({ seq }));
    if (seq > (after ?? 0)) this.#wire.push(() => this.#page({ after, before: seq + 1 }));
    this.#wire.push(() => joined({ room: "dev" }));
    if (again) this.#wire.push(() => ({ type: "directs", messages: [], complete: true }));
  }

  lose(): void {
    if (!this.#isConnected) return;
    [this.#isConnected, this.#wire] = [false, []];
    this.#resuming.disconnected();
    this.#requests.disconnected();
    this.#apply({ type: "disconnected", reason: "lost", retryInMs: 1 });
  }

  say(from: string): void {
    const message = said(this.#newestSeq + 1 + this.#history.length % 3, { from, text });
    this.#history.push(message);
    if (this.#isConnected) this.#wire.push(() => message);
  }

  deliver(): void {
    const message = this.#wire.shift()?.();
    if (message === undefined) return;
    for (const event of this.#resuming.receive(message)) this.#apply(event);
  }

  fetch(what: "older" | "newer" | "newest"): void {
    this.#fetched.push(this.#pager[what](this.lobby));
  }

  around(index: number): void {
    const { seq } = this.#history[index % this.#history.length] ?? { seq: 1 };
    this.#fetched.push(this.#pager.around(this.lobby, seq));
  }

  /** All comes, and ann reads it. */
  async end(): Promise<void> {
    this.connect();
    this.lobby.timeline.held = false;
    await this.#deliverAll();
    this.fetch("newest");
    await this.#deliverAll();
    await Promise.all(this.#fetched);
    this.conversations.setFocused(true);
    this.conversations.switchTo(this.lobby);
    this.conversations.endReached();
  }

  check(): void {
    const { timeline, unread, readSeq = 0 } = this.lobby;
    const all = this.#history.map(({ seq }) => seq);
    const shown = timeline.items.flatMap((item) => item.type === "said" ? [item.message.seq] : []);
    const [first = Infinity, last = first] = [shown[0], shown.at(-1)];
    assert.deepEqual(shown, all.filter((seq) => seq >= first && seq <= last), "with no gap");
    assert.ok(shown.length <= maxItems);
    const isUnread = ({ seq, from }: RoomMessage) =>
      seq > readSeq && seq <= this.#cameSeq && from === "bob";
    assert.equal(unread, this.#history.filter(isUnread).length, "unread");
    this.#checkMark();
  }

  /** The line is above the first new message, and below the last that is not. */
  #checkMark(): void {
    const { timeline: { items }, readMark, readMarkSeq = 0 } = this.lobby;
    if (readMark === undefined) return;
    const seqs = items.map((item) => item.type === "said" ? item.message.seq : undefined);
    const index = readMark === "start" ? -1 : items.indexOf(readMark);
    assert.ok(readMark === "start" || index >= 0);
    assert.ok(seqs.slice(0, index + 1).every((seq = 0) => seq <= readMarkSeq));
    const below = seqs.slice(index + 1).find((seq) => seq !== undefined);
    assert.ok(below !== undefined && below > readMarkSeq, `${below} below ${readMarkSeq}`);
  }

  checkEnd(): void {
    const { timeline, unread, readSeq } = this.lobby;
    assert.deepEqual([timeline.isLive, unread], [true, 0]);
    if (this.#history.length === 0) return;
    assert.deepEqual([timeline.newestSeq, readSeq], [this.#newestSeq, this.#newestSeq]);
  }

  async #deliverAll(): Promise<void> {
    await settled();
    for (let count = 0; count < 500 && this.#wire.length > 0; count++) {
      this.deliver();
      await settled();
    }
  }

  get #newestSeq(): number {
    return this.#history.at(-1)?.seq ?? 0;
  }

  #page({ before = Infinity, after, limit = 50 }: Partial<Place>, id?: string): HistoryPage {
    const found = this.#history.filter(({ seq }) => seq < before && seq > (after ?? 0));
    const most = Math.min(limit, maxPage);
    const isForward = after !== undefined && before === Infinity;
    const messages = isForward ? found.slice(0, most) : found.slice(-most);
    const complete = messages.length === found.length;
    return { type: "history", room: "lobby", messages, complete, id };
  }

  #apply(event: ClientEvent): void {
    this.#state.applyEvent(event);
    this.conversations.apply(event);
    const came = event.type === "message" ? event.message : event;
    const isLobby = "room" in came && came.room === "lobby";
    if (isLobby && (came.type === "message" || came.type === "history") && "seq" in came) {
      this.#cameSeq = Math.max(this.#cameSeq, came.seq);
    }
  }
}

/** After all that promises do by themselves. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const steps: Readonly<Record<string, (world: World, index: number) => void>> = {
  say: (world) => world.say("bob"),
  own: (world) => world.say("ann"),
  deliver: (world) => world.deliver(),
  deliverMore: (world, count) => {
    for (let each = 0; each < count; each++) world.deliver();
  },
  older: (world) => world.fetch("older"),
  newer: (world) => world.fetch("newer"),
  newest: (world) => world.fetch("newest"),
  around: (world, index) => world.around(index),
  hold: ({ lobby }) => void (lobby.timeline.held = true),
  release: ({ lobby, conversations }) => {
    lobby.timeline.held = false;
    conversations.endReached();
  },
  lose: (world) => world.lose(),
  connect: (world) => world.connect(),
  focus: ({ conversations }) => conversations.setFocused(true),
  blur: ({ conversations }) => conversations.setFocused(false),
  goAway: ({ conversations }) => conversations.switchTo(conversations.neighbour(1)),
  comeBack: ({ conversations, lobby }) => conversations.switchTo(lobby),
};

/** What others say and what comes is more than what ann does. */
const names = [...Object.keys(steps), ...Array<string[]>(5).fill(["say", "deliver"]).flat()];
const step = fc.tuple(fc.constantFrom(...names), fc.nat(60));

Deno.test("Conversations show and count what a room has, whatever is fetched, lost or looked at", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 150, size: "max" }), async (taken) => {
      const world = new World();
      for (const [name, index] of taken) {
        steps[name]?.(world, index);
        if (index % 3 > 0) await settled();
        world.check();
      }
      await world.end();
      world.check();
      world.checkEnd();
    }),
    { numRuns: 300 },
  );
});
