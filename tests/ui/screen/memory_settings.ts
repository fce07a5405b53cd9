import {
  type LoadedSettings,
  type SettingsStorage,
  writeSettings,
} from "../../../client/settings/settings.ts";
import { readTerminalSettings, type TerminalSettings } from "../../../ui/terminal_settings.ts";
import type { InputHistoryStorage } from "../../../client/writing/input_history.ts";

/** Settings kept as text, or refused. */
export class MemorySettings implements SettingsStorage<TerminalSettings> {
  text = "";
  /** Why nothing can be kept. */
  problem: string | undefined;

  load(): LoadedSettings<TerminalSettings> {
    return readTerminalSettings(this.text);
  }

  save(changes: Partial<TerminalSettings>): string | undefined {
    if (this.problem === undefined) this.text = writeSettings(changes, this.text);
    return this.problem;
  }
}

/** What was typed, kept as long as the test runs. */
export class MemoryInputHistory implements InputHistoryStorage {
  entries: string[] = [];

  load(): readonly string[] {
    return this.entries;
  }

  add(text: string): void {
    this.entries.push(text);
  }

  erase(): void {
    this.entries = [];
  }
}
