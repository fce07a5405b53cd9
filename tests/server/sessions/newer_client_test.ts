import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

/** Fields that no version knows now. */
const more = { mood: "odd", parts: [{ of: ["a", 1] }], on: true };

Deno.test("a client newer than the server is heard in all that the server knows", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.connect(server.port);
  const send = (message: object) => ann.sendLines(JSON.stringify({ ...message, ...more }));
  send({ type: "authenticate", id: "u0" });
  const early = await ann.next("error");
  assert.deepEqual([early.code, early.id], ["unknown_type", "u0"]);
  send({ type: "hello", version: 1, nick: "ann", features: ["x"], resume: { lobby: 0 } });
  await ann.next("joined");
  send({ type: "poll", question: "when?", id: "u1" });
  send({ type: "say", text: "one", kind: "x.haiku", id: "s1" });
  send({ type: "command", name: "msg", args: "bob two", id: "c1" });
  send({ type: "command", name: "poll", args: "", id: "c2" });
  send({ type: "typing", id: "t1" });
  send({ type: "ping", id: "p1" });
  const { code, id } = await ann.next("error");
  assert.deepEqual([code, id], ["unknown_type", "u1"]);
  const echo = await ann.next("message");
  assert.deepEqual([echo.text, echo.kind, echo.id], ["one", "x.haiku", "s1"]);
  assert.deepEqual(await bob.next("message"), { ...echo, id: undefined });
  assert.equal((await bob.next("direct")).text, "two");
  send({ type: "history", room: "lobby", order: "likes", id: "h1" });
  const page = await ann.next("history", (history) => history.id === "h1");
  assert.deepEqual(page.messages, [{ ...echo, id: undefined }]);
  const refused = ann.all("error").map((error) => [error.id, error.code]);
  assert.deepEqual(refused, [["u0", "unknown_type"], ["u1", "unknown_type"], [
    "c2",
    "unknown_command",
  ]]);
  assert.deepEqual(ann.all("pong").map((pong) => pong.id), ["p1"]);
});
