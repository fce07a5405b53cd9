import assert from "node:assert/strict";
import type { SayMessage } from "../../protocol.ts";
import { bounded } from "../support/bounded.ts";

/** What a connection sends; `next` is the message after those that came already. */
export class Sent {
  readonly messages: SayMessage[] = [];
  #changed = Promise.withResolvers<void>();

  readonly send = (message: SayMessage): void => {
    this.messages.push(message);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  };

  async next(): Promise<SayMessage> {
    const count = this.messages.length;
    await bounded(this.#changed.promise, () => "a message to be sent");
    return this.messages[count] ?? assert.fail("Nothing was sent");
  }

  get last(): SayMessage {
    return this.messages.at(-1) ?? assert.fail("Nothing was sent");
  }

  get texts(): string[] {
    return this.messages.map(({ text }) => text);
  }
}
