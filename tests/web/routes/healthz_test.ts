import assert from "node:assert/strict";

import { startServer } from "../../../server.ts";
import { NotKeptError } from "../../../store/store.ts";
import { askHttp, onlyRequest } from "../../support/clients/ask_http.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { SlowStore } from "../../support/servers/slow_store.ts";

async function ask(port: number, method = "GET") {
  const { status, headers, body } = await askHttp(port, onlyRequest("/healthz", { method }));
  return { status, headers, body };
}

Deno.test("GET /healthz says that messages can be kept", async () => {
  await using server = startServer({ web: {}, version: "1.2.3" });
  const { status, headers, body } = await ask(server.port);
  assert.equal(status, 200);
  assert.equal(headers.get("content-type"), "application/json");
  assert.equal(headers.get("cache-control"), "no-store");
  assert.deepEqual(JSON.parse(body), {
    ...{ status: "pass", keepsMessages: true, uptimeSeconds: 0, version: "1.2.3" },
  });
});

Deno.test("HEAD /healthz says the same by its status alone", async () => {
  const store = new SlowStore();
  await using server = startServer({ web: {}, store });
  const { status, headers, body } = await ask(server.port, "HEAD");
  assert.deepEqual([status, body], [200, ""]);
  assert.ok(Number(headers.get("content-length")) > 10);
});

Deno.test("GET /healthz answers 503 while the store fails, says why in words, and 200 once it keeps again", async () => {
  const store = new SlowStore();
  await using server = startServer({ web: {}, store });
  await using ann = await RawClient.join(server.port, "ann");
  assert.equal((await ask(server.port)).status, 200);
  store.tryWriting = () => Promise.reject(new Error("/srv/secret.db: database or disk is full"));
  ann.send({ type: "say", room: "lobby", text: "lost", kind: "text", id: "1" });
  await store.called();
  store.appends.shift()?.goOn(new NotKeptError("Cannot keep a message: disk full"));
  assert.equal((await ann.next("error")).code, "storage_failed");
  const { status, body } = await ask(server.port);
  assert.equal(status, 503);
  const { message, uptimeSeconds: _, ...rest } = JSON.parse(body);
  assert.deepEqual(rest, {
    ...{ status: "fail", keepsMessages: false, reason: "disk_full" },
    ...{ lastFailureSecondsAgo: 0, version: "0" },
  });
  assert.match(message, /disk .*full/);
  assert.ok(!body.includes("secret"));
  store.hangs = false;
  await ann.say("kept");
  const again = await ask(server.port);
  assert.equal(again.status, 200);
  assert.equal(JSON.parse(again.body).lastFailureSecondsAgo, 0);
});
