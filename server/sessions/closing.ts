import { within } from "../../helpers/within.ts";
import type { Transport } from "../../net/transport.ts";
import type { ServerMessage } from "../../protocol.ts";
import type { ClientWriter } from "./client_writer.ts";
import { closeReasonOf } from "./close_reason.ts";

/** How a connection ends: in order, each step bounded by `lingerMs`, or at once. */
export class Closing {
  #lingerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly recipient: ClientWriter,
    private readonly transport: Transport,
    private readonly lingerMs: number,
  ) {}

  /** What is `settled` goes out, then `last`, then nothing more: the client is to close. Never rejects. */
  async finish(settled: Promise<unknown>, last: ServerMessage): Promise<void> {
    await within(this.lingerMs, settled);
    this.recipient.send(last);
    this.recipient.silence();
    await within(this.lingerMs, this.recipient.flushed());
    // Now it is for the client to close; after a while the connection is closed anyway.
    this.#lingerTimer = setTimeout(() => this.close(), this.lingerMs);
    await this.transport.closeWrite(closeReasonOf(last)).catch(() => {});
  }

  /** At once. Idempotent. */
  close(): void {
    clearTimeout(this.#lingerTimer);
    this.recipient.close();
    this.transport.close();
  }
}
