import assert from "node:assert/strict";
import { createSetting } from "./setting.ts";

Deno.test("/quit logs out, with last words, cleaned, or without", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/quit see\nyou\x1b[2J "), [{ type: "logOut", text: "see you[2J" }]);
  for (const line of ["/quit", "/quit  ", "/q \x07"]) {
    assert.deepEqual(run(ann, line), [{ type: "logOut", text: undefined }], line);
  }
});
