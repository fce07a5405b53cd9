import assert from "node:assert/strict";
import { canUseNodeTls } from "../../../net/tls/can_use_node_tls.ts";

Deno.test("canUseNodeTls() is true from Deno 2.9 on", () => {
  const versions = ["2.5.7", "2.9.0", "2.10.1", "3.0.0"];
  assert.deepEqual(versions.map(canUseNodeTls), [false, true, true, true]);
});
