import { fileURLToPath } from "node:url";
import { minify, type MinifyOptions } from "terser";

/** A page in its parts, before they have their final names. */
export interface BundledPage {
  /** With `src="main.tsx"` and `href="page.css"` for the two that follow, and `content="emoji.txt"` for the emoji. */
  readonly html: string;
  /** For home screens (W3C, Web Application Manifest). */
  readonly manifest: string;
  readonly script: Uint8Array<ArrayBuffer>;
  readonly style: Uint8Array<ArrayBuffer>;
  /** What the script loads when it is needed, by file name; each name has a hash of the content in it. */
  readonly chunks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** Bundles and minifies `web/page/`. Throws what is wrong in it, with file and line. */
export async function bundlePage(root: URL): Promise<BundledPage> {
  const page = new URL("web/page/", root);
  // One after the other: the first time, Deno fetches its bundler, and two at once would be in each other's way.
  const [main, ...chunks] = await bundle(new URL("main.tsx", page));
  const [style] = await bundleStyles(root, stylesIn(page));
  if (main === undefined || style === undefined) throw new Error("The bundler gave no file");
  return {
    html: Deno.readTextFileSync(new URL("index.html", page)).replace(/\n\s+/g, "\n"),
    manifest: JSON.stringify(
      JSON.parse(Deno.readTextFileSync(new URL("manifest.webmanifest", page))),
    ),
    script: await minified(main.bytes),
    style: style.bytes,
    chunks: new Map(
      await Promise.all(
        chunks.map(async ({ name, bytes }) => [name, await minified(bytes)] as const),
      ),
    ),
  };
}

/** What no getter, constructor or bound function of the page depends on. */
const minifyOptions: MinifyOptions = {
  module: true,
  ecma: 2020,
  // What is inlined more than once compresses worse than what is called.
  compress: {
    comparisons: false,
    if_return: false,
    passes: 3,
    inline: 1,
    keep_fargs: false,
    pure_getters: true,
    unsafe_arrows: true,
    unsafe_methods: true,
  },
  format: { comments: false },
};

/** The bundler minifies too; what is left is a twenty-fifth less once compressed. */
async function minified(script: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { code } = await minify(new TextDecoder().decode(script), minifyOptions);
  if (code === undefined) throw new Error("The minifier gave nothing");
  return new TextEncoder().encode(code);
}

/** Paths from `folder`: those of `style/` first, so that all others come after what holds everywhere. */
export function stylesIn(folder: URL): readonly string[] {
  const styles: string[] = [];
  const collect = (path: string) => {
    for (const { name, isDirectory } of Deno.readDirSync(new URL(path, folder))) {
      if (isDirectory) collect(`${path}${name}/`);
      else if (name.endsWith(".css")) styles.push(path + name);
    }
  };
  collect("./");
  const [first, rest] = [
    styles.filter((path) => path.startsWith("./style/")),
    styles.filter((path) => !path.startsWith("./style/")),
  ];
  return [...first.sort(), ...rest.sort()];
}

/** All styles as one, by way of a file that imports them: so what is wrong is told with its own file and line. */
async function bundleStyles(root: URL, paths: readonly string[]): Promise<readonly OutputFile[]> {
  const entry = new URL(`build/page.${crypto.randomUUID()}.css`, root);
  const imports = paths.map((path) => `@import "../web/page/${path.slice(2)}";\n`);
  Deno.writeTextFileSync(entry, imports.join(""));
  try {
    return await bundle(entry);
  } finally {
    Deno.removeSync(entry);
  }
}

interface OutputFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The entry's own comes first. */
async function bundle(entry: URL): Promise<readonly OutputFile[]> {
  const { errors, warnings, outputFiles = [] } = await Deno.bundle({
    entrypoints: [fileURLToPath(entry)],
    outputDir: fileURLToPath(new URL("./", entry)),
    platform: "browser",
    minify: true,
    codeSplitting: true,
    write: false,
  });
  // Faults of CSS are warnings to it.
  const problems = [...errors, ...warnings];
  if (problems.length > 0) throw new Error(problems.map(inWords).join("\n"));
  return outputFiles.map(({ path, contents = new Uint8Array() }) => ({
    name: path.replace(/^.*[\\/]/, ""),
    bytes: contents,
  }));
}

function inWords({ text, location }: Deno.bundle.Message): string {
  // Null, contrary to its type, where there is none.
  return !location ? text : `${location.file}:${location.line}: ${text}`;
}
