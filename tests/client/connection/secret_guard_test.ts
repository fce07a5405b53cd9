import assert from "node:assert/strict";
import { SecretGuard } from "../../../client/connection/secret_guard.ts";
import type { Peer } from "../../../net/transport.ts";

function guardFor(peer: Peer): SecretGuard {
  const guard = new SecretGuard();
  guard.connectedTo(peer);
  return guard;
}

Deno.test("SecretGuard holds secrets back from another machine that is not reached encrypted", () => {
  for (const address of ["192.168.1.20", "2001:db8::1", "::ffff:192.0.2.1", "128.0.0.1", "?"]) {
    const guard = guardFor({ address });
    assert.ok(guard.isExposed, address);
    assert.throws(() => guard.check("the code"), {
      code: "not_encrypted",
      message: "The connection is not encrypted: whoever is on the way can read the code",
    });
    assert.ok(!guardFor({ address, encryption: "TLS" }).isExposed, address);
  }
});

Deno.test("SecretGuard lets secrets go within this machine", () => {
  for (const address of ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"]) {
    const guard = guardFor({ address });
    assert.ok(!guard.isExposed, address);
    guard.check("the code");
  }
});

Deno.test("SecretGuard.allow() holds for the connections that follow too", () => {
  const guard = guardFor({ address: "192.0.2.1" });
  guard.allow();
  guard.connectedTo({ address: "192.0.2.2" });
  assert.ok(!guard.isExposed);
  const allowed = new SecretGuard(true);
  allowed.connectedTo({ address: "192.0.2.1" });
  assert.ok(!allowed.isExposed);
});
