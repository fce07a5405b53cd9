import assert from "node:assert/strict";
import { closeReasonOf } from "../../../server/sessions/close_reason.ts";

Deno.test("why a session ends is told by its last message", () => {
  const byeOf = (code: string) => closeReasonOf({ type: "bye", code });
  const errorOf = (code: string) => closeReasonOf({ type: "error", code, message: "" });
  assert.deepEqual(["logged_out", "stopping", "banned", "kicked", "new"].map(byeOf), [
    ...["done", "going_away", "refused", "refused", "refused"],
  ]);
  const errors = ["frame_too_long", "server_full", "too_many_connections", "internal"].map(errorOf);
  assert.deepEqual(errors, ["too_long", "try_again", "try_again", "failed"]);
  assert.deepEqual(["tls_required", "hello_timeout"].map(errorOf), ["refused", "refused"]);
});
