import type { ServerMessage } from "../protocol.ts";
import type { Dialect } from "../wire/dialect.ts";

/** Where messages for one member go. Neither method blocks, throws or calls back. */
export interface Recipient {
  readonly dialect: Dialect;
  /** Bytes that were encoded once for everybody who speaks the dialect. */
  push(bytes: Uint8Array): void;
  /** Messages for this one alone. */
  send(...messages: readonly ServerMessage[]): void;
}
