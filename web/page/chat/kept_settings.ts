import { reasonOf } from "../../../helpers/reason_of.ts";
import {
  defaultSettings,
  type LoadedSettings,
  readSettings,
  type Settings,
  type SettingsStorage,
  writeSettings,
} from "../../../client/settings/settings.ts";
import type { KeyStorage } from "./kept_session.ts";

const key = "settings";

/** What the person has set, kept by the browser for all tabs. */
export class KeptSettings implements SettingsStorage {
  /** `storage`: undefined where the browser keeps nothing. */
  constructor(private readonly storage: KeyStorage | undefined) {}

  load(): LoadedSettings {
    try {
      return readSettings(this.storage?.getItem(key) ?? "");
    } catch (error) {
      return { settings: defaultSettings, problem: reasonOf(error) };
    }
  }

  save(changes: Partial<Settings>): string | undefined {
    if (this.storage === undefined) return "this browser keeps nothing for this page";
    try {
      this.storage.setItem(key, writeSettings(changes, this.storage.getItem(key) ?? ""));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }
}
