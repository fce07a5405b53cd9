import type { ClientMessage } from "../protocol.ts";

/** What of a request its answer carries back. */
type Request = Extract<ClientMessage, { type: "history" | "command" | "ping" | "say" }>;

/** A connection that asks one thing at a time and waits for the answer. */
export class Caller implements Disposable {
  readonly #connection: Deno.Conn;
  readonly #lines: AsyncIterator<string>;
  #asked = 0;

  private constructor(connection: Deno.Conn) {
    this.#connection = connection;
    this.#lines = readLines(connection.readable);
  }

  /** Resolves when the server has let it in. */
  static async connect(port: number, nick: string): Promise<Caller> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    connection.setNoDelay(true);
    return await Caller.over(connection, nick);
  }

  /** The same, over a connection that it then closes. */
  static async over(connection: Deno.Conn, nick: string): Promise<Caller> {
    const caller = new Caller(connection);
    await caller.#send({ type: "hello", version: 1, nick });
    await caller.#until(`"type":"joined"`);
    return caller;
  }

  /** Resolves with the whole of the answer read; rejects if it is a refusal. */
  async ask(request: Request): Promise<void> {
    const id = `q${++this.#asked}`;
    await this.#send({ ...request, id });
    const answer = await this.#until(`"id":"${id}"`);
    if (answer.startsWith(`{"type":"error"`)) throw new Error(`The server refused: ${answer}`);
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }

  async #send(message: ClientMessage): Promise<void> {
    let bytes = new TextEncoder().encode(`${JSON.stringify(message)}\n`);
    while (bytes.length > 0) bytes = bytes.subarray(await this.#connection.write(bytes));
  }

  async #until(part: string): Promise<string> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`The server hung up before it said ${part}`);
      if (value.includes(part)) return value;
    }
  }
}

async function* readLines(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let unfinished = "";
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const lines = (unfinished + text).split("\n");
    unfinished = lines.pop() ?? "";
    yield* lines;
  }
}
