import { delay } from "../helpers/delay.ts";

export interface AcceptOptions {
  /** Closes the listener and ends the loop. */
  readonly signal: AbortSignal;
  /** Called at most once in `reportEveryMs`, with the newest error. */
  readonly onError: (error: unknown) => void;
  readonly reportEveryMs?: number;
  /** How long to wait after an error: a process out of file descriptors must not spin. */
  readonly retryAfterMs?: number;
}

/** The part of `Deno.Listener` that is needed. */
export interface Acceptor<Connection> {
  accept(): Promise<Connection>;
  close(): void;
}

/**
 * The connections that come, until the signal. An error of one accept, such as running out of file
 * descriptors (EMFILE), is told and waited out; it does not end the loop.
 */
export async function* accept<Connection>(
  listener: Acceptor<Connection>,
  { signal, onError, reportEveryMs = 1000, retryAfterMs = 50 }: AcceptOptions,
): AsyncGenerator<Connection, void> {
  const close = () => listener.close();
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  let reportedAtMs = -Infinity;
  try {
    while (!signal.aborted) {
      try {
        yield await listener.accept();
      } catch (error) {
        if (signal.aborted) return;
        if (performance.now() - reportedAtMs >= reportEveryMs) {
          reportedAtMs = performance.now();
          onError(error);
        }
        await delay(retryAfterMs, signal);
      }
    }
  } finally {
    signal.removeEventListener("abort", close);
    if (!signal.aborted) close();
  }
}
