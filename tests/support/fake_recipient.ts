import type { ServerMessage } from "../../protocol.ts";
import type { Recipient } from "../../server/recipient.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { decodeServerMessage, native } from "../../wire/native.ts";

const uncleaned = { text: (text: string) => text, line: (text: string) => text };

/** Keeps what it gets, in order, whichever way it came. */
export class FakeRecipient implements Recipient {
  readonly dialect: Dialect = native;
  readonly got: ServerMessage[] = [];
  /** What came after something that is still being made. */
  #waiting: (() => void)[] | undefined;

  push(bytes: Uint8Array): void {
    if (this.#waiting === undefined) this.#take(bytes);
    else this.#waiting.push(() => this.#take(bytes));
  }

  send(...messages: readonly ServerMessage[]): void {
    this.push(native.encode(messages));
  }

  sendLater(make: () => Promise<ServerMessage>): void {
    if (this.#waiting === undefined) void this.#make(make);
    else this.#waiting.push(() => this.sendLater(make));
  }

  async #make(make: () => Promise<ServerMessage>): Promise<void> {
    this.#waiting = [];
    const message = await make();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.send(message);
    for (const take of waiting) take();
  }

  #take(bytes: Uint8Array): void {
    for (const line of new TextDecoder().decode(bytes).trimEnd().split("\n")) {
      this.got.push(decodeServerMessage(new TextEncoder().encode(line), uncleaned));
    }
  }
}
