import { delimiter, join } from "node:path";

/** Where a program is installed that is called by this name; undefined where there is none. */
export function findProgram(name: string): string | undefined {
  const directories = (Deno.env.get("PATH") ?? "").split(delimiter);
  return directories.map((directory) => join(directory, name)).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
