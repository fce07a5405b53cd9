import type { SettingsStorage } from "../../client/settings/settings.ts";
import type { RowClock } from "./style/look.ts";
import type { ColorDepth } from "./style/theme_styles.ts";

/** The terminal, as `RawTerminal` is one. Titles and texts may be uncleaned. */
export interface ScreenTerminal {
  readonly size: { readonly columns: number; readonly rows: number };
  write(text: string): Promise<void>;
  suspend(): void;
  ring(): void;
  /** To the desktop, where the terminal passes that on. */
  notify(title: string, body: string): void;
  /** Of its window. */
  setTitle(text: string): void;
}

export interface ScreenClientOptions {
  /** Asked for when connecting; the first is where one is until one goes elsewhere. */
  readonly rooms: readonly string[];
  readonly terminal: ScreenTerminal;
  readonly depth: ColorDepth;
  readonly settings: SettingsStorage;
  /** Whether others are told that one types. */
  readonly typing: boolean;
  /** In the time zone of this machine if absent. */
  readonly clock?: RowClock;
  readonly nowMs?: () => number;
  /** Of a clock that never goes back. */
  readonly monotonicMs?: () => number;
}
