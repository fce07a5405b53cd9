import type { Settings } from "../settings/settings.ts";
import type { ClientState } from "../state.ts";

export interface ConversationsOptions {
  /** Of the client whose events are applied. */
  readonly state: ClientState;
  readonly settings: () => Settings;
  /** When something happens, in milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Of a clock that never goes back: for who types. */
  readonly monotonicMs: () => number;
  /** Asked for when connecting; the first is where one is until one goes elsewhere. */
  readonly rooms: readonly string[];
}
