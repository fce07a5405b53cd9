import type { Room } from "./room.ts";

/** Rooms by how many are in them: the largest are found without a look at all, of which there may be very many. */
export class RoomsBySize {
  readonly #bySize = new Map<number, Set<Room>>();

  /** Again, too, once it has become larger or smaller, and was deleted before that. */
  add(room: Room): void {
    const size = room.members.size;
    const alike = this.#bySize.get(size);
    if (alike === undefined) this.#bySize.set(size, new Set([room]));
    else alike.add(room);
  }

  delete(room: Room): void {
    const size = room.members.size;
    const alike = this.#bySize.get(size);
    alike?.delete(room);
    if (alike?.size === 0) this.#bySize.delete(size);
  }

  /** The largest first; equals in the order in which they became as large. */
  *largestFirst(): Generator<Room, void> {
    const sizes = [...this.#bySize.keys()].sort((one, other) => other - one);
    for (const size of sizes) yield* this.#bySize.get(size) ?? [];
  }
}
