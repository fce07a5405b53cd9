import { reasonOf } from "../../../helpers/reason_of.ts";
import {
  type LoadedSettings,
  type SettingsStorage,
  writeSettings,
} from "../../../client/settings/settings.ts";
import type { KeyStorage } from "./kept_session.ts";
import { defaultPageSettings, type PageSettings, readPageSettings } from "./page_settings.ts";

const key = "settings";

/** What the person has set, kept by the browser for all tabs. */
export class KeptSettings implements SettingsStorage<PageSettings> {
  /** `storage`: undefined where the browser keeps nothing. */
  constructor(private readonly storage: KeyStorage | undefined) {}

  load(): LoadedSettings<PageSettings> {
    try {
      return readPageSettings(this.storage?.getItem(key) ?? "");
    } catch (error) {
      return { settings: defaultPageSettings, problem: reasonOf(error) };
    }
  }

  save(changes: Partial<PageSettings>): string | undefined {
    if (this.storage === undefined) return "this browser keeps nothing for this page";
    try {
      this.storage.setItem(key, writeSettings(changes, this.storage.getItem(key) ?? ""));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }
}
