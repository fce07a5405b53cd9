import type { ChatClient } from "../client/chat_client.ts";
import { defaultRoom } from "../protocol.ts";

export interface CurrentRoomOptions {
  /** Asked for when connecting; plain lines go to the first until the person switches. */
  readonly rooms: readonly string[];
  readonly onChange: () => void;
}

/** The room in which a plain line is said. */
export class CurrentRoom {
  readonly #client: ChatClient;
  readonly #onChange: () => void;
  /** Rooms whose `joined` does not switch to them: asked for at the start, or joined before. */
  readonly #known: Set<string>;
  #name: string;

  constructor(client: ChatClient, { rooms, onChange }: CurrentRoomOptions) {
    this.#client = client;
    this.#onChange = onChange;
    this.#name = rooms[0] ?? defaultRoom;
    this.#known = new Set([this.#name, ...rooms]);
  }

  get name(): string {
    return this.#name;
  }

  /** Switches to a room that is joined for the first time: a reconnection joins all rooms again. */
  joined(room: string): void {
    const isNew = !this.#known.has(room);
    this.#known.add(room);
    if (isNew || !this.#client.state.rooms.has(this.#name)) this.switchTo(room);
  }

  left(room: string): void {
    this.#known.delete(room);
    const [other = defaultRoom] = this.#client.state.rooms.keys();
    if (room === this.#name) this.switchTo(other);
  }

  switchTo(room: string): void {
    this.#name = room;
    this.#onChange();
  }
}
