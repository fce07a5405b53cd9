import { once } from "node:events";
import { connect } from "node:net";

/** A connection that sends this, and that can be reset: Deno's own close ends in order. */
export async function openResettable(port: number, text: string): Promise<AsyncDisposable> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(text);
  return {
    /** Idempotent. */
    async [Symbol.asyncDispose](): Promise<void> {
      if (socket.destroyed) return;
      const closed = once(socket, "close");
      socket.resetAndDestroy();
      await closed;
    },
  };
}
