import assert from "node:assert/strict";
import { describeConnection } from "../../ui/connection_text.ts";

Deno.test("describeConnection() tells why there is no connection, by the server's bye if there was one", () => {
  const lost = {
    type: "disconnected",
    reason: "the connection was lost",
    retryInMs: 1400,
  } as const;
  assert.equal(
    describeConnection(lost),
    "Not connected: the connection was lost; trying again in 1 s",
  );
  const stopped = { ...lost, bye: { type: "bye", code: "stopping" } } as const;
  assert.equal(describeConnection(stopped), "The server has stopped; trying again in 1 s");
});
