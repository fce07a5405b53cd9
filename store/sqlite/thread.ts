import type { Asked, CallName, Calls } from "./calls.ts";
import type { Remote } from "./remote.ts";

/** Between two workers that die at once, so that nothing is spent on dying. */
const restartAfterMs = 1000;

/** A worker and, when it has died, another one in its place: what was on its way is lost with the first. */
export class Thread<Opened> implements Asked, Disposable {
  readonly #start: () => Remote;
  readonly #open: (remote: Remote, again: boolean) => Promise<Opened>;
  readonly #monotonicMs: () => number;
  #remote: Remote;
  #startedAtMs: number;
  #closed = false;

  /** `open` makes the first call, which later ones wait for; `again` if it is not the first worker's. */
  constructor(
    start: () => Remote,
    open: (remote: Remote, again: boolean) => Promise<Opened>,
    monotonicMs: () => number = () => performance.now(),
  ) {
    this.#start = start;
    this.#open = open;
    this.#monotonicMs = monotonicMs;
    this.#remote = start();
    this.#startedAtMs = monotonicMs();
  }

  /** Lets the first worker open what it is for. To be called once, before anything is asked. */
  open(): Promise<Opened> {
    return this.#open(this.#remote, false);
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
    this.#open(remote, true).catch(() => remote[Symbol.dispose]());
  }
}
