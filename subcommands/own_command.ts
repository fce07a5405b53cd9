import { basename, delimiter, dirname } from "node:path";
import { shellWord } from "../helpers/text/quoted.ts";

/** How the program was started. */
export interface Started {
  readonly isExecutable: boolean;
  /** Of the executable, or of Deno. */
  readonly path: string;
  readonly denoVersion: string;
  /** Where a shell looks for programs. */
  readonly searchPath: string;
  readonly currentDirectory: string;
  /** Of the source. */
  readonly directory: string;
}

/** What a person types here to run that subcommand as this program was started, ready to be pasted. */
export function ownCommand(subcommand: string, started: Started = howStarted()): string {
  const { isExecutable, path, denoVersion, searchPath, currentDirectory, directory } = started;
  if (isExecutable) {
    const isFound = searchPath.split(delimiter).includes(dirname(path));
    return `${shellWord(isFound ? basename(path) : path)} ${subcommand}`;
  }
  const deno = /[/\\]_npx[/\\]/.test(path) ? `npx -y deno@${denoVersion}` : "deno";
  // Tasks run in the directory of the source, and a person who types one is there too.
  const config = currentDirectory === directory
    ? ""
    : ` --config ${shellWord(`${directory}/deno.json`)}`;
  return `${deno} task -q${config} ${subcommand}`;
}

function howStarted(): Started {
  return {
    isExecutable: Deno.build.standalone,
    path: Deno.execPath(),
    denoVersion: Deno.version.deno,
    // From source a client may not read it, and has no use for it.
    searchPath: Deno.build.standalone ? Deno.env.get("PATH") ?? "" : "",
    currentDirectory: Deno.cwd(),
    directory: dirname(import.meta.dirname ?? ""),
  };
}
