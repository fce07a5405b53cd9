import type { ServerMessage } from "../../protocol.ts";
import type { Recipient } from "../../server/recipient.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { decodeServerMessage, native } from "../../wire/native.ts";

const uncleaned = { text: (text: string) => text, line: (text: string) => text };

/** Keeps what it gets, in order, whichever way it came. */
export class FakeRecipient implements Recipient {
  readonly dialect: Dialect = native;
  readonly got: ServerMessage[] = [];

  push(bytes: Uint8Array): void {
    for (const line of new TextDecoder().decode(bytes).trimEnd().split("\n")) {
      this.got.push(decodeServerMessage(new TextEncoder().encode(line), uncleaned));
    }
  }

  send(...messages: readonly ServerMessage[]): void {
    this.push(native.encode(messages));
  }
}
