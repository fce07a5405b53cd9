import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Asset } from "../assets.ts";
import type { BundledPage } from "./bundle_page.ts";
import { emojiTable } from "./emoji.ts";
import { iconPng, iconSvg } from "./icons/icon.ts";

const encoder = new TextEncoder();

const contentTypes = {
  html: "text/html; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  webmanifest: "application/manifest+json",
} as const;

interface File {
  /** Empty for the page itself. */
  readonly name: string;
  readonly type: keyof typeof contentTypes;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** There is a hash of the content in its name. */
  readonly isHashed?: boolean;
}

/** The page's files under their final names, and compressed. */
export async function makeAssets(
  { html, manifest, script, style, chunks }: BundledPage,
): Promise<readonly Asset[]> {
  const main = hashedFile("main", "js", script);
  const styles = hashedFile("page", "css", style);
  const emoji = hashedFile("emoji", "txt", encoder.encode(emojiTable()));
  const page = html.replace('<script type="module"', `${preloads(script)}$&`)
    .replace('"main.tsx"', `"/${main.name}"`)
    .replace('"page.css"', `"/${styles.name}"`)
    .replace('"emoji.txt"', `"/${emoji.name}"`);
  const files: readonly File[] = [
    { name: "", type: "html", bytes: encoder.encode(page) },
    main,
    styles,
    ...[...chunks].map(([name, bytes]) => ({ name, type: "js", bytes, isHashed: true } as const)),
    emoji,
    { name: "manifest.webmanifest", type: "webmanifest", bytes: encoder.encode(manifest) },
    ...icons(),
  ];
  return await Promise.all(files.map(makeAsset));
}

/** So that the browser asks for what the script begins with before it has read the script. */
function preloads(script: Uint8Array): string {
  return [...new TextDecoder().decode(script).matchAll(/\bfrom"\.\/([\w-]+\.js)"/g)]
    .map(([, name]) => `<link rel="modulepreload" href="/${name}">\n    `).join("");
}

/** Of those that the manifest and the page name, and the one for unread messages, which the page sets itself. */
function icons(): readonly File[] {
  return [
    { name: "icon.svg", type: "svg", bytes: encoder.encode(iconSvg(false)) },
    { name: "icon-unread.svg", type: "svg", bytes: encoder.encode(iconSvg(true)) },
    // For those who take no SVG. A larger one would weigh more than all styles.
    { name: "icon-192.png", type: "png", bytes: iconPng(192) },
  ];
}

function hashedFile(
  name: string,
  type: "js" | "css" | "txt",
  bytes: Uint8Array<ArrayBuffer>,
): File {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  return { name: `${name}-${hash}.${type}`, type, bytes, isHashed: true };
}

async function makeAsset({ name, type, bytes, isHashed = false }: File): Promise<Asset> {
  const asset = { path: `/${name}`, contentType: contentTypes[type], bytes, isImmutable: isHashed };
  // Compressed in itself.
  if (type === "png") return asset;
  const [gzipped, brotlied] = await Promise.all([
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    // Found by trying: what there is weighs least so.
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_LGBLOCK]: 16,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT,
      },
    }),
  ]);
  return {
    ...asset,
    ...(gzipped.length < bytes.length ? { gzip: new Uint8Array(gzipped) } : {}),
    ...(brotlied.length < bytes.length ? { brotli: new Uint8Array(brotlied) } : {}),
  };
}
