import type { ServerMessage } from "../protocol.ts";

const maxRooms = 100;
const maxNicks = 1000;

/** Who is where, as far as the server has told this console: for completion. */
export class AdminKnown {
  readonly #nicksByRoom = new Map<string, Set<string>>();

  note(message: ServerMessage): void {
    switch (message.type) {
      case "members":
        return this.#add(message.room, message.members.map(({ nick }) => nick));
      case "join":
        return this.#add(message.room, [message.nick]);
      case "leave":
        return this.#remove(message.room, [message.nick]);
      case "presence":
        this.#add(message.room, message.joined);
        return this.#remove(message.room, message.left);
      case "rename":
        if (message.room === undefined) return;
        this.#remove(message.room, [message.from]);
        return this.#add(message.room, [message.to]);
    }
  }

  get rooms(): string[] {
    return [...this.#nicksByRoom.keys()];
  }

  get nicks(): string[] {
    return [...new Set([...this.#nicksByRoom.values()].flatMap((nicks) => [...nicks]))].toSorted();
  }

  /** Beyond the bounds no more is known. */
  #add(room: string, nicks: readonly string[]): void {
    const known = this.#nicksByRoom.get(room) ?? new Set();
    for (const nick of nicks) if (known.size < maxNicks) known.add(nick);
    if (this.#nicksByRoom.size < maxRooms) this.#nicksByRoom.set(room, known);
  }

  #remove(room: string, nicks: readonly string[]): void {
    for (const nick of nicks) this.#nicksByRoom.get(room)?.delete(nick);
  }
}
