import assert from "node:assert/strict";
import { encode } from "uqr";
import { startServer } from "../../../server.ts";
import { askHttp, onlyRequest } from "../../support/clients/ask_http.ts";

async function ask(port: number, query: string) {
  return await askHttp(port, onlyRequest(`/qr.svg?${query}`));
}

Deno.test("GET /qr.svg draws a QR code with a quiet zone of four, and nobody keeps it", async () => {
  await using server = startServer({ web: {} });
  const text = "http://192.168.1.20:5000/?invite=abc#dev";
  const { status, headers, body } = await ask(server.port, `text=${encodeURIComponent(text)}`);
  assert.equal(status, 200);
  assert.equal(headers.get("content-type"), "image/svg+xml");
  assert.equal(headers.get("cache-control"), "no-store");
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(body)?.[1]) / size;
  const dark = [...body.matchAll(/M(\d+),(\d+)h/g)].map((
    [, x, y],
  ) => [Number(x) / side, Number(y) / side]);
  assert.deepEqual(
    dark.map(([x, y]) => `${x} ${y}`).toSorted(),
    data.flatMap((row, y) => row.flatMap((isDark, x) => isDark ? [`${x} ${y}`] : [])).toSorted(),
  );
});

Deno.test("GET /qr.svg refuses what is no text, or too long for a code that can be scanned", async () => {
  await using server = startServer({ web: {} });
  for (const query of ["", "text=", `text=${"a".repeat(513)}`, "of=abc"]) {
    assert.equal((await ask(server.port, query)).status, 400, query);
  }
  assert.equal((await ask(server.port, `text=${"a".repeat(512)}`)).status, 200);
});
