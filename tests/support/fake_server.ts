import { Transcript } from "./transcript.ts";

const greeting = [
  `{"type":"welcome","version":1,"server":"fake","nick":"ann","token":"t","limits":{` +
  `"frameBytes":1,"textBytes":1,"nickLength":1,"roomNameLength":1,"topicLength":1,"rooms":1},` +
  `"commands":[]}`,
  `{"type":"joined","room":"lobby","topic":"","members":[],"count":1,"seq":0}`,
];

/** A server for one client, which greets it and then says what a test wants. */
export class FakeServer implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #lines = new Transcript<string>("What the client sends");
  readonly #running: Promise<void>;
  #connection: Deno.TcpConn | undefined;

  constructor() {
    this.#running = this.#serve();
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  sendLines(...lines: readonly string[]): void {
    const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
    this.#connection?.write(bytes).catch(() => {});
  }

  /** The next line that came for which it matches. */
  line(matches: (line: string) => boolean): Promise<string> {
    return this.#lines.next((line) => matches(line) ? line : undefined, `${matches}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await this.#running;
  }

  async #serve(): Promise<void> {
    using connection = await this.#listener.accept();
    this.#connection = connection;
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(4096);
    let text = "";
    for (;;) {
      const count = await connection.read(buffer).catch(() => null);
      if (count === null) return this.#lines.end();
      text += decoder.decode(buffer.subarray(0, count));
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) this.#take(line);
    }
  }

  #take(line: string): void {
    this.#lines.push(line);
    if (line.includes(`"hello"`)) this.sendLines(...greeting);
    if (line.includes(`"bye"`)) this.sendLines(`{"type":"bye","code":"logged_out"}`);
  }
}
