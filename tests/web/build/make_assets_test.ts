import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { stylesIn } from "../../../web/build/bundle_page.ts";
import { makeAssets } from "../../../web/build/make_assets.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const encoder = new TextEncoder();

function makePage(script: string): ReturnType<typeof makeAssets> {
  return makeAssets({
    html:
      '<link href="page.css"><meta content="emoji.txt"><script type="module" src="main.tsx"></script>',
    manifest: "{}",
    script: encoder.encode(script),
    style: encoder.encode("b{}"),
    chunks: new Map([["emoji-TT27D6G3.js", encoder.encode("export{}")]]),
  });
}

Deno.test("makeAssets() names script, styles and emoji by their content, and chunks as the script does", async () => {
  const [page, main, styles, chunk, emoji] = await makePage("1");
  const html = new TextDecoder().decode(page?.bytes);
  assert.equal(
    html,
    `<link href="${styles?.path}"><meta content="${emoji?.path}"><script type="module" src="${main?.path}"></script>`,
  );
  assert.match(emoji?.path ?? "", /^\/emoji-[0-9a-f]{8}\.txt$/);
  assert.deepEqual([chunk?.path, chunk?.isImmutable], ["/emoji-TT27D6G3.js", true]);
  const [, other, same] = await makePage("2");
  assert.notEqual(other?.path, main?.path);
  assert.equal(same?.path, styles?.path);
});

Deno.test("makeAssets() has browsers ask for what the script begins with, and not for what it loads later", async () => {
  const script = 'import{a}from"./chunk-KOSK7NU7.js";a(()=>import("./later-4XKXYBKW.js"));';
  const [page] = await makePage(script);
  const html = new TextDecoder().decode(page?.bytes);
  assert.match(html, /<link rel="modulepreload" href="\/chunk-KOSK7NU7\.js">\s*<script /);
  assert.doesNotMatch(html, /later/);
});

Deno.test("stylesIn() gives what holds everywhere first, then the others by path", async () => {
  await using directory = await TemporaryDirectory.make();
  const root = pathToFileURL(`${directory.path}/`);
  const paths = ["parts/b.css", "a.css", "style/tokens.css", "parts/a.css", "style/base.css"];
  for (const path of [...paths, "parts/a.tsx"]) {
    Deno.mkdirSync(new URL(".", new URL(path, root)), { recursive: true });
    Deno.writeTextFileSync(new URL(path, root), "");
  }
  assert.deepEqual(stylesIn(root), [
    ...["./style/base.css", "./style/tokens.css"],
    ...["./a.css", "./parts/a.css", "./parts/b.css"],
  ]);
});
