import assert from "node:assert/strict";

import { listeningPort } from "../../bench/servers.ts";

Deno.test("listeningPort() takes the port of a listening event only", () => {
  assert.equal(listeningPort(`{"event":"listening","host":"127.0.0.1","port":5123}`), 5123);
  for (const line of [`{"event":"stopped","port":5123}`, `{"event":"listening"}`, "[]", "null"]) {
    assert.throws(() => listeningPort(line), TypeError);
  }
});
