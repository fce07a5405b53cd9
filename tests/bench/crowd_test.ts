import assert from "node:assert/strict";

import { Crowd } from "../../bench/crowd.ts";
import { nativeDialect } from "../../bench/dialects/dialects.ts";
import type { Network, Receive } from "../../bench/network/network.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const handshake = `{"type":"welcome"}\n{"type":"joined","room":"lobby"}\n`;
const refusal = `{"type":"error","code":"nick_taken"}\n`;

Deno.test("Crowd counts messages and nothing else, however they are cut", async () => {
  const server = new FakeServer(handshake);
  using crowd = await connect(server, 1);
  const starts: string[] = [];
  crowd.listener = {
    delivered: (_client, bytes, start) => starts.push(decoder.decode(bytes.subarray(start)).trim()),
    readDone() {},
  };
  const message = `{"type":"message","text":"hi"}`;
  for (const byte of encoder.encode(`${message}\n{"type":"presence"}\n${message}\n`)) {
    server.receive(Uint8Array.of(byte), 1, 0);
  }
  assert.deepEqual(starts, [message, message]);
});

Deno.test("Crowd answers a ping", async () => {
  const server = new FakeServer(handshake);
  using _crowd = await connect(server, 1);
  server.say(`{"type":"ping"}\n`);
  assert.deepEqual(server.sent.slice(1), [`{"type":"pong"}\n`]);
});

Deno.test("connect() rejects when the server refuses a client or hangs up", async () => {
  await assert.rejects(connect(new FakeServer(refusal), 1), /refused a client.*nick_taken/);
  await assert.rejects(connect(new FakeServer(""), 1), /hung up on client 0/);
});

Deno.test("failed rejects when the server hangs up or the signal is aborted", async () => {
  const server = new FakeServer(handshake);
  using crowd = await connect(server, 2);
  server.say("");
  await assert.rejects(crowd.failed, /hung up on client 1/);
  const abort = new AbortController();
  using aborted = await connect(new FakeServer(handshake), 1, abort.signal);
  abort.abort(new Error("enough"));
  await assert.rejects(aborted.failed, /enough/);
});

function connect(network: Network, size: number, signal = new AbortController().signal) {
  return Crowd.connect({ network, port: 0, size, dialect: nativeDialect, signal });
}

/** Answers the first thing that each client sends. */
class FakeServer implements Network {
  readonly sent: string[] = [];
  /** To the newest client. */
  receive: Receive = () => {};

  constructor(readonly answer: string) {}

  connect(_port: number, receive: Receive) {
    this.receive = receive;
    let greeted = false;
    const send = (bytes: Uint8Array) => {
      this.sent.push(decoder.decode(bytes));
      if (!greeted) this.say(this.answer, receive);
      greeted = true;
    };
    return Promise.resolve({ send, close() {} });
  }

  /** Saying nothing is hanging up. */
  say(text: string, receive = this.receive): void {
    const bytes = encoder.encode(text);
    receive(bytes, bytes.length, 0);
  }

  [Symbol.dispose](): void {}
}
