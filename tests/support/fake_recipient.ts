import type { ServerMessage } from "../../protocol.ts";
import { Pages } from "../../server/pages.ts";
import type { Later, Recipient } from "../../server/recipient.ts";
import { MemoryStore } from "../../store/memory.ts";
import type { Store } from "../../store/store.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { decodeServerMessage, native } from "../../wire/native.ts";

const uncleaned = { text: (text: string) => text, line: (text: string) => text };

/** Keeps what it gets, in order, whichever way it came. */
export class FakeRecipient implements Recipient {
  readonly dialect: Dialect = native;
  readonly got: ServerMessage[] = [];
  /** What came after something that is still being made. */
  #waiting: (() => void)[] | undefined;
  readonly #pages: Pages;

  /** Pages are read from the store. */
  constructor(store: Store = new MemoryStore()) {
    this.#pages = new Pages(store, () => {});
  }

  push(bytes: Uint8Array): void {
    if (this.#waiting === undefined) this.#take(bytes);
    else this.#waiting.push(() => this.#take(bytes));
  }

  send(...messages: readonly ServerMessage[]): void {
    this.push(native.encode(messages));
  }

  sendLater(later: Later): void {
    if (this.#waiting === undefined) void this.#lookUp(later);
    else this.#waiting.push(() => this.sendLater(later));
  }

  async #lookUp(later: Later): Promise<void> {
    this.#waiting = [];
    if (later.type !== "page") throw new Error(`There is no "${later.type}" here`);
    const message = await this.#pages.read(later.page);
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
