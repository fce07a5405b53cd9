import assert from "node:assert/strict";
import { createSetting } from "../setting.ts";

Deno.test("/stop stops the server, and tells why or not", () => {
  const { run, operator } = createSetting();
  assert.deepEqual(run(operator, "/stop new\nversion\x1b"), [{
    type: "stop",
    text: "new version",
  }]);
  assert.deepEqual(run(operator, "/stop  "), [{ type: "stop", text: undefined }]);
});
