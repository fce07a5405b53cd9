import assert from "node:assert/strict";
import { isOtherVersionServed } from "../../../../web/page/chat/new_version.ts";

const loaded = ["/main-00000001.js", "/page-00000002.css"];

function page(script: string, style: string): string {
  return `<link rel="stylesheet" href="${style}"><script src="${script}"></script>`;
}

const cases: readonly [name: string, served: () => Response, isOther: boolean][] = [
  ["the same", () => new Response(page("/main-00000001.js", "/page-00000002.css")), false],
  ["another script", () => new Response(page("/main-00000003.js", "/page-00000002.css")), true],
  ["other styles", () => new Response(page("/main-00000001.js", "/page-00000003.css")), true],
  ["no page of ours, as of a proxy", () => new Response("<h1>Log in</h1>"), false],
  ["a failure", () => new Response(page("/main-00000003.js", ""), { status: 503 }), false],
];

for (const [name, served, isOther] of cases) {
  Deno.test(`isOtherVersionServed() is ${isOther} for ${name}`, async () => {
    assert.equal(await isOtherVersionServed(loaded, () => Promise.resolve(served())), isOther);
  });
}

Deno.test("isOtherVersionServed() is false while the server cannot be reached", async () => {
  const fetchPage = () => Promise.reject(new TypeError("Failed to fetch"));
  assert.equal(await isOtherVersionServed(loaded, fetchPage), false);
});
