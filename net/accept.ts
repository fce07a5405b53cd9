import { delay } from "../helpers/delay.ts";

export interface AcceptOptions {
  /** Closes the listener and ends the loop. */
  readonly signal: AbortSignal;
  /** Called for each error, but not for connections that the other side has reset. */
  readonly onError: (error: unknown) => void;
  /** How long to wait where descriptors or memory have run out: such a process must not spin. */
  readonly retryAfterMs?: number;
}

/** The part of `Deno.Listener` that is needed. */
export interface Acceptor<Connection> {
  accept(): Promise<Connection>;
  close(): void;
}

/** What accept(2) says of a system that has no descriptors or no memory left; all else concerns one connection. */
const exhausted: readonly unknown[] = ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"];

const resets = [
  Deno.errors.ConnectionAborted,
  Deno.errors.ConnectionReset,
  Deno.errors.NotConnected,
];

/** Whether the other side has reset the connection: that is for nobody to mend. */
export function isReset(error: unknown): boolean {
  return resets.some((reset) => error instanceof reset);
}

/** The connections that come, until the signal. An error of one accept is told; it does not end the loop. */
export async function* accept<Connection>(
  listener: Acceptor<Connection>,
  { signal, onError, retryAfterMs = 50 }: AcceptOptions,
): AsyncGenerator<Connection, void> {
  const close = () => listener.close();
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  try {
    while (!signal.aborted) {
      try {
        yield await listener.accept();
      } catch (error) {
        if (signal.aborted) return;
        if (!isReset(error)) onError(error);
        const isExhausted = error instanceof Error && "code" in error &&
          exhausted.includes(error.code);
        if (isExhausted) await delay(retryAfterMs, signal);
      }
    }
  } finally {
    signal.removeEventListener("abort", close);
    if (!signal.aborted) close();
  }
}
