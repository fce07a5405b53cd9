import type { Libc } from "./network/libc.ts";

/** Room for 1,024 processors, a bit each. */
const maskBytes = 128;

/**
 * Keeps the load to one processor and the servers to the others: else the scheduler at times puts a server
 * and the load, which stands for clients elsewhere, on the same one. With a single processor, or without
 * libc, both go where they like.
 */
export class Processors {
  /** Whether load and servers are kept apart. */
  readonly apart: boolean;
  readonly #libc: Libc | undefined;
  readonly #all = new Uint8Array(maskBytes);
  readonly #ofLoad = new Uint8Array(maskBytes);
  readonly #ofServers = new Uint8Array(maskBytes);

  constructor(libc: Libc | undefined) {
    this.#libc = libc;
    libc?.sched_getaffinity(0, BigInt(maskBytes), this.#all);
    this.#ofServers.set(this.#all);
    const last = this.#ofServers.findLastIndex((byte) => byte !== 0);
    const byte = this.#ofServers[last] ?? 0;
    const bit = 1 << (31 - Math.clz32(byte));
    this.#ofLoad[last] = bit;
    this.#ofServers[last] = byte & ~bit;
    this.apart = this.#ofServers.some((byte) => byte !== 0);
    this.#use(this.#ofLoad);
  }

  /** Calls `spawn`, which starts a process of a server; a process inherits where it may run. */
  forServer<T>(spawn: () => T): T {
    return this.#on(this.#ofServers, spawn);
  }

  /** The same for a process that may run where it likes, as on the machine of a person. */
  anywhere<T>(spawn: () => T): T {
    return this.#on(this.#all, spawn);
  }

  /** The same for one that is not started yet when `start` returns: until it is, the load is not kept apart. */
  async anywhereOnceStarted<T>(start: () => Promise<T>): Promise<T> {
    this.#use(this.#all);
    try {
      return await start();
    } finally {
      this.#use(this.#ofLoad);
    }
  }

  #on<T>(mask: Uint8Array<ArrayBuffer>, spawn: () => T): T {
    this.#use(mask);
    try {
      return spawn();
    } finally {
      this.#use(this.#ofLoad);
    }
  }

  /** Of this thread, which is the one that reads sockets and starts processes. */
  #use(mask: Uint8Array<ArrayBuffer>): void {
    if (this.apart) this.#libc?.sched_setaffinity(0, BigInt(maskBytes), mask);
  }
}
