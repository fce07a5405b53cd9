import {
  type AnswerMessage,
  type DirectMessage,
  directRoom,
  type ErrorMessage,
  limits,
  type NoticeMessage,
  type RoomHappening,
  type RoomMessage,
  type ServerMessage,
  type SessionMessage,
  type TypingMessage,
} from "../../protocol.ts";
import { Backoff } from "../connection/backoff.ts";
import { CatchUp, type CaughtUp } from "./catch_up.ts";
import { ClientError } from "../client_error.ts";
import type { ClientEvent } from "../client_event.ts";
import type { HistoryRequests, PageAnswer } from "./history_requests.ts";
import { refusedRoom } from "../connection/refused_room.ts";

type AnyCatchUp = CatchUp<RoomMessage> | CatchUp<DirectMessage>;

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
  readonly #requests: HistoryRequests;
  readonly #rooms = new Map<string, CatchUp<RoomMessage>>();
  #directs: CatchUp<DirectMessage>;
  /** Read positions of rooms one is not in now: whoever goes back to one resumes there. */
  readonly #elsewhere: Map<string, number>;
  /** A page is on its way. */
  #asking = false;
  readonly #waits = new Map<AnyCatchUp, Wait>();
  /** Made by an answer, and given by the `receive` that it came with. */
  #events: ClientEvent[] = [];

  /** `seqs`: the newest that was read of each room, and of direct messages, in an earlier run. */
  constructor(
    requests: HistoryRequests,
    rooms: readonly string[],
    seqs: ReadonlyMap<string, number> = new Map(),
  ) {
    this.#requests = requests;
    this.#elsewhere = new Map(seqs);
    for (const room of rooms) this.#rooms.set(room, this.#begin(room));
    this.#directs = new CatchUp(seqs.get(directRoom) ?? 0);
  }

  /** For `hello`: where one is, or was when the connection was lost. */
  get rooms(): readonly string[] {
    return [...this.#rooms.keys()];
  }

  /** For `hello`: of each room, and of direct messages. */
  get seqs(): ReadonlyMap<string, number> {
    const seqs = new Map([[directRoom, this.#directs.seq ?? 0]]);
    for (const [room, { seq }] of this.#rooms) {
      if (seq !== undefined && seqs.size <= limits.rooms) seqs.set(room, seq);
    }
    return seqs;
  }

  /** `known`: the server knows the client by its token; otherwise its `seq`s are those of another history. */
  connected(known: boolean): void {
    if (known) return this.#directs.resumed();
    this.#elsewhere.clear();
    for (const room of this.#rooms.keys()) this.#rooms.set(room, new CatchUp());
    this.#directs = new CatchUp(0);
    this.#directs.joined(0);
  }

  disconnected(): void {
    for (const { timer } of this.#waits.values()) clearTimeout(timer);
    this.#waits.clear();
    for (const catchUp of [...this.#rooms.values(), this.#directs]) catchUp.disconnected();
  }

  /** The events that the message makes: none if it was received before, or is to come out in its place later. */
  receive(message: ServerMessage): readonly ClientEvent[] {
    if (!this.#requests.settle(message)) this.#events.push(...this.#receiveUnasked(message));
    this.#askNext();
    return this.#events.splice(0);
  }

  #receiveUnasked(message: ServerMessage): readonly ClientEvent[] {
    const event: ClientEvent = { type: "message", message };
    switch (message.type) {
      case "joined":
        return this.#joined(message.room, message.seq) ? [event] : [];
      case "left":
        this.#rooms.delete(message.room);
        return [event];
      case "message":
        return this.#rooms.get(message.room)?.receiveLive(message.seq) ?? true ? [event] : [];
      case "direct":
        return this.#directs.receiveLive(message.seq) ? [event] : [];
      case "history":
        // With an id it answers a request that was given up.
        if (message.id !== undefined) return [];
        return roomEvents(message.room, this.#rooms.get(message.room)?.receiveUnasked(message));
      case "directs":
        return message.id === undefined ? directEvents(this.#directs.receiveUnasked(message)) : [];
      case "error":
        // Not to be asked for at the next connection.
        this.#rooms.delete(refusedRoom(message) ?? "");
        return this.#failed(message) ? [] : [event];
      default:
        message satisfies
          | RoomHappening
          | AnswerMessage
          | NoticeMessage
          | TypingMessage
          | SessionMessage;
        return [event];
    }
  }

  /** False for more rooms than one may be in, with which a server could fill the memory. */
  #joined(room: string, seq: number): boolean {
    if (!this.#rooms.has(room) && this.#rooms.size >= limits.rooms) return false;
    const catchUp = this.#rooms.get(room) ?? this.#begin(room);
    this.#rooms.set(room, catchUp);
    catchUp.joined(seq);
    return true;
  }

  /** Resumes where an earlier run left off, but once: whoever leaves the room in this run is new in it afterwards. */
  #begin(room: string): CatchUp<RoomMessage> {
    const seq = this.#elsewhere.get(room);
    this.#elsewhere.delete(room);
    return new CatchUp(seq);
  }

  /** True if the error came in place of a page, which is asked for then. */
  #failed({ code, room, id }: ErrorMessage): boolean {
    if (room === undefined || id !== undefined) return false;
    const catchUp = this.#find(room);
    if (code !== "storage_failed" || catchUp?.unaskedFailed() !== true) return false;
    this.#waitFor(catchUp);
    return true;
  }

  #find(room: string): AnyCatchUp | undefined {
    return room === directRoom ? this.#directs : this.#rooms.get(room);
  }

  #askNext(): void {
    if (this.#asking) return;
    for (const room of [directRoom, ...this.#rooms.keys()]) {
      const catchUp = this.#find(room);
      const { wanted } = catchUp ?? {};
      if (catchUp === undefined || wanted === undefined) continue;
      if (this.#waits.get(catchUp)?.timer !== undefined) continue;
      this.#asking = true;
      this.#requests.ask({ room, ...wanted }, (answer) => this.#answered(room, catchUp, answer));
      return;
    }
  }

  /** The room may have been left and joined anew since it was asked about. */
  #answered(room: string, asked: AnyCatchUp, answer: PageAnswer): void {
    this.#asking = false;
    const catchUp = this.#find(room);
    if (catchUp === undefined || catchUp !== asked) return;
    if (answer instanceof ClientError) {
      if (answer.code !== "not_connected") this.#waitFor(catchUp);
      return;
    }
    this.#waits.delete(catchUp);
    if (answer.type === "directs") {
      this.#events.push(...directEvents(this.#directs.receiveAsked(answer)));
    } else {
      this.#events.push(...roomEvents(room, this.#rooms.get(room)?.receiveAsked(answer)));
    }
  }

  /** Asks again for what could not be had, after a time that grows. */
  #waitFor(catchUp: AnyCatchUp): void {
    const wait: Wait = this.#waits.get(catchUp) ?? { backoff: new Backoff() };
    this.#waits.set(catchUp, wait);
    wait.timer = setTimeout(() => {
      wait.timer = undefined;
      this.#askNext();
    }, wait.backoff.nextMs(Math.random()));
  }
}

function roomEvents(room: string, caughtUp?: CaughtUp<RoomMessage>): ClientEvent[] {
  return caughtUp === undefined ? [] : [{ type: "history", room, ...caughtUp }];
}

function directEvents(caughtUp?: CaughtUp<DirectMessage>): ClientEvent[] {
  return caughtUp === undefined ? [] : [{ type: "directs", ...caughtUp }];
}
