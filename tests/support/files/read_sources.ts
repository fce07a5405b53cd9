const root = new URL("../../../", import.meta.url);

/** All TypeScript of the repository, by path. */
export async function readSources(
  folder = "",
  read: Map<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = folder + name;
    if (isDirectory) await readSources(`${path}/`, read);
    else if (/\.tsx?$/.test(name)) read.set(path, await Deno.readTextFile(new URL(path, root)));
  }
  return read;
}
