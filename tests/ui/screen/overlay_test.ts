import assert from "node:assert/strict";
import { Overlay } from "../../../ui/screen/overlay.ts";

Deno.test("connected() takes away the hints that are meant until then, and no other", () => {
  const overlay = new Overlay();
  overlay.hintUntilConnected("one");
  assert.equal(overlay.hint, "one");
  overlay.connected();
  assert.equal(overlay.hint, undefined);
  overlay.hintUntilConnected("two");
  overlay.hint = "another";
  overlay.connected();
  assert.equal(overlay.hint, "another");
});
