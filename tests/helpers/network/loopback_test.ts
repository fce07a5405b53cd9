import assert from "node:assert/strict";
import { isLoopback } from "../../../helpers/network/loopback.ts";

Deno.test("isLoopback() knows this machine's addresses for itself", () => {
  for (const address of ["127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"]) {
    assert.ok(isLoopback(address), address);
  }
  for (const address of ["192.0.2.1", "1.127.0.0", "127.0.0.1.example", "::2", "127.example", ""]) {
    assert.ok(!isLoopback(address), address);
  }
});
