import { RoomChannel, type RoomChannelOptions } from "./room_channel.ts";

/** Each room's channel, for as long as somebody is there or something is on its way. */
export class RoomChannels implements Disposable {
  /** By the room's name: a room that begins anew goes on where what was said before is still on its way. */
  readonly #byRoom = new Map<string, RoomChannel>();

  constructor(private readonly options: RoomChannelOptions) {}

  /** Opened if there is none. */
  of(room: string): RoomChannel {
    let channel = this.#byRoom.get(room);
    if (channel === undefined) {
      channel = new RoomChannel(room, this.options);
      this.#byRoom.set(room, channel);
    }
    return channel;
  }

  find(room: string): RoomChannel | undefined {
    return this.#byRoom.get(room);
  }

  /** Everybody has left the room: once they are told, the channel goes, unless somebody has come. */
  closeWhenIdle(room: string, channel: RoomChannel): void {
    channel.drained().then(() => {
      if (!channel.idle || this.#byRoom.get(room) !== channel) return;
      channel[Symbol.dispose]();
      this.#byRoom.delete(room);
    });
  }

  /** Resolves when all that happened in these rooms so far is in the outboxes of those it is for. */
  async drained(rooms: Iterable<string> = this.#byRoom.keys()): Promise<void> {
    await Promise.all([...rooms].map((room) => this.#byRoom.get(room)?.drained()));
  }

  /** Tells nothing more of what is gathered. */
  [Symbol.dispose](): void {
    for (const channel of this.#byRoom.values()) channel[Symbol.dispose]();
  }
}
