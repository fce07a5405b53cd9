/** How often a byte goes over a connection while the work goes on. */
export async function exchangesDuring(work: Promise<unknown>): Promise<number> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let [count, ended] = [0, false];
  void work.finally(() => ended = true);
  using client = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  using served = await listener.accept();
  // Never filled: what is read next is to come in first.
  const buffer = new Uint8Array(8);
  for (; !ended; count++) {
    await client.write(buffer.subarray(0, 1));
    await served.read(buffer);
  }
  return count;
}
