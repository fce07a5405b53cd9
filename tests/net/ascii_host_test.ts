import assert from "node:assert/strict";
import { asciiHost } from "../../net/ascii_host.ts";

Deno.test("asciiHost() changes names of other letters alone", () => {
  assert.equal(asciiHost("bücher.localhost"), "xn--bcher-kva.localhost");
  assert.equal(asciiHost("BU\u0308CHER.localhost"), "xn--bcher-kva.localhost");
  for (const host of ["chat.example", "My_Server", "::1", "fe80::1%eth0", "192.0.2.1"]) {
    assert.equal(asciiHost(host), host);
  }
});
