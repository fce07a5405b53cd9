import assert from "node:assert/strict";
import type { OutgoingMessage } from "../../client/outgoing/outgoing.ts";
import type { SayToRoom } from "../../protocol.ts";
import { bounded } from "../support/bounded.ts";

/** What a connection sends; `next` is the message after those that came already. */
export class Sent {
  readonly messages: OutgoingMessage[] = [];
  #changed = Promise.withResolvers<void>();

  readonly send = (message: OutgoingMessage): void => {
    this.messages.push(message);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  };

  async next(): Promise<OutgoingMessage> {
    const count = this.messages.length;
    await bounded(this.#changed.promise, () => "a message to be sent");
    return this.messages[count] ?? assert.fail("Nothing was sent");
  }

  get last(): SayToRoom {
    const last = this.messages.at(-1);
    return last !== undefined && last.type === "say" && "room" in last
      ? last
      : assert.fail("Nothing was said last");
  }

  get lastId(): string | undefined {
    return this.messages.at(-1)?.id;
  }

  /** What was said, and commands as they are typed. */
  get texts(): string[] {
    return this.messages.map((message) =>
      message.type === "say" ? message.text : `/${message.name} ${message.args}`.trim()
    );
  }
}
