import assert from "node:assert/strict";
import { ConnectionLimits, networkOf, unmapIpv4 } from "../../net/connection_limits.ts";

Deno.test("ConnectionLimits.admit() counts in all, and by address", () => {
  const limits = new ConnectionLimits({ total: 3, perAddress: 2 });
  assert.equal(limits.admit("a"), "admitted");
  assert.equal(limits.admit("a"), "admitted");
  assert.equal(limits.admit("a"), "too_many_connections");
  assert.equal(limits.admit("b"), "admitted");
  assert.equal(limits.admit("b"), "server_full");
  assert.equal(limits.admit("c"), "server_full");
});

Deno.test("ConnectionLimits.release() makes room, for that address and in all", () => {
  const limits = new ConnectionLimits({ total: 3, perAddress: 2 });
  for (const address of ["a", "a", "b"]) limits.admit(address);
  limits.release("b");
  assert.equal(limits.admit("a"), "too_many_connections");
  limits.release("a");
  assert.equal(limits.admit("a"), "admitted");
  assert.equal(limits.admit("b"), "admitted");
  assert.equal(limits.admit("c"), "server_full");
});

Deno.test("ConnectionLimits.admit() that refuses counts nothing", () => {
  const limits = new ConnectionLimits({ total: 2, perAddress: 1 });
  limits.admit("a");
  for (let tries = 0; tries < 5; tries++) limits.admit("a");
  assert.equal(limits.admit("b"), "admitted");
  for (let tries = 0; tries < 5; tries++) limits.admit("c");
  limits.release("a");
  assert.equal(limits.admit("c"), "admitted");
});

Deno.test("ConnectionLimits counts IPv6 by /64, and releases by it", () => {
  const limits = new ConnectionLimits({ total: 100, perAddress: 2 });
  assert.equal(limits.admit("2001:db8::1"), "admitted");
  assert.equal(limits.admit("2001:db8:0:0:ffff::2"), "admitted");
  assert.equal(limits.admit("2001:db8::3"), "too_many_connections");
  assert.equal(limits.admit("2001:db8:0:1::3"), "admitted");
  limits.release("2001:db8::1");
  assert.equal(limits.admit("2001:db8::3"), "admitted");
  assert.equal(limits.admit("2001:db8::4"), "too_many_connections");
});

Deno.test("networkOf() gives the /64 of an IPv6 address, however it is written, and IPv4 as it is", () => {
  const cases = [
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["2001:db8:1::4:5:6", "2001:db8:1:0::/64"],
    ["1::4:5:6:7:8", "1:0:0:4::/64"],
    ["::2:3:4:5:6:7:8", "0:2:3:4::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
  ] as const;
  for (const [address, network] of cases) assert.equal(networkOf(address), network, address);
});

Deno.test("unmapIpv4() gives the IPv4 address of an IPv4 client of an IPv6 listener", () => {
  assert.equal(unmapIpv4("::ffff:192.0.2.1"), "192.0.2.1");
  assert.equal(unmapIpv4("::FFFF:192.0.2.1"), "192.0.2.1");
  for (const address of ["192.0.2.1", "::1", "2001:db8::1", "2001:db8::ffff:192.0.2.1"]) {
    assert.equal(unmapIpv4(address), address);
  }
});
