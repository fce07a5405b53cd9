import { PresenceDigest } from "../../chat/presence.ts";
import type { PresenceMessage } from "../../protocol.ts";

interface Gathered {
  readonly digest: PresenceDigest;
  /** How many are in the room by now. */
  count: number;
}

/** Gathers the joins and leaves of large rooms, and tells each room's once in a while. */
export class PresenceTicker implements Disposable {
  readonly #everyMs: number;
  readonly #tell: (presence: Omit<PresenceMessage, "ts">) => void;
  readonly #byRoom = new Map<string, Gathered>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `tell` is called `everyMs` after the first join or leave that was not told yet. */
  constructor(everyMs: number, tell: (presence: Omit<PresenceMessage, "ts">) => void) {
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  /** Something of the room is still to be told: what comes now must not overtake it. */
  isGathering(room: string): boolean {
    return this.#byRoom.has(room);
  }

  /** `count` with whoever joins. */
  join(room: string, nick: string, count: number): void {
    this.#gather(room, count).join(nick);
  }

  /** `count` without whoever leaves. */
  leave(room: string, nick: string, count: number): void {
    this.#gather(room, count).leave(nick);
  }

  rename(room: string, from: string, to: string): void {
    this.#byRoom.get(room)?.digest.rename(from, to);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #gather(room: string, count: number): PresenceDigest {
    let gathered = this.#byRoom.get(room);
    if (gathered === undefined) {
      this.#byRoom.set(room, gathered = { digest: new PresenceDigest(), count });
    }
    gathered.count = count;
    this.#timer ??= setTimeout(() => this.#tellAll(), this.#everyMs);
    return gathered.digest;
  }

  #tellAll(): void {
    this.#timer = undefined;
    const gathered = [...this.#byRoom];
    this.#byRoom.clear();
    for (const [room, { digest, count }] of gathered) {
      if (digest.empty || count === 0) continue;
      this.#tell({ type: "presence", room, count, ...digest.names() });
    }
  }
}
