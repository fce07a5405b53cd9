import type { Env } from "../helpers/env.ts";
import { failedStatus, Failure } from "./failure.ts";
import { forOwnerAlone } from "./replace_file.ts";

type System = typeof Deno.build.os;

/**
 * Where this user's programs keep what they made: by the XDG Base Directory Specification, in Library on macOS,
 * in AppData on Windows. Undefined where none of the variables is set that tell it.
 */
export function dataDirectory(env: Env, system: System): string | undefined {
  return ofUser(env, system, ["LOCALAPPDATA", "XDG_DATA_HOME", ".local/share"]);
}

/** The same for what a person has set. */
export function settingsDirectory(env: Env, system: System): string | undefined {
  return ofUser(env, system, ["APPDATA", "XDG_CONFIG_HOME", ".config"]);
}

/** The directory with the history: `given`, or the system's place for it. Throws `Failure` where there is neither. */
export function historyDirectory(given: string | undefined): string {
  const directory = given ?? dataDirectory((name) => Deno.env.get(name), Deno.build.os);
  if (directory !== undefined) return directory;
  const problem = "There is no home directory to keep anything in: give --data DIR";
  throw new Failure(failedStatus, problem);
}

/** The same, made if it is not there, for its owner alone. Throws what the system says, too. */
export function madeHistoryDirectory(given: string | undefined): string {
  const directory = historyDirectory(given);
  Deno.mkdirSync(directory, { recursive: true, mode: forOwnerAlone.directory });
  return directory;
}

function ofUser(
  env: Env,
  system: System,
  [appData, xdg, inHome]: readonly [appData: string, xdg: string, inHome: string],
): string | undefined {
  const below = (directory: string | undefined, path: string) =>
    directory ? directory + path : undefined;
  const home = env("HOME");
  switch (system) {
    case "windows":
      return below(env(appData), "\\chatroom");
    case "darwin":
      return below(home, "/Library/Application Support/chatroom");
    default: {
      // The specification says to ignore relative paths.
      const isAbsolute = env(xdg)?.startsWith("/");
      return isAbsolute ? below(env(xdg), "/chatroom") : below(home, `/${inHome}/chatroom`);
    }
  }
}
