import { dirname, join } from "node:path";
import {
  type LoadedSettings,
  type SettingsStorage,
  writeSettings,
} from "../client/settings/settings.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { readRegularFile } from "../helpers/regular_file.ts";
import {
  defaultTerminalSettings,
  readTerminalSettings,
  type TerminalSettings,
} from "../ui/terminal_settings.ts";
import { forOwnerAlone, realPath, replaceFile } from "./replace_file.ts";

/**
 * What a person has set, in `settings.json`; `directory` is the client's, undefined where there is none. A file that
 * cannot be read is moved aside by the first change.
 */
export class SettingsFile implements SettingsStorage<TerminalSettings> {
  readonly #path: string | undefined;

  constructor(directory: string | undefined) {
    this.#path = directory === undefined ? undefined : join(directory, "settings.json");
  }

  load(): LoadedSettings<TerminalSettings> {
    const { settings, problem } = this.#read();
    if (problem === undefined || this.#path === undefined) return { settings };
    const told = `Your settings cannot be read, so the defaults hold: ${this.#path}: ${problem}`;
    return {
      settings,
      problem: `${told}. The first change moves that file to ${aside(this.#path)}`,
    };
  }

  save(changes: Partial<TerminalSettings>): string | undefined {
    if (this.#path === undefined) return "There is no home directory";
    try {
      Deno.mkdirSync(dirname(this.#path), { recursive: true, mode: forOwnerAlone.directory });
      const { text, problem } = this.#read();
      const path = realPath(this.#path);
      if (problem !== undefined) Deno.renameSync(path, aside(path));
      replaceFile(path, writeSettings(changes, text));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  /** With a `problem` where there is a file, but none that can be read. */
  #read(): LoadedSettings<TerminalSettings> & { readonly text: string } {
    try {
      const text = this.#path === undefined ? "" : readRegularFile(this.#path);
      return { text, ...readTerminalSettings(text) };
    } catch (error) {
      const problem = error instanceof Deno.errors.NotFound ? undefined : reasonOf(error);
      return { text: "", settings: defaultTerminalSettings, problem };
    }
  }
}

/** A path beside it where nothing is yet. */
function aside(path: string): string {
  const old = `${realPath(path)}.old`;
  let free = old;
  for (let number = 2; isThere(free); number++) free = `${old}.${number}`;
  return free;
}

function isThere(path: string): boolean {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    // If it only cannot be looked at, the move that follows fails.
    return false;
  }
}
