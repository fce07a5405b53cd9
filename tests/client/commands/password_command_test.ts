import assert from "node:assert/strict";
import { whyNoPassword } from "../../../client/commands/password_command.ts";
import { ClientState } from "../../../client/state.ts";
import { welcome } from "../room_messages.ts";

Deno.test("whyNoPassword() tells of a server that keeps none, and of one that was typed as an argument", () => {
  const state = new ClientState();
  assert.equal(whyNoPassword({ state }, ""), "This server keeps no passwords");
  state.apply(welcome({ features: ["accounts"] }));
  assert.equal(whyNoPassword({ state }, " "), undefined);
  assert.match(whyNoPassword({ state }, "hunter2") ?? "", /alone.*was not sent$/);
});
