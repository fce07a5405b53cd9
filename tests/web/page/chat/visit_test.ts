import assert from "node:assert/strict";
import { readVisit } from "../../../../web/page/chat/visit.ts";

Deno.test("readVisit() finds a room and an invitation, and passes over what cannot be decoded", () => {
  for (
    const [search, hash, visit] of [
      ["", "", {}],
      ["", "#dev", { room: "dev" }],
      ["", "##dev", { room: "dev" }],
      ["", "#caf%C3%A9", { room: "café" }],
      ["", "#%", {}],
      ["?invite=abcd", "#dev", { room: "dev", invite: "abcd" }],
      ["?invite=", "", {}],
    ] as const
  ) {
    assert.deepEqual(readVisit({ search, hash }), visit);
  }
});
