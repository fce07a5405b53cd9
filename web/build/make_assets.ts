import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Asset } from "../assets.ts";
import type { BundledPage } from "./bundle_page.ts";

const contentTypes = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
} as const;

/** The page's files under their final names, and compressed. */
export async function makeAssets(
  { html, script, style, chunks }: BundledPage,
): Promise<readonly Asset[]> {
  const scriptName = hashedName("main", "js", script);
  const styleName = hashedName("page", "css", style);
  const page = html.replace('"main.tsx"', `"/${scriptName}"`)
    .replace('"page.css"', `"/${styleName}"`);
  return await Promise.all([
    makeAsset("", "html", new TextEncoder().encode(page)),
    makeAsset(scriptName, "js", script),
    makeAsset(styleName, "css", style),
    ...[...chunks].map(([name, bytes]) => makeAsset(name, "js", bytes)),
  ]);
}

function hashedName(name: string, extension: string, bytes: Uint8Array): string {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  return `${name}-${hash}.${extension}`;
}

async function makeAsset(
  name: string,
  extension: keyof typeof contentTypes,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Asset> {
  const [gzipped, brotlied] = await Promise.all([
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(bytes),
  ]);
  return {
    path: `/${name}`,
    contentType: contentTypes[extension],
    bytes,
    ...(gzipped.length < bytes.length ? { gzip: new Uint8Array(gzipped) } : {}),
    ...(brotlied.length < bytes.length ? { brotli: new Uint8Array(brotlied) } : {}),
    isImmutable: extension !== "html",
  };
}
