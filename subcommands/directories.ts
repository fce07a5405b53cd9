import type { Env } from "../helpers/env.ts";

type System = typeof Deno.build.os;

/**
 * Where this user's programs keep what they made: by the XDG Base Directory Specification, in Library on macOS,
 * in AppData on Windows. Undefined where none of the variables is set that tell it.
 */
export function dataDirectory(env: Env, system: System): string | undefined {
  return within(env, system, {
    windows: "LOCALAPPDATA",
    xdg: "XDG_DATA_HOME",
    home: ".local/share",
  });
}

/** The same for what a person has set. */
export function settingsDirectory(env: Env, system: System): string | undefined {
  return within(env, system, { windows: "APPDATA", xdg: "XDG_CONFIG_HOME", home: ".config" });
}

function within(
  env: Env,
  system: System,
  names: { readonly windows: string; readonly xdg: string; readonly home: string },
): string | undefined {
  const set = (name: string) => env(name) || undefined;
  const home = set("HOME");
  switch (system) {
    case "windows":
      return below(set(names.windows), "\\chatroom");
    case "darwin":
      return below(home, "/Library/Application Support/chatroom");
    default: {
      // The specification says to ignore relative paths.
      const xdg = set(names.xdg);
      return xdg?.startsWith("/") ? `${xdg}/chatroom` : below(home, `/${names.home}/chatroom`);
    }
  }
}

function below(directory: string | undefined, path: string): string | undefined {
  return directory === undefined ? undefined : directory + path;
}
