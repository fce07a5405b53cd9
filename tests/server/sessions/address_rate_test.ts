import assert from "node:assert/strict";
import type { LogRecord } from "../../../server/log.ts";
import { startServer } from "../../../server.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { connectFrom, joinFrom, trustedProxies } from "../../support/clients/proxied_client.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

/** Nothing comes back while a test runs. */
const slow = (burst: number) => ({ burst, perSecond: 0.001 });

function startLimited(burst: number) {
  const records: LogRecord[] = [];
  const log = (record: LogRecord) => void records.push(record);
  const sessionBounds = {
    ...defaultSessionBounds,
    rate: undefined,
    addressRate: slow(burst),
  };
  return { server: startServer({ trustedProxies, sessionBounds, log }), records };
}

Deno.test("a new identity from the same address has no new burst, and hello is charged", async () => {
  const { server, records } = startLimited(6);
  await using _server = server;
  await using ann = await joinFrom("192.0.2.1", server.port, "ann");
  await using bob = await joinFrom("192.0.2.1", server.port, "bob");
  for (let count = 0; count < 4; count++) await ann.say("hi");
  bob.command("who");
  const { code, message, retryAfterMs = 0 } = await bob.next("error");
  assert.equal(code, "rate_limited");
  assert.match(message, /^Too many messages from your address: say it again in [\d.]+ s$/);
  assert.ok(retryAfterMs > 0);
  await using late = await connectFrom("192.0.2.1", server.port);
  late.send({ type: "hello", version: 1, nick: "late" });
  assert.equal((await late.next("error")).code, "rate_limited");
  await using other = await joinFrom("192.0.2.2", server.port, "other");
  await other.say("I can speak");
  const told = records.filter(({ event }) => event === "rate_limited");
  assert.deepEqual(told.map((record) => record.message), [
    `All from 192.0.2.1 together send too fast, "bob" (192.0.2.1) among them: what is too much is refused`,
  ]);
});

Deno.test("who comes back is charged to its address once", async () => {
  const { server } = startLimited(4);
  await using _server = server;
  await using ann = await joinFrom("192.0.2.1", server.port, "ann");
  const { token } = ann.welcome;
  for (let count = 0; count < 2; count++) {
    await using again = await connectFrom("192.0.2.1", server.port);
    await again.hello("ann", { token });
  }
  await using last = await connectFrom("192.0.2.1", server.port);
  assert.equal((await last.hello("ann", { token })).nick, "ann");
});

Deno.test("an address connects no faster than its rate, and is told when it may", async () => {
  const { server } = startLimited(3);
  await using _server = server;
  for (let count = 0; count < 3; count++) {
    await using _quick = await connectFrom("2001:db8::1", server.port);
  }
  await using refused = await connectFrom("2001:db8::ffff", server.port);
  refused.send({ type: "hello", version: 1, nick: "late" });
  const { code, message, retryAfterMs = 0 } = await refused.next("error");
  assert.equal(code, "too_many_connections");
  assert.match(message, /^Too many connections from 2001:db8::\/64: try again in [\d.]+ s$/);
  assert.ok(retryAfterMs > 0);
  assert.equal(await refused.ended(), "closed");
});

Deno.test("loopback and trusted proxies themselves are exempt from what holds an address", async () => {
  const { server } = startLimited(2);
  await using _server = server;
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await joinFrom("::1", server.port, "bob");
  await using carl = await joinFrom("127.0.0.9", server.port, "carl");
  for (const client of [ann, bob, carl]) {
    for (let count = 0; count < 5; count++) await client.say("hi");
  }
});

Deno.test("who sends too fast is told to the operator once, with its address", async () => {
  const records: LogRecord[] = [];
  await using server = startServer({
    trustedProxies,
    sessionBounds: { ...defaultSessionBounds, rate: slow(2) },
    log: (record) => void records.push(record),
  });
  await using ann = await joinFrom("192.0.2.1", server.port, "ann");
  for (let count = 0; count < 10; count++) ann.command("who");
  for (let count = 0; count < 9; count++) {
    assert.match(
      (await ann.next("error")).message,
      /^Too many messages: say it again in [\d.]+ s$/,
    );
  }
  const told = records.filter(({ event }) => event !== "connected");
  assert.deepEqual(told, [{
    ...{ event: "rate_limited", level: "warning" },
    message: `"ann" (192.0.2.1) sends too fast: what is too much is refused`,
    ...{ nick: "ann", person: ann.welcome.person, address: "192.0.2.1" },
  }]);
});

Deno.test("the log has the address of each connection that is in", async () => {
  const { server, records } = startLimited(100);
  await using _server = server;
  await using ann = await joinFrom("192.0.2.1", server.port, "ann");
  await using again = await connectFrom("::ffff:192.0.2.2", server.port);
  await again.hello("ann", { token: ann.welcome.token });
  const fields = records.map((
    { event, message, nick, address },
  ) => [event, message, nick, address]);
  assert.deepEqual(fields, [
    ["connected", `"ann" joined from 192.0.2.1, not encrypted`, "ann", "192.0.2.1"],
    ["connected", `"ann" connected again from 192.0.2.2, not encrypted`, "ann", "192.0.2.2"],
  ]);
});
