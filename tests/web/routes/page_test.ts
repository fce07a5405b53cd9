import assert from "node:assert/strict";
import { textAnswer } from "../../../web/answer.ts";
import { pageRoutes } from "../../../web/routes/page.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const [page, script] = pageRoutes([
  {
    path: "/",
    contentType: "text/html; charset=utf-8",
    bytes: bytes("the page"),
    gzip: bytes("gzipped"),
    brotli: bytes("brotli"),
    isImmutable: false,
  },
  {
    path: "/main-12345678.js",
    contentType: "text/javascript",
    bytes: bytes("1"),
    isImmutable: true,
  },
]);

async function get(route: typeof page, headers: Record<string, string> = {}) {
  const request = { query: "", headers, peer: { address: "192.0.2.1" } };
  return await (route ?? assert.fail("There is no such route")).answer(request);
}

Deno.test("the page is given in the coding that the client takes, and is asked for anew each time", async () => {
  const plain = await get(page);
  assert.equal(plain.status, 200);
  assert.deepEqual(plain.body, bytes("the page"));
  assert.equal(plain.headers?.["Content-Encoding"], undefined);
  assert.equal(plain.headers?.["Cache-Control"], "no-cache");
  for (const [coding, body] of [["br", "brotli"], ["gzip", "gzipped"]] as const) {
    const coded = await get(page, { "accept-encoding": coding });
    assert.deepEqual(coded.body, bytes(body));
    assert.equal(coded.headers?.["Content-Encoding"], coding);
    assert.equal(coded.headers?.Vary, "Accept-Encoding");
    assert.notEqual(coded.headers?.ETag, plain.headers?.ETag);
  }
});

Deno.test("who has the page already is told so without it", async () => {
  const { ETag: tag = "" } = (await get(page)).headers ?? {};
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const { status, body, headers } = await get(page, { "if-none-match": known });
    assert.deepEqual([status, body, headers?.ETag], [304, undefined, tag], known);
  }
  for (const unknown of ['"other"', "", tag.slice(1, -1)]) {
    assert.equal((await get(page, { "if-none-match": unknown })).status, 200, unknown);
  }
});

Deno.test("what has its content in its name is kept for good", async () => {
  const { headers, body } = await get(script, { "accept-encoding": "br" });
  assert.equal(headers?.["Cache-Control"], "public, max-age=31536000, immutable");
  assert.equal(headers?.["Content-Type"], "text/javascript");
  assert.deepEqual(body, bytes("1"));
});

Deno.test("where the page was not built, it says how to", async () => {
  const [route, ...others] = pageRoutes(undefined);
  assert.deepEqual(others, []);
  const answer = await get(route);
  assert.equal(answer.status, 503);
  assert.match(new TextDecoder().decode(answer.body), /deno task page/);
  assert.deepEqual(textAnswer(503, "x").headers, answer.headers);
});
