import { reasonOf } from "../../../helpers/reason_of.ts";
import type { Asked, CallName, Calls } from "./calls.ts";
import type { Remote } from "./remote.ts";

/** The least time between two starts, for workers that die at once. */
const restartAfterMs = 1000;

/**
 * A worker that starts when something is first asked of it: each takes 12 MB. When it has died, or could not open
 * what it is for, another one takes its place; what was on its way is lost with the first.
 */
export class Thread implements Asked, Disposable {
  #remote: Remote | undefined;
  #startedAtMs = -Infinity;
  #closed = false;

  /** `open` makes the first call, which later ones wait for. */
  constructor(
    private readonly startWorker: () => Remote,
    private readonly open: (remote: Remote) => Promise<void>,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  call<Name extends CallName>(name: Name, question: Calls[Name][0]): Promise<Calls[Name][1]> {
    const isDue = this.monotonicMs() - this.#startedAtMs >= restartAfterMs;
    if (!this.#isRunning && isDue && !this.#closed) this.#start();
    return this.#remote?.call(name, question) ??
      Promise.reject(new Error("Cannot use the history: it is closed"));
  }

  /** Lets the worker close what it has open, if one runs. Disposing ends it. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#isRunning) await this.#remote?.call("close", undefined);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#remote?.[Symbol.dispose]();
  }

  get #isRunning(): boolean {
    return this.#remote?.hasEnded === false;
  }

  #start(): void {
    const remote = this.startWorker();
    this.#remote = remote;
    this.#startedAtMs = this.monotonicMs();
    // A worker answers in order, so the next question meets an open history.
    this.open(remote).catch((error) => remote.end(reasonOf(error)));
  }
}
