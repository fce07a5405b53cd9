import assert from "node:assert/strict";
import { Hosts } from "../../../server/accounts/hosts.ts";

const key = new Uint8Array(32).fill(7);

Deno.test("Hosts.of() is a host name, the same for one address over restarts, and for nobody else", () => {
  const hosts = new Hosts(key);
  const host = hosts.of("192.0.2.1");
  assert.match(host, /^[0-9a-f]{20}\.chatroom$/);
  assert.equal(new Hosts(key).of("192.0.2.1"), host);
  assert.equal(hosts.of("::ffff:192.0.2.1"), host);
  assert.notEqual(hosts.of("192.0.2.2"), host);
  assert.notEqual(new Hosts(new Uint8Array(32)).of("192.0.2.1"), host);
  assert.notEqual(hosts.of("127.0.0.1"), hosts.of("this machine"));
});

Deno.test("Hosts.of() is one for all of an IPv6 /64", () => {
  const hosts = new Hosts(key);
  assert.equal(hosts.of("2001:db8::1"), hosts.of("2001:db8::ffff:1"));
  assert.notEqual(hosts.of("2001:db8::1"), hosts.of("2001:db8:0:1::1"));
});
