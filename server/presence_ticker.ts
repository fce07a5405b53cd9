import { PresenceDigest, type PresenceNames } from "../chat/presence.ts";
import type { Room } from "../chat/room.ts";

/** Gathers the joins and leaves of large rooms, and tells each room's once in a while. */
export class PresenceTicker implements Disposable {
  readonly #everyMs: number;
  readonly #tell: (room: Room, names: PresenceNames) => void;
  readonly #digests = new Map<Room, PresenceDigest>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `tell` is called `everyMs` after the first join or leave that was not told yet. */
  constructor(
    everyMs: number,
    tell: (room: Room, names: PresenceNames) => void,
  ) {
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  /** Something of the room is still to be told: what comes now must not overtake it. */
  isGathering(room: Room): boolean {
    return this.#digests.has(room);
  }

  join(room: Room, nick: string): void {
    this.#digest(room).join(nick);
  }

  leave(room: Room, nick: string): void {
    this.#digest(room).leave(nick);
  }

  rename(room: Room, from: string, to: string): void {
    this.#digests.get(room)?.rename(from, to);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #digest(room: Room): PresenceDigest {
    let digest = this.#digests.get(room);
    if (digest === undefined) this.#digests.set(room, digest = new PresenceDigest());
    this.#timer ??= setTimeout(() => this.#tellAll(), this.#everyMs);
    return digest;
  }

  #tellAll(): void {
    this.#timer = undefined;
    const digests = [...this.#digests];
    this.#digests.clear();
    for (const [room, digest] of digests) {
      if (!digest.empty) this.#tell(room, digest.names());
    }
  }
}
