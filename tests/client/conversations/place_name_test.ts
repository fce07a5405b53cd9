import assert from "node:assert/strict";
import { placeName } from "../../../client/conversations/place_name.ts";

Deno.test("placeName() has a sign before rooms only, and tells whose nick is somebody else's now", () => {
  const [room, direct] = [{ type: "room", name: "lobby" }, {
    type: "direct",
    name: "bob",
  }] as const;
  assert.equal(placeName({ ...room, isFormer: false }), "#lobby");
  assert.equal(placeName({ ...direct, isFormer: false }), "bob");
  assert.equal(placeName({ ...direct, isFormer: true }), "bob (former)");
});
