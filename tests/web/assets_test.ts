import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type Asset, readAssets } from "../../web/assets.ts";
import { weighPage } from "../support/page_weight.ts";

const assets = readAssets() ?? assert.fail("deno task page builds what this reads");

function assetAt(path: string): Asset {
  return assets.find((asset) => asset.path === path) ?? assert.fail(`There is no ${path}`);
}

function textOf({ bytes }: Asset): string {
  return new TextDecoder().decode(bytes);
}

const page = textOf(assetAt("/"));
const inPage = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);

Deno.test("all that the page and its manifest name is there", () => {
  assert.ok(inPage.length >= 5);
  inPage.forEach(assetAt);
  const manifest = JSON.parse(textOf(assetAt("/manifest.webmanifest")));
  for (const { src, sizes, type } of manifest.icons) {
    const { bytes, contentType } = assetAt(src);
    assert.equal(contentType, type);
    if (type !== "image/png") continue;
    // Of PNG's first chunk.
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    assert.equal(`${view.getUint32(16)}x${view.getUint32(20)}`, sizes);
  }
});

Deno.test("what may be kept for good has a name that changes with its content", () => {
  for (const { path, isImmutable } of assets) {
    assert.equal(
      isImmutable,
      /^\/[\w-]+-([0-9a-f]{8}|[0-9A-Z]{8})\.(js|css|txt)$/.test(path),
      path,
    );
  }
  const hashed = inPage.filter((path) => /\.(js|css)$/.test(path));
  assert.ok(hashed.length >= 2 && hashed.every((path) => assetAt(path).isImmutable));
});

Deno.test("what is compressed is the same, and shorter", () => {
  for (const { bytes, gzip, brotli } of assets) {
    if (gzip) assert.deepEqual(new Uint8Array(gunzipSync(gzip)), bytes);
    if (brotli) assert.deepEqual(new Uint8Array(brotliDecompressSync(brotli)), bytes);
    for (const { length } of [gzip ?? [], brotli ?? []]) assert.ok(length < bytes.length);
  }
  assert.ok(assets.some(({ gzip, brotli }) => gzip && brotli));
});

Deno.test("what every visit loads is at most 60 KiB over the wire, and all that there is at most 72", () => {
  const listed = assets.map(({ path, bytes, brotli = bytes }) => `${path} ${brotli.length}`);
  const { atOnce, all } = weighPage(assets);
  assert.ok(atOnce <= 60 * 1024, `${atOnce} bytes at once:\n${listed.join("\n")}`);
  assert.ok(all <= 72 * 1024, `${all} bytes in all:\n${listed.join("\n")}`);
});

Deno.test("nothing of it asks another host", () => {
  for (const asset of assets.filter(({ contentType }) => contentType !== "image/png")) {
    const urls = textOf(asset).match(/\b(?:https?|wss?):\/\/[\w.-]+[^\s"'`)]*/g) ?? [];
    // Names of XML's namespaces are no addresses.
    assert.deepEqual(urls.filter((url) => !url.startsWith("http://www.w3.org/")), [], asset.path);
    assert.doesNotMatch(textOf(asset), /(?:url\(|@import|src=|href=)\s*["']?\/\//, asset.path);
  }
});

Deno.test("the page has no script and no style within it: its policy allows none", () => {
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]* src=)/i);
  assert.doesNotMatch(page, /<base|http-equiv/i);
});

Deno.test("a page that was never built, or that is none, is no error", () => {
  assert.equal(readAssets(new URL("not/there.json", import.meta.url)), undefined);
  assert.equal(readAssets(new URL(import.meta.url)), undefined);
});
