import { type JoinOptions, RawClient } from "./raw_client.ts";

/** Clients that join one after another, and are let go together. */
export async function joinAll(
  port: number,
  nicks: readonly string[],
  options: JoinOptions = {},
): Promise<{ clients: RawClient[] } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const clients: RawClient[] = [];
  for (const nick of nicks) clients.push(stack.use(await RawClient.join(port, nick, options)));
  const held = stack.move();
  return { clients, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/** `ann1`, `ann2`, ... */
export function numbered(stem: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${stem}${index + 1}`);
}
