/** Who is asked into which rooms, found by whom it is. */
export class Invitations {
  readonly #rooms = new Map<string, Set<string>>();

  /** Of one room, in place of those before. */
  set(room: string, before: readonly Invited[], after: readonly Invited[]): void {
    if (before === after) return;
    for (const { identity } of before) {
      const rooms = this.#rooms.get(identity);
      rooms?.delete(room);
      if (rooms?.size === 0) this.#rooms.delete(identity);
    }
    for (const { identity } of after) {
      const rooms = this.#rooms.get(identity) ?? new Set();
      this.#rooms.set(identity, rooms.add(room));
    }
  }

  /** The names of the rooms. */
  of(identity: string): readonly string[] {
    return [...this.#rooms.get(identity) ?? []];
  }
}

interface Invited {
  readonly identity: string;
}
