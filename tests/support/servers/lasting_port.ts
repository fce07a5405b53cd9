/** Below the ports that systems give by themselves: from 32768 up on Linux, from 49152 up elsewhere. */
const [lowest, count] = [10_000, 22_000];

/**
 * A free port of the loopback interface, for a test that listens there more than once, or wants nobody there. A port
 * that the system chose may be given to another test, or to an outgoing connection, as soon as it is closed.
 */
export function lastingPort(): number {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * count);
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
