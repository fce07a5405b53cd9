import { dirname, join } from "node:path";
import {
  type LoadedSettings,
  readSettings,
  type Settings,
  type SettingsStorage,
  whyUnreadable,
  writeSettings,
} from "../client/settings.ts";
import { reasonOf } from "./failure.ts";
import { replaceFile } from "./replace_file.ts";

const forOwnerAlone = { directory: 0o700, file: 0o600 };

/**
 * What a person has set, in `settings.json`; `directory` is the client's, undefined where there is none. A file that
 * cannot be read is moved aside by the first change.
 */
export class FileSettings implements SettingsStorage {
  readonly #path: string | undefined;

  constructor(directory: string | undefined) {
    this.#path = directory === undefined ? undefined : join(directory, "settings.json");
  }

  load(): LoadedSettings {
    const { text, problem } = this.#read();
    const settings = readSettings(text);
    if (problem === undefined) return { settings };
    const told = `Your settings cannot be read, so the defaults hold: ${this.#path}: ${problem}`;
    return { settings, problem: `${told}. The first change moves that file to ${this.#aside}` };
  }

  save(settings: Settings): string | undefined {
    if (this.#path === undefined) return "There is no home directory";
    try {
      Deno.mkdirSync(dirname(this.#path), { recursive: true, mode: forOwnerAlone.directory });
      const { text, problem } = this.#read();
      if (problem !== undefined) Deno.renameSync(this.#path, this.#aside);
      replaceFile(this.#path, writeSettings(settings, text), forOwnerAlone.file);
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  get #aside(): string {
    return `${this.#path}.old`;
  }

  /** `problem`: there is one, but it cannot be read. */
  #read(): { readonly text: string; readonly problem?: string } {
    if (this.#path === undefined) return { text: "" };
    try {
      const text = Deno.readTextFileSync(this.#path);
      return { text, problem: whyUnreadable(text) };
    } catch (error) {
      return error instanceof Deno.errors.NotFound
        ? { text: "" }
        : { text: "", problem: reasonOf(error) };
    }
  }
}
