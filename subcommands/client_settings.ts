import { dirname, join } from "node:path";
import {
  readSettings,
  type Settings,
  type SettingsStorage,
  writeSettings,
} from "../client/settings.ts";
import { reasonOf } from "./failure.ts";
import { replaceFile } from "./replace_file.ts";

const forOwnerAlone = { directory: 0o700, file: 0o600 };

/** What a person has set, in `settings.json`; `directory` is the client's, undefined where there is none. */
export class FileSettings implements SettingsStorage {
  readonly #path: string | undefined;

  constructor(directory: string | undefined) {
    this.#path = directory === undefined ? undefined : join(directory, "settings.json");
  }

  load(): Settings {
    return readSettings(this.#read());
  }

  save(settings: Settings): string | undefined {
    if (this.#path === undefined) return "There is no home directory";
    try {
      Deno.mkdirSync(dirname(this.#path), { recursive: true, mode: forOwnerAlone.directory });
      replaceFile(this.#path, writeSettings(settings, this.#read()), forOwnerAlone.file);
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  #read(): string {
    try {
      return this.#path === undefined ? "" : Deno.readTextFileSync(this.#path);
    } catch {
      // None yet, or none that can be read: the defaults hold.
      return "";
    }
  }
}
