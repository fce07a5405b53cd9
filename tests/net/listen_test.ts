import assert from "node:assert/strict";
import { listen, ListenError, listenOnAll } from "../../net/listen.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";

const missing = (code: string) => Object.assign(new Error(code), { code });

/** Answers as a system does on which some addresses cannot be listened on. */
function openAt(refused: Readonly<Record<string, Error>>) {
  const opened: string[] = [];
  const open = ({ hostname, port }: { hostname: string; port: number }) => {
    const error = refused[hostname];
    if (error !== undefined) throw error;
    opened.push(hostname);
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    listener.close();
    const addr = { transport: "tcp" as const, hostname, port: port || 5000 };
    return Object.defineProperty(listener, "addr", { value: addr });
  };
  return { open, opened };
}

async function answers(hostname: string, port: number): Promise<boolean> {
  try {
    using _connection = await Deno.connect({ hostname, port });
    return true;
  } catch {
    return false;
  }
}

Deno.test("listen() on :: answers on IPv6 and IPv4, at the same port", async () => {
  for (const hostname of ["::", "0::0"]) {
    const listeners = listen(hostname, 0);
    const [{ addr: { port } }] = listeners;
    assert.ok(await answers("127.0.0.1", port), hostname);
    const hasIpv6 = Deno.networkInterfaces().some(({ address }) => address === "::1");
    assert.equal(await answers("::1", port), hasIpv6, hostname);
    for (const listener of listeners) listener.close();
  }
});

Deno.test("listen() on 0.0.0.0 or one address answers there alone", async () => {
  for (const hostname of ["0.0.0.0", "127.0.0.1"]) {
    const [listener, ...others] = listen(hostname, lastingPort());
    assert.deepEqual(others, []);
    assert.equal(listener.addr.hostname, hostname);
    assert.equal(await answers("::1", listener.addr.port), false);
    listener.close();
  }
});

Deno.test("listen() on :: takes IPv4 on its own where IPv6 does not take it along", () => {
  const { open, opened } = openAt({});
  const [first, second] = listen("::", 0, open);
  assert.deepEqual(opened, ["::", "0.0.0.0"]);
  assert.equal(second?.addr.port, first.addr.port);
});

Deno.test("listen() on :: is content with the one that is there", () => {
  for (const code of ["EAFNOSUPPORT", "EADDRNOTAVAIL"]) {
    const withoutIpv6 = openAt({ "::": missing(code) });
    assert.equal(listen("::", 0, withoutIpv6.open)[0].addr.hostname, "0.0.0.0");
    const withoutIpv4 = openAt({ "0.0.0.0": missing(code) });
    assert.equal(listen("::", 0, withoutIpv4.open).length, 1);
    const withoutBoth = openAt({ "::": missing(code), "0.0.0.0": missing(code) });
    assert.throws(() => listen("::", 0, withoutBoth.open), { code });
  }
});

Deno.test("listen() goes to no other address than the one that was asked for", () => {
  assert.throws(() => listen("::", 0, openAt({ "::": missing("EADDRINUSE") }).open));
  const { open, opened } = openAt({ "::1": missing("EADDRNOTAVAIL") });
  assert.throws(() => listen("::1", 0, open), { code: "EADDRNOTAVAIL" });
  assert.deepEqual(opened, []);
});

Deno.test("listenOnAll() listens on all or none, and names the one that cannot be had", async () => {
  const hostname = "127.0.0.1";
  using taken = Deno.listen({ hostname, port: 0 });
  const free = { hostname, port: lastingPort() };
  const bad = { hostname, port: taken.addr.port };
  assert.throws(() => listenOnAll([free, bad]), (error) => {
    assert.ok(error instanceof ListenError && error.cause instanceof Deno.errors.AddrInUse);
    assert.deepEqual(error.address, bad);
    return true;
  });
  assert.equal(await answers(hostname, free.port), false);
  const listeners = listenOnAll([free, { hostname, port: 0 }]);
  for (const [{ addr }] of listeners) assert.ok(await answers(hostname, addr.port));
  for (const listener of listeners.flat()) listener.close();
});
