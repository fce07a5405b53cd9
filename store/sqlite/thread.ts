import type { CallName, Calls } from "./calls.ts";
import type { Remote } from "./remote.ts";

/** What can be asked. */
export interface Asked {
  call<Name extends CallName>(name: Name, question: Calls[Name][0]): Promise<Calls[Name][1]>;
}

/** Between two workers that die at once, so that nothing is spent on dying. */
const restartAfterMs = 1000;

/** A worker and, when it has died, another one in its place: what was on its way is lost with the first. */
export class Thread implements Asked, Disposable {
  readonly #start: () => Remote;
  readonly #open: (remote: Remote) => Promise<unknown>;
  readonly #monotonicMs: () => number;
  #remote: Remote;
  #startedAtMs: number;
  #closed = false;

  /** `open` makes the first call, which later ones wait for. */
  constructor(
    start: () => Remote,
    open: (remote: Remote) => Promise<unknown>,
    monotonicMs: () => number = () => performance.now(),
  ) {
    this.#start = start;
    this.#open = open;
    this.#monotonicMs = monotonicMs;
    this.#remote = start();
    this.#startedAtMs = monotonicMs();
  }

  /** Resolves when the first worker has opened what it is for. */
  async opened(): Promise<void> {
    await this.#open(this.#remote);
  }

  call<Name extends CallName>(name: Name, question: Calls[Name][0]): Promise<Calls[Name][1]> {
    const isDue = this.#monotonicMs() - this.#startedAtMs >= restartAfterMs;
    if (this.#remote.hasEnded && isDue && !this.#closed) this.#restart();
    return this.#remote.call(name, question);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#remote[Symbol.dispose]();
  }

  #restart(): void {
    const remote = this.#start();
    this.#remote = remote;
    this.#startedAtMs = this.#monotonicMs();
    // A worker answers in order, so what is asked next is asked of what is open.
    this.#open(remote).catch(() => remote[Symbol.dispose]());
  }
}
