import assert from "node:assert/strict";
import { Overlay } from "../../../ui/screen/overlay.ts";

Deno.test("hintWhile() tells a hint as long as it holds", () => {
  const overlay = new Overlay();
  let holds = true;
  overlay.hintWhile("one", () => holds);
  assert.equal(overlay.hint, "one");
  holds = false;
  assert.equal(overlay.hint, undefined);
  overlay.hint = "two";
  assert.equal(overlay.hint, "two");
});

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
