import type { RawClient } from "./raw_client.ts";

/** Lets a client say one thing after another, as fast as the echoes come, until it is disposed. */
export function talk(client: RawClient, room: string): AsyncDisposable {
  const stopped = new AbortController();
  const run = async () => {
    for (let count = 0; !stopped.signal.aborted; count++) await client.say(`${count}`, room);
  };
  const running = run();
  // Whoever disposes it gets the error.
  running.catch(() => {});
  return {
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await running;
    },
  };
}
