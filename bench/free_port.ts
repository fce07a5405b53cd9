/** A port of the loopback interface for a program that cannot choose one; another could take it before. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
