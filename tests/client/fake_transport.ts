import assert from "node:assert/strict";
import { LineSplitter } from "../../net/streams/line_splitter.ts";
import { lineFraming } from "../../net/line_transport.ts";
import type { Peer, Transport } from "../../net/transport.ts";
import { type ClientMessage, limits, type ServerMessage } from "../../protocol.ts";
import { decodeClientMessage } from "../../wire/native.ts";
import { encodeServerMessages } from "../support/servers/encode_server_messages.ts";
import { bounded } from "../support/bounded.ts";

/** A way to a server whose part the test plays. */
export class FakeTransport implements Transport {
  readonly framing = lineFraming;
  readonly sent: ClientMessage[] = [];
  readonly frames: AsyncIterable<Uint8Array>;
  readonly closed: Promise<void>;
  isClosed = false;
  /** Nothing more is taken, and nothing lost: the server reads no more. */
  isStuck = false;
  readonly #toClient: WritableStreamDefaultWriter<Uint8Array>;
  readonly #closed = Promise.withResolvers<void>();
  #sentMore = Promise.withResolvers<void>();
  #taken = 0;

  constructor(readonly peer: Peer = { address: "127.0.0.1" }) {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    this.frames = readable;
    this.#toClient = writable.getWriter();
    this.closed = this.#closed.promise;
  }

  write(bytes: Uint8Array): Promise<number> {
    if (this.isClosed) return Promise.reject(new Error("Broken pipe"));
    if (this.isStuck) return new Promise(() => {});
    for (const line of new LineSplitter(limits.frameBytes).split(bytes)) {
      this.sent.push(decodeClientMessage(line));
    }
    this.#sentMore.resolve();
    this.#sentMore = Promise.withResolvers();
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.isClosed = true;
    this.#closed.resolve();
    this.#ignoreFailure(this.#toClient.close());
  }

  /** The server says something. */
  say(...messages: readonly ServerMessage[]): void {
    for (const message of messages) this.sayBytes(encodeServerMessages([message]));
  }

  sayBytes(bytes: Uint8Array): void {
    this.#ignoreFailure(this.#toClient.write(bytes));
  }

  /** The connection breaks off. */
  break(): void {
    this.#ignoreFailure(this.#toClient.abort(new Error("Connection reset by peer")));
  }

  /** What the client says next. */
  async heard(): Promise<ClientMessage> {
    const index = this.#taken++;
    while (this.sent.length <= index) {
      await bounded(this.#sentMore.promise, () => "the client to say something");
    }
    return this.sent[index] ?? assert.fail("Nothing was sent");
  }

  /** A stream that is closed already may not be closed or written to again. */
  #ignoreFailure(promise: Promise<void>): void {
    promise.catch(() => {});
  }
}
