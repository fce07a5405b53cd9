import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { readAssets } from "../../web/assets.ts";

const assets = readAssets() ?? assert.fail("deno task page builds what this reads");
const pageText = textOf("/");

function textOf(path: string): string {
  const asset = assets.find((asset) => asset.path === path) ?? assert.fail(`There is no ${path}`);
  return new TextDecoder().decode(asset.bytes);
}

Deno.test("what the page asks for is there, under names that change with the content", () => {
  const asked = [...pageText.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  assert.ok(asked.length >= 2);
  for (const path of asked) {
    const asset = assets.find((asset) => asset.path === path) ?? assert.fail(`There is no ${path}`);
    assert.match(asset.path, /^\/[a-z]+-[0-9a-f]{8}\.(js|css)$/);
    assert.ok(asset.isImmutable);
  }
  assert.equal(assets.find(({ path }) => path === "/")?.isImmutable, false);
});

Deno.test("what is compressed is the same, and shorter", () => {
  for (const { bytes, gzip, brotli } of assets) {
    if (gzip) assert.deepEqual(new Uint8Array(gunzipSync(gzip)), bytes);
    if (brotli) assert.deepEqual(new Uint8Array(brotliDecompressSync(brotli)), bytes);
    for (const { length } of [gzip ?? [], brotli ?? []]) assert.ok(length < bytes.length);
  }
  assert.ok(assets.some(({ gzip, brotli }) => gzip && brotli));
});

Deno.test("a page that was never built is no error", () => {
  assert.equal(readAssets(new URL("not/there.json", import.meta.url)), undefined);
});
