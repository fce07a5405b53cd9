import type { Settings, SettingsStorage } from "../../client/settings/settings.ts";

/** What the person has set, and where that is kept. */
export class Preferences {
  /** Why what was kept is not in them, for the person. */
  readonly problem: string | undefined;
  readonly #storage: SettingsStorage;
  #settings: Settings;

  constructor(storage: SettingsStorage) {
    this.#storage = storage;
    const { settings, problem } = storage.load();
    this.#settings = settings;
    this.problem = problem;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Holds from now on. Gives why it does not hold the next time too, or undefined. */
  change(changes: Partial<Settings>): string | undefined {
    this.#settings = { ...this.#settings, ...changes };
    return this.#storage.save(changes);
  }
}
