import assert from "node:assert/strict";
import { concatenate } from "../../../helpers/concatenate.ts";
import { closeQuietly } from "../../../net/close_quietly.ts";
import type { ByteStream } from "../../../net/line_transport.ts";
import { connect } from "../clients/connect.ts";
import { writeAll } from "../clients/write_all.ts";
import { clientFrame } from "./client_frame.ts";

export interface WebSocketOptions {
  /** The server's own certificate, as PEM: the connection is encrypted. */
  readonly certificate?: string;
  readonly subprotocol?: string;
  readonly headers?: readonly string[];
  /** Sent with the request, before it is answered. */
  readonly behind?: Uint8Array;
}

const lineFeed = 10;
const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, pong: 10 };
const encoder = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true });

/** The head of a request for a WebSocket. */
export function handshakeRequest(
  port: number,
  { subprotocol, headers = [] }: WebSocketOptions = {},
): Uint8Array<ArrayBuffer> {
  const head = [
    "GET /ws HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ...subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`],
    ...headers,
  ];
  return encoder.encode(`${head.join("\r\n")}\r\n\r\n`);
}

/**
 * A client's end of a WebSocket as a stream of lines, one a message: for clients of a dialect that speak it over TCP else. A
 * line that is written in parts goes in fragments. Fails where what comes is not as RFC 6455 has it, or as was agreed on.
 */
export class WebSocketLines implements ByteStream {
  /** Of the server's close frame. */
  closeCode: number | undefined;
  /** That have come. */
  pongs = 0;
  /** Each with the line feed that stands for its end. */
  #lines: Uint8Array = new Uint8Array();
  #isFragmented = false;

  private constructor(
    private readonly connection: Deno.TcpConn | Deno.TlsConn,
    private readonly opcode: number,
    private kept: Uint8Array,
  ) {}

  static async connect(port: number, options: WebSocketOptions = {}): Promise<WebSocketLines> {
    const { certificate, subprotocol, behind = new Uint8Array() } = options;
    const connection = await connect(port, certificate);
    await writeAll(connection, concatenate([handshakeRequest(port, options), behind]));
    const { head, rest } = await readHead(connection);
    assert.match(head, /^HTTP\/1\.1 101 /);
    const chosen = /^sec-websocket-protocol: (\S+)\r$/im.exec(head)?.[1];
    assert.equal(chosen, subprotocol);
    const opcode = subprotocol?.startsWith("binary") ? opcodes.binary : opcodes.text;
    return new WebSocketLines(connection, opcode, rest);
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#lines.length === 0) {
      if (this.#takeFrame()) continue;
      const chunk = new Uint8Array(16 * 1024);
      const count = await this.connection.read(chunk);
      if (count === null) return null;
      this.kept = concatenate([this.kept, chunk.subarray(0, count)]);
    }
    const given = this.#lines.subarray(0, buffer.length);
    buffer.set(given);
    this.#lines = this.#lines.subarray(given.length);
    return given.length;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const frames: Uint8Array[] = [];
    for (let rest = bytes; rest.length > 0;) {
      const end = rest.indexOf(lineFeed);
      const part = end < 0 ? rest : rest.subarray(0, end);
      const opcode = this.#isFragmented ? opcodes.continuation : this.opcode;
      frames.push(clientFrame(part, { opcode, isFinal: end >= 0 }));
      this.#isFragmented = end < 0;
      rest = rest.subarray(end < 0 ? rest.length : end + 1);
    }
    await writeAll(this.connection, concatenate(frames));
    return bytes.length;
  }

  /** As it is: frames, or what is none. A connection that breaks is seen by whoever reads. */
  async send(...frames: readonly Uint8Array[]): Promise<void> {
    await writeAll(this.connection, concatenate(frames)).catch(() => {});
  }

  async closeWrite(): Promise<void> {
    await writeAll(this.connection, clientFrame("", { opcode: opcodes.close }));
  }

  close(): void {
    closeQuietly(this.connection);
  }

  /** False if none is whole. */
  #takeFrame(): boolean {
    const [first = 0, second = 0] = this.kept;
    const view = new DataView(this.kept.buffer, this.kept.byteOffset, this.kept.length);
    const headBytes = second === 127 ? 10 : second === 126 ? 4 : 2;
    if (this.kept.length < headBytes) return false;
    const length = second === 127
      ? Number(view.getBigUint64(2))
      : second === 126
      ? view.getUint16(2)
      : second;
    if (this.kept.length < headBytes + length) return false;
    const payload = this.kept.slice(headBytes, headBytes + length);
    this.kept = this.kept.slice(headBytes + length);
    assert.ok(second < 128, "no frame of a server is masked");
    this.#takeMessage(first, payload);
    return true;
  }

  #takeMessage(first: number, payload: Uint8Array): void {
    assert.equal(this.closeCode, undefined, "nothing comes behind a close frame");
    if (first === (0x80 | opcodes.close)) {
      this.closeCode = new DataView(payload.buffer).getUint16(0);
      // RFC 6455, 5.5.1. The server may be gone already.
      this.closeWrite().catch(() => {});
      return;
    }
    if (first === (0x80 | opcodes.pong)) {
      this.pongs++;
      return;
    }
    assert.equal(first, 0x80 | this.opcode, "a message is one frame, of the kind agreed on");
    if (this.opcode === opcodes.text) strict.decode(payload);
    assert.ok(!payload.includes(lineFeed), "a line has no line feed in it");
    this.#lines = concatenate([this.#lines, payload, Uint8Array.of(lineFeed)]);
  }
}

async function readHead(
  connection: Deno.Conn,
): Promise<{ readonly head: string; readonly rest: Uint8Array }> {
  let came: Uint8Array = new Uint8Array();
  for (;;) {
    const chunk = new Uint8Array(4096);
    const count = await connection.read(chunk);
    came = concatenate([came, chunk.subarray(0, count ?? 0)]);
    const text = String.fromCharCode(...came);
    const end = text.indexOf("\r\n\r\n");
    if (end >= 0 || count === null) {
      return { head: text.slice(0, end + 4), rest: came.slice(end + 4) };
    }
  }
}
