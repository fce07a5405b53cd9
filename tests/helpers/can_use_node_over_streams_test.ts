import assert from "node:assert/strict";
import { canUseNodeOverStreams } from "../../helpers/can_use_node_over_streams.ts";

Deno.test("canUseNodeOverStreams() is true from Deno 2.9 on", () => {
  const versions = ["2.5.7", "2.9.0", "2.10.1", "3.0.0"];
  assert.deepEqual(versions.map(canUseNodeOverStreams), [false, true, true, true]);
});
