import { readSettings, type SettingsStorage, writeSettings } from "../../../client/settings.ts";
import type { Settings } from "../../../client/settings.ts";

/** Settings kept as text, or refused. */
export class MemorySettings implements SettingsStorage {
  text = "";
  /** Why nothing can be kept. */
  problem: string | undefined;

  load(): Settings {
    return readSettings(this.text);
  }

  save(settings: Settings): string | undefined {
    if (this.problem === undefined) this.text = writeSettings(settings, this.text);
    return this.problem;
  }
}
