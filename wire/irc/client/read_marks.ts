import { setNewest } from "../../../helpers/set_newest.ts";
import type { ServerMessage } from "../../../protocol.ts";

/** As many as the server keeps. */
const maxMarks = 300;

/** How far the client has read in rooms, as far as it was told: a mark is told with `JOIN`, before it can be asked for. */
export class ReadMarks {
  readonly #byRoom = new Map<string, number>();

  note(message: ServerMessage): void {
    if (message.type !== "read" || !("room" in message)) return;
    const { room, ts = 0 } = message;
    if (ts > this.of(room)) setNewest(this.#byRoom, room, ts, maxMarks);
  }

  /** 0 where nothing is known. */
  of(room: string): number {
    return this.#byRoom.get(room) ?? 0;
  }
}
