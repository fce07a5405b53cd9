import {
  type AnswerMessage,
  directRoom,
  type ErrorMessage,
  type InvitedMessage,
  type JoinedMessage,
  limits,
  type NoticeMessage,
  type PassingMessage,
  type RoomEvent,
  type ServerMessage,
  type SessionMessage,
} from "../../protocol.ts";
import { Backoff } from "../connection/backoff.ts";
import { CatchUp, type CaughtUp, roomOf } from "./catch_up.ts";
import { ClientError } from "../client_error.ts";
import type { ClientEvent, ConnectedEvent } from "../client_event.ts";
import type { HistoryRequests, PageAnswer } from "./history_requests.ts";
import { refusedRoom } from "../connection/refused_room.ts";

/** The wait before asking again for a page that the server could not make. */
interface Wait {
  readonly backoff: Backoff;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Which rooms one is in or comes back to, and what was received of each: makes of what the server sends the
 * events of a client, each message once and in order over all connections, and asks for what is missing, one
 * page at a time over all rooms.
 */
export class Resuming {
  /** By room; under `directRoom`, which is first, what is direct. */
  readonly #catchUps = new Map<string, CatchUp>();
  /** Read positions of rooms one is not in now: whoever goes back to one resumes there. */
  readonly #elsewhere: Map<string, number>;
  /** A page is on its way. */
  #asking = false;
  readonly #waits = new Map<CatchUp, Wait>();
  /** Rooms that one has come into while what was said before has not come yet. */
  readonly #arriving = new Map<CatchUp, JoinedMessage>();
  /** Rooms that one has come into, over all connections. */
  readonly #arrived = new WeakSet<CatchUp>();
  /** The connection, until it is told that all is here. */
  #notReady: ConnectedEvent | undefined;
  /** The server did not know the token, and has sent no direct messages since: somebody new has none. */
  #isNew = false;
  /** Made by an answer, and given by the `receive` that it came with. */
  #events: ClientEvent[] = [];

  /**
   * `seqs`: the newest that was read of each room, and of direct messages, in an earlier run. Of what is not in them
   * nothing was missed.
   */
  constructor(
    private readonly requests: HistoryRequests,
    rooms: readonly string[],
    seqs: ReadonlyMap<string, number> = new Map([[directRoom, 0]]),
  ) {
    this.#elsewhere = new Map(seqs);
    for (const room of [directRoom, ...rooms]) this.#catchUps.set(room, this.#begin(room));
  }

