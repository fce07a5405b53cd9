import type { CommandSummary } from "../../../protocol.ts";

/** What is asked or shown over the page, for a command or a key. */
export type PageDialog =
  /** All that may be typed. */
  | { readonly type: "help"; readonly commands: readonly CommandSummary[] }
  | { readonly type: "keys" }
  /** A new one for one's nick. */
  | { readonly type: "password" }
  /** Whether a password or a code is to be sent though others can read it; `send` is called once that is allowed. */
  | { readonly type: "exposure"; readonly send: () => void };
