import type { ServerMessage } from "../../protocol.ts";
import { EncodedBatch } from "../delivery/encoded_batch.ts";
import type { ParticipantSession } from "../participants.ts";

/** Those that are connected to the admin socket and see all that happens, as the server's own console does. */
export class Consoles {
  readonly #sessions = new Set<ParticipantSession>();

  add(session: ParticipantSession): void {
    this.#sessions.add(session);
  }

  /** False if it is not among them. */
  delete(session: ParticipantSession): boolean {
    return this.#sessions.delete(session);
  }

  /** Messages of a room, in its order. */
  observe(messages: readonly ServerMessage[]): void {
    if (this.#sessions.size === 0 || messages.length === 0) return;
    const batch = new EncodedBatch(messages);
    for (const { recipient } of this.#sessions) recipient.sendBatch(batch, undefined);
  }

  /** A line of the server's log. */
  note(text: string): void {
    for (const { recipient } of this.#sessions) recipient.send({ type: "notice", text });
  }
}
