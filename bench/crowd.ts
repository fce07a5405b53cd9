import type { BenchDialect } from "./dialects/dialects.ts";
import type { Connection, Network } from "./network/network.ts";

const lineFeed = 10;
/** Handshakes at a time, so that no queue of connections overflows. */
const maxConnecting = 100;
const connectTimeoutMs = 60_000;
/** Of a line whose rest is still to come. */
const maxKeptBytes = 1024 * 1024;

export interface CrowdOptions {
  readonly network: Network;
  readonly port: number;
  readonly size: number;
  readonly dialect: BenchDialect;
  /** Aborting makes `failed` reject and disposes the crowd. */
  readonly signal: AbortSignal;
}

/** Told of deliveries as they are read. */
export interface DeliveryListener {
  /** A client has read one message, a line that begins at `start`. Bytes are valid during the call only. */
  delivered(client: number, bytes: Uint8Array, start: number, readAtMs: number): void;
  /** All that one read brought has been told. */
  readDone(): void;
}

interface Client {
  readonly number: number;
  readonly joined: PromiseWithResolvers<void>;
  hasJoined: boolean;
  connection?: Connection;
  /** The beginning of a line whose rest is still to come. */
  kept?: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Clients that have joined one server and read all that it sends, until disposed. */
export class Crowd implements Disposable {
  /** Whom deliveries are told to; at first nobody. */
  listener: DeliveryListener = { delivered() {}, readDone() {} };
  /** Rejects when a connection breaks, the server refuses something, or the signal is aborted. */
  readonly failed: Promise<never>;
  readonly #options: CrowdOptions;
  readonly #clients: Client[] = [];
  readonly #fail: (cause: unknown) => void;
  #lastReadAtMs = 0;
  #said = 0;
  #disposed = false;

  private constructor(options: CrowdOptions) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {});
    this.#options = options;
    this.failed = promise;
    this.#fail = reject;
    options.signal.addEventListener("abort", this.#abort);
  }

  /** Resolves when every client has joined. Rejects, with all connections closed, if one cannot. */
  static async connect(options: CrowdOptions): Promise<Crowd> {
    const crowd = new Crowd(options);
    try {
      let next = 0;
      const connectNext = async () => {
        while (next < options.size) await crowd.#connect(next++);
      };
      const all = Promise.all(Array.from({ length: maxConnecting }, connectNext));
      await crowd.within(all, connectTimeoutMs, `join ${options.size} clients`);
      return crowd;
    } catch (error) {
      crowd[Symbol.dispose]();
      throw error;
    }
  }

  get size(): number {
    return this.#options.size;
  }

  get dialect(): BenchDialect {
    return this.#options.dialect;
  }

  /** Says texts as one client, all in one write. */
  say(client: number, texts: readonly string[]): void {
    let frames = "";
    for (const text of texts) frames += this.dialect.say(text, `m${this.#said++}`);
    this.#send(client, frames);
  }

  /** Resolves when nothing has come for `quietMs`. */
  async quiet(quietMs: number, timeoutMs: number): Promise<void> {
    await this.within(this.#silence(quietMs), timeoutMs, `wait for ${quietMs} ms of silence`);
  }

  /** What the promise resolves to, unless the crowd fails or the time is up before. */
  async within<T>(promise: Promise<T>, timeoutMs: number, action: string): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`Cannot ${action}: not done in ${timeoutMs} ms`)),
      timeoutMs,
    );
    try {
      return await Promise.race([promise, this.failed, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#options.signal.removeEventListener("abort", this.#abort);
    for (const { connection } of this.#clients) connection?.close();
  }

  readonly #abort = () => {
    this.#fail(this.#options.signal.reason);
    this[Symbol.dispose]();
  };

  async #silence(quietMs: number): Promise<void> {
    this.#lastReadAtMs = performance.now();
    let leftMs = quietMs;
    while (leftMs > 0 && !this.#disposed) {
      await new Promise((resolve) => setTimeout(resolve, leftMs));
      leftMs = this.#lastReadAtMs + quietMs - performance.now();
    }
  }

  async #connect(number: number): Promise<void> {
    const client: Client = { number, joined: Promise.withResolvers(), hasJoined: false };
    this.#clients[number] = client;
    const { network, port } = this.#options;
    client.connection = await network.connect(port, (bytes, length, readAtMs) => {
      this.#receive(client, bytes, length, readAtMs);
    });
    if (this.#disposed) return client.connection.close();
    const hello = this.dialect.hello(number);
    if (hello === undefined) return this.#welcome(client);
    this.#send(number, hello);
    await client.joined.promise;
  }

  #send(client: number, frames: string): void {
    const connection = this.#clients[client]?.connection;
    if (connection === undefined) throw new RangeError(`There is no client ${client}`);
    connection.send(encoder.encode(frames));
  }

  #welcome(client: Client): void {
    client.hasJoined = true;
    client.joined.resolve();
  }

  #receive(client: Client, bytes: Uint8Array, length: number, readAtMs: number): void {
    this.#lastReadAtMs = readAtMs;
    try {
      if (length === 0) throw new Error(`The server hung up on client ${client.number}`);
      if (client.kept === undefined) return this.#readLines(client, bytes, length, readAtMs);
      const whole = new Uint8Array(client.kept.length + length);
      whole.set(client.kept);
      whole.set(bytes.subarray(0, length), client.kept.length);
      client.kept = undefined;
      this.#readLines(client, whole, whole.length, readAtMs);
    } catch (error) {
      this.#fail(error);
    }
  }

  #readLines(client: Client, bytes: Uint8Array, length: number, readAtMs: number): void {
    let start = 0;
    while (start < length) {
      const end = bytes.indexOf(lineFeed, start);
      if (end === -1 || end >= length) break;
      if (client.hasJoined && this.dialect.isDelivery(bytes, start)) {
        this.listener.delivered(client.number, bytes, start, readAtMs);
      } else {
        this.#readOther(client, decoder.decode(bytes.subarray(start, end)));
      }
      start = end + 1;
    }
    if (length - start > maxKeptBytes) throw new Error(`A line is over ${maxKeptBytes} bytes`);
    if (start < length) client.kept = bytes.slice(start, length);
    this.listener.readDone();
  }

  #readOther(client: Client, line: string): void {
    if (!client.hasJoined && this.dialect.isJoined(line)) return this.#welcome(client);
    const answer = this.dialect.answer(line);
    if (answer !== undefined) this.#send(client.number, answer);
  }
}
