import { directRoom, limits, type ServerMessage } from "../../protocol.ts";
import type { ClientEvent, ConnectedEvent } from "../client_event.ts";
import { refusedRoom } from "../connection/refused_room.ts";
import { maxSavedSeqs, type SavedSession, type SessionStorage } from "./saved_session.ts";

const usualSaveAfterMs = 1000;

export interface SessionKeeperOptions {
  /** Those that are asked for now. */
  readonly rooms: readonly string[];
  /** As of the client. */
  readonly marksRead?: boolean;
  /** What one was called before. */
  readonly formerNicks?: () => readonly string[];
  readonly saveAfterMs?: number;
}

/**
 * Keeps the session of a client as far as its consumer has come, or has marked as read: what is beyond that is
 * sent again to the next run. Saves a second after a change, and at once where there is a new token.
 */
export class SessionKeeper {
  #token: string | undefined;
  #nick = "";
  readonly #rooms: Set<string>;
  /** Also of rooms one is not in now; the one read last is last. */
  readonly #seqs: Map<string, number>;
  /** What is kept is for encrypted connections alone. */
  #isEncrypted: boolean;
  /** It is, and this connection is not encrypted: nothing of it is kept. */
  #isPaused = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = false;

  /** `saved` is what the storage has. */
  constructor(
    private readonly storage: SessionStorage,
    saved: SavedSession | undefined,
    private readonly options: SessionKeeperOptions,
  ) {
    this.#token = saved?.token;
    this.#isEncrypted = saved?.encrypted === true;
    this.#rooms = new Set(options.rooms);
    this.#seqs = new Map(saved?.seqs);
  }

  /** The consumer is done with the event. */
  consumed(event: ClientEvent): void {
    if (event.type === "connected") {
      this.#isPaused = this.#isKeptFrom(event.peer.encryption !== undefined);
    }
    if (this.#isPaused) return;
    switch (event.type) {
      case "connected":
        return this.#connected(event);
      case "message":
        return this.#consumedMessage(event.message);
      case "history":
        return this.#consumedUpTo(event.room, event.seq);
      case "arrived":
      case "ready":
      case "disconnected":
        return;
      case "closed":
        return this.flush();
      default:
        return event satisfies never;
    }
  }

  /** The consumer has read so far. Of no effect unless the client `marksRead`. */
  markRead(room: string, seq: number): void {
    if (this.#isPaused) return;
    if (this.options.marksRead === true && seq > (this.#seqs.get(room) ?? -1)) {
      this.#read(room, seq);
    }
  }

  /**
   * The token counts no more: nothing is kept, and nothing will be until there is another. `isEncrypted`: of the
   * connection over which that was said. A token for encrypted ones alone stays, whatever is said over another.
   */
  forget({ isEncrypted }: { readonly isEncrypted: boolean }): void {
    if (this.#isKeptFrom(isEncrypted)) return;
    this.#token = undefined;
    this.storage.forget();
  }

  /** Saves at once what was not saved yet. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#changed || this.#token === undefined) return;
    this.#changed = false;
    const formerNicks = this.options.formerNicks?.() ?? [];
    this.storage.save({
      token: this.#token,
      ...this.#isEncrypted ? { encrypted: true } : {},
      nick: this.#nick,
      ...formerNicks.length === 0 ? {} : { formerNicks },
      rooms: [...this.#rooms].slice(0, limits.rooms),
      seqs: new Map(this.#seqs),
    });
  }

  /** Whether what is kept has nothing to do with such connections. */
  #isKeptFrom(isEncrypted: boolean): boolean {
    return this.#isEncrypted && !isEncrypted;
  }

  #connected({ welcome, resumed, peer }: ConnectedEvent): void {
    const wasEncrypted = this.#isEncrypted;
    this.#isEncrypted = peer.encryption !== undefined;
    this.#nick = welcome.nick;
    if (!resumed) {
      this.#seqs.clear();
      this.#seqs.set(directRoom, 0);
    }
    this.#changed = true;
    if (this.#token === welcome.token && this.#isEncrypted === wasEncrypted) {
      return this.#saveSoon();
    }
    this.#token = welcome.token;
    this.flush();
  }

  #consumedMessage(message: ServerMessage): void {
    if (message.type === "message") this.#consumedUpTo(message.room, message.seq);
    if (message.type === "direct") this.#consumedUpTo(directRoom, message.seq);
    if (message.type === "joined") {
      this.#rooms.add(message.room);
      // All that is said later in an empty room is missed; elsewhere the page that follows tells the position.
      if (message.seq === 0 && !this.#seqs.has(message.room)) this.#read(message.room, 0);
      this.#saveSoon();
    }
    if (this.#rooms.delete(refusedRoom(message) ?? "")) this.#saveSoon();
    if (message.type === "error" && message.code === "storage_failed") {
      // The server could not read the room: it may not have been empty.
      if (this.#seqs.get(message.room ?? "") === 0) this.#seqs.delete(message.room ?? "");
    }
    if (message.type === "left") {
      this.#rooms.delete(message.room);
      this.#seqs.delete(message.room);
      this.#saveSoon();
    }
    if (message.type === "rename" && message.room === undefined) {
      this.#nick = message.to;
      this.#saveSoon();
    }
  }

  #consumedUpTo(room: string, seq: number): void {
    if (this.options.marksRead !== true) this.#read(room, seq);
  }

  #read(room: string, seq: number): void {
    this.#seqs.delete(room);
    this.#seqs.set(room, seq);
    const rooms = [...this.#seqs.keys()].filter((name) => name !== directRoom);
    for (const forgotten of rooms.slice(0, -maxSavedSeqs)) this.#seqs.delete(forgotten);
    this.#saveSoon();
  }

  #saveSoon(): void {
    this.#changed = true;
    this.#timer ??= setTimeout(() => this.flush(), this.options.saveAfterMs ?? usualSaveAfterMs);
  }
}
