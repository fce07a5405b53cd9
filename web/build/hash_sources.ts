import { createHash } from "node:crypto";

/** What is in the repository and never in the page: the longest to read. */
const elsewhere = ["build", "dist", "tests", "bench", "docs"];

const ofPage = /\.(tsx?|css|html|svg|webmanifest)$|^deno\.(json|lock)$/;

/**
 * Changes whenever the page could: by the names and contents of all sources in `folder`, among them the versions
 * of libraries (`deno.lock`) and this build itself, and by the version of Deno, which brings the bundler.
 */
export function hashSources(folder: URL): string {
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const path of sourcesIn(folder).sort()) {
    const content = Deno.readFileSync(new URL(path, folder));
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Paths from `root`, with `/`. */
function sourcesIn(root: URL, folder = ""): string[] {
  const paths: string[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, root))) {
    const path = folder + name;
    if (name.startsWith(".") || elsewhere.includes(path)) continue;
    if (isDirectory) paths.push(...sourcesIn(root, `${path}/`));
    else if (ofPage.test(path)) paths.push(path);
  }
  return paths;
}
