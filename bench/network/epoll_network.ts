import type { Libc } from "./libc.ts";
import type { Connection, Network, Receive } from "./network.ts";

// From Linux's headers.
const afInet = 2;
const sockStream = 1;
const ipprotoTcp = 6;
const tcpNodelay = 1;
const msgNosignal = 0x4000;
const epollCtlAdd = 1;
const epollin = 1;
const sockaddrBytes = 16;
/** `struct epoll_event` on x86-64 in 32-bit words: what happened, then the descriptor, then nothing. */
const eventWords = 3;

const maxEvents = 1024;
const readBufferBytes = 64 * 1024;
/** How long reading waits before timers and signals have their turn. */
const waitMs = 1;

/**
 * Blocking sockets and one epoll, read in one loop into one buffer. Between waiting for sockets the event
 * loop turns, so that timers are late by about `waitMs` at most.
 */
export class EpollNetwork implements Network {
  readonly #libc: Libc;
  readonly #poller: number;
  /** By descriptor. */
  readonly #open: (EpollConnection | undefined)[] = [];
  #openCount = 0;
  #reading = false;

  constructor(libc: Libc) {
    this.#libc = libc;
    this.#poller = check(libc.epoll_create1(0), "make an epoll");
  }

  async connect(port: number, receive: Receive): Promise<Connection> {
    // Connecting blocks: give the event loop its turn first.
    await nextTurn();
    const libc = this.#libc;
    const descriptor = check(libc.socket(afInet, sockStream, 0), "make a socket");
    const on = new Int32Array([1]);
    libc.setsockopt(descriptor, ipprotoTcp, tcpNodelay, on, on.byteLength);
    const event = new Int32Array([epollin, descriptor, 0]);
    try {
      check(libc.connect(descriptor, loopback(port), sockaddrBytes), `connect to port ${port}`);
      check(libc.epoll_ctl(this.#poller, epollCtlAdd, descriptor, event), "watch a socket");
    } catch (error) {
      libc.close(descriptor);
      throw error;
    }
    const connection = new EpollConnection(libc, descriptor, receive, () => {
      this.#open[descriptor] = undefined;
      this.#openCount--;
    });
    this.#open[descriptor] = connection;
    this.#openCount++;
    if (!this.#reading) void this.#read();
    return connection;
  }

  [Symbol.dispose](): void {
    for (const connection of this.#open) connection?.close();
    this.#libc.close(this.#poller);
  }

  /** Runs while anything is open. */
  async #read(): Promise<void> {
    this.#reading = true;
    const events = new Int32Array(maxEvents * eventWords);
    const buffer = new Uint8Array(readBufferBytes);
    while (this.#openCount > 0) {
      const ready = this.#libc.epoll_wait(this.#poller, events, maxEvents, waitMs);
      for (let i = 0; i < ready; i++) {
        this.#open[events[i * eventWords + 1] ?? -1]?.read(buffer);
      }
      await nextTurn();
    }
    this.#reading = false;
  }
}

class EpollConnection implements Connection {
  #closed = false;

  constructor(
    readonly libc: Libc,
    readonly descriptor: number,
    readonly receive: Receive,
    readonly onClose: () => void,
  ) {}

  /** Never waits: something, or the end, has come. */
  read(buffer: Uint8Array<ArrayBuffer>): void {
    const length = Number(this.libc.recv(this.descriptor, buffer, BigInt(buffer.length), 0));
    this.receive(buffer, Math.max(0, length), performance.now());
    if (length <= 0) this.close();
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    const length = BigInt(bytes.length);
    if (this.libc.send(this.descriptor, bytes, length, msgNosignal) !== length) {
      throw new Error("Cannot send: the connection is broken");
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.libc.close(this.descriptor);
    this.onClose();
  }
}

/** `struct sockaddr_in` of 127.0.0.1. */
function loopback(port: number): Uint8Array<ArrayBuffer> {
  const address = new Uint8Array(sockaddrBytes);
  address.set([afInet, 0, port >> 8, port & 0xff, 127, 0, 0, 1]);
  return address;
}

function check(result: number, action: string): number {
  if (result < 0) throw new Error(`Cannot ${action}`);
  return result;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