  /** For `hello`: where one is, or was when the connection was lost. */
  get rooms(): readonly string[] {
    return [...this.#catchUps.keys()].filter((room) => room !== directRoom);
  }

  /** For `hello`: of each room, and of direct messages. */
  get seqs(): ReadonlyMap<string, number> {
    const seqs = new Map<string, number>();
    for (const [room, { seq }] of this.#catchUps) {
      if (seq !== undefined && seqs.size <= limits.rooms) seqs.set(room, seq);
    }
    return seqs;
  }

  /** Where the server does not know the client by its token, its `seq`s are those of another history. */
  connected(event: ConnectedEvent): void {
    this.#notReady = event;
    this.#isNew = !event.resumed;
    if (event.resumed) return this.#catchUps.get(directRoom)?.resumed();
    this.#elsewhere.clear();
    this.#elsewhere.set(directRoom, 0);
    this.#arriving.clear();
    for (const room of this.#catchUps.keys()) this.#catchUps.set(room, this.#begin(room));
    this.#catchUps.get(directRoom)?.joined(0);
  }

  disconnected(): void {
    for (const { timer } of this.#waits.values()) clearTimeout(timer);
    this.#waits.clear();
    for (const catchUp of this.#catchUps.values()) catchUp.disconnected();
  }

  /** The events that the message makes: none if it was received before, or is to come out in its place later. */
  receive(message: ServerMessage): readonly ClientEvent[] {
    if (!this.requests.settle(message)) this.#events.push(...this.#receiveUnasked(message));
    this.#askNext();
    if (this.#arriving.size > 0 || this.#notReady !== undefined) this.#tellArrivals();
    return this.#events.splice(0);
  }

  #receiveUnasked(message: ServerMessage): readonly ClientEvent[] {
    const event: ClientEvent = { type: "message", message };
    switch (message.type) {
      case "joined":
        return this.#joined(message) ? [event] : [];
      case "left":
        this.#leave(message.room);
        return [event];
      case "message":
      case "direct":
        return this.#catchUps.get(roomOf(message))?.receiveLive(message.seq) ?? true ? [event] : [];
      case "topic": {
        const { room, seq } = message;
        if (seq === undefined) return [event];
        return this.#catchUps.get(room)?.receiveLive(seq) ?? true ? [event] : [];
      }
      case "history":
      case "directs": {
        const room = roomOf(message);
        // With an id it answers a request that was given up.
        if (message.id !== undefined) return [];
        if (room === directRoom && this.#isNew) this.#expectDirects();
        return pageEvents(room, this.#catchUps.get(room)?.receivePage(message, "unasked"));
      }
      case "error":
        // Not to be asked for at the next connection.
        this.#leave(refusedRoom(message) ?? "");
        return this.#failed(message) ? [] : [event];
      default:
        message satisfies
          | RoomEvent
          | AnswerMessage
          | NoticeMessage
          | InvitedMessage
          | PassingMessage
          | SessionMessage;
        return [event];
    }
  }

  /** One has come in as who one is elsewhere, by a password or a code: a page of what was said before comes. */
  #expectDirects(): void {
    this.#isNew = false;
    const catchUp = new CatchUp();
    catchUp.resumed();
    this.#catchUps.set(directRoom, catchUp);
  }

  /** False for more rooms than one may be in, with which a server could fill the memory. */
  #joined(message: JoinedMessage): boolean {
    const { room, seq } = message;
    const known = this.#catchUps.get(room);
    if (known === undefined && this.#catchUps.size > limits.rooms) return false;
    const catchUp = known ?? this.#begin(room);
    this.#catchUps.set(room, catchUp);
    catchUp.joined(seq);
    if (!this.#arrived.has(catchUp)) this.#arriving.set(catchUp, message);
    return true;
  }

  #leave(room: string): void {
    const catchUp = this.#catchUps.get(room);
    if (catchUp === undefined) return;
    this.#catchUps.delete(room);
    this.#arriving.delete(catchUp);
  }

  #tellArrivals(): void {
    for (const [catchUp, joined] of this.#arriving) {
      if (!this.#isHere(catchUp)) continue;
      this.#arriving.delete(catchUp);
      this.#arrived.add(catchUp);
      this.#events.push({ type: "arrived", joined });
    }
    const connected = this.#notReady;
    const isReady = [...this.#catchUps.values()].every((catchUp) => this.#isHere(catchUp));
    if (connected === undefined || !isReady) return;
    this.#notReady = undefined;
    this.#events.push({ type: "ready", connected });
  }

  /** Nobody waits for pages that the server could not make. */
  #isHere(catchUp: CatchUp): boolean {
    return catchUp.isLive || this.#waits.has(catchUp);
  }

  /** Resumes where an earlier run left off, but once: whoever leaves the room in this run is new in it afterwards. */
  #begin(room: string): CatchUp {
    const seq = this.#elsewhere.get(room);
    this.#elsewhere.delete(room);
    return new CatchUp(seq);
  }

  /** True if the error came in place of a page, which is asked for then. */
  #failed({ code, room, id }: ErrorMessage): boolean {
    if (room === undefined || id !== undefined) return false;
    const catchUp = this.#catchUps.get(room);
    if (code !== "storage_failed" || catchUp?.unaskedFailed() !== true) return false;
    this.#waitFor(catchUp);
    return true;
  }

  #askNext(): void {
    if (this.#asking) return;
    for (const [room, catchUp] of this.#catchUps) {
      const { wanted } = catchUp;
      if (wanted === undefined || this.#waits.get(catchUp)?.timer !== undefined) continue;
      this.#asking = true;
      this.requests.ask({ room, ...wanted }, (answer) => this.#answered(room, catchUp, answer));
      return;
    }
  }

  /** The room may have been left and joined anew since it was asked about. */
  #answered(room: string, catchUp: CatchUp, answer: PageAnswer): void {
    this.#asking = false;
    if (this.#catchUps.get(room) !== catchUp) return;
    if (answer instanceof ClientError) {
      if (answer.code !== "not_connected") this.#waitFor(catchUp);
      return;
    }
    this.#waits.delete(catchUp);
    this.#events.push(...pageEvents(room, catchUp.receivePage(answer, "wanted")));
  }

  /** Asks again for what could not be had, after a time that grows. */
  #waitFor(catchUp: CatchUp): void {
    const wait: Wait = this.#waits.get(catchUp) ?? { backoff: new Backoff() };
    this.#waits.set(catchUp, wait);
    wait.timer = setTimeout(() => {
      wait.timer = undefined;
      this.#askNext();
    }, wait.backoff.nextMs(Math.random()));
  }
}

function pageEvents(room: string, caughtUp: CaughtUp | undefined): ClientEvent[] {
  return caughtUp === undefined ? [] : [{ type: "history", room, ...caughtUp }];
}
