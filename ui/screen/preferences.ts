import type { Settings, SettingsStorage } from "../../client/settings.ts";

/** What the person has set, and where that is kept. */
export class Preferences {
  readonly #storage: SettingsStorage;
  #settings: Settings;

  constructor(storage: SettingsStorage) {
    this.#storage = storage;
    this.#settings = storage.load();
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Holds from now on. Gives why it does not hold the next time too, or undefined. */
  change(settings: Settings): string | undefined {
    this.#settings = settings;
    return this.#storage.save(settings);
  }
}
