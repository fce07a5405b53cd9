import assert from "node:assert/strict";
import { chooseCoding, contentCodings } from "../../web/content_coding.ts";

Deno.test("chooseCoding() takes what the client likes best, and else the smallest", () => {
  const cases: readonly [acceptEncoding: string, chosen: string][] = [
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["x-gzip", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0.5, gzip;q=1.0", "gzip"],
    ["br;q=0, gzip;q=0.001", "gzip"],
    ["br ; q=1", "br"],
    ["*", "br"],
    ["*;q=0.1, br;q=0", "gzip"],
    ["*;q=0", "identity"],
    ["identity, br;q=0.5", "identity"],
    ["identity;q=0", "identity"],
    ["br;q=2", "identity"],
    ["br;q=", "identity"],
    ["br gzip", "identity"],
    [`${"x,".repeat(10_000)}br`, "identity"],
  ];
  for (const [acceptEncoding, chosen] of cases) {
    assert.equal(chooseCoding(acceptEncoding, contentCodings), chosen, acceptEncoding);
  }
  assert.equal(chooseCoding("br, gzip", ["identity", "gzip"]), "gzip");
});
