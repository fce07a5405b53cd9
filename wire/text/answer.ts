import type { ClientMessage } from "../../protocol.ts";

/** What comes of a line: what it asks of the server, and what is told at once. */
export interface Answer {
  readonly messages?: readonly ClientMessage[];
  readonly tells?: readonly string[];
}
