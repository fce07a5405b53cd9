import {
  type LoadedSettings,
  readSettings,
  type Settings,
  type SettingsStorage,
  writeSettings,
} from "../../../client/settings/settings.ts";
import type { InputHistoryStorage } from "../../../ui/writing/input_history.ts";

/** Settings kept as text, or refused. */
export class MemorySettings implements SettingsStorage {
  text = "";
  /** Why nothing can be kept. */
  problem: string | undefined;

  load(): LoadedSettings {
    return readSettings(this.text);
  }

  save(changes: Partial<Settings>): string | undefined {
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
