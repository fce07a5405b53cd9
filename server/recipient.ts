import type { ServerMessage } from "../protocol.ts";
import type { Dialect } from "../wire/dialect.ts";
import type { PageRequest } from "./pages.ts";

/** An answer that is looked up when all before it is on its way: until then it waits as plain data. */
export type Later =
  | { readonly type: "page"; readonly page: PageRequest }
  | { readonly type: "stats"; readonly id: string | undefined };

/** Where messages for one member go. No method blocks, throws or calls back. */
export interface Recipient {
  readonly dialect: Dialect;
  /** Bytes that were encoded once for everybody who speaks the dialect. */
  push(bytes: Uint8Array): void;
  /** Messages for this one alone. */
  send(...messages: readonly ServerMessage[]): void;
  /** A message that is looked up once all before it is on its way; what is sent or pushed after it waits. */
  sendLater(later: Later): void;
}
