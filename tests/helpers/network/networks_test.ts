import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addressFacts,
  canonicalAddress,
  containsNetwork,
  type Network,
  networkOf,
  parseNetwork,
} from "../../../helpers/network/networks.ts";

function network(text: string): Network {
  return parseNetwork(text) ?? assert.fail(`"${text}" is no network`);
}

Deno.test("parseNetwork() gives the canonical text, however it is written", () => {
  const cases = [
    ["192.0.2.1", "192.0.2.1"],
    ["192.0.2.1/32", "192.0.2.1"],
    ["192.0.2.77/24", "192.0.2.0/24"],
    ["192.0.2.255/31", "192.0.2.254/31"],
    ["255.255.255.255", "255.255.255.255"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["10.1.2.3/0", "0.0.0.0/0"],
    ["2001:DB8:0:0:0::0001", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["2001:db8:1:2:3::/64", "2001:db8:1:2::/64"],
    ["::", "::"],
    ["::/0", "::/0"],
    ["64:ff9b::192.0.2.1", "64:ff9b::c000:201"],
    ["::192.0.2.1", "::c000:201"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:0201", "192.0.2.1"],
    ["0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1/120", "192.0.2.0/24"],
    ["::ffff:0:0/96", "0.0.0.0/0"],
    ["::ffff:192.0.2.1/64", "::/64"],
    ["fe80::1%eth0", "fe80::1"],
    ["fe80::1%en-0.1/64", "fe80::/64"],
  ] as const;
  for (const [text, canonical] of cases) assert.equal(parseNetwork(text)?.text, canonical, text);
});

Deno.test("parseNetwork() refuses what is no address and no network", () => {
  const texts = [
    ...["", "*", "ann", "1.2.3", "1.2.3.4.5", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.256"],
    ...["010.0.0.1", "1.2.3.04", "1..2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/08"],
    ...["1.2.3.4/8/8", "1.2.3.4/1e1", "1.2.3.4/255.0.0.0", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4 /8"],
    ...["1.2.3.4\n", "1.2.3.4%eth0", "1.2.3.4:80", "١.2.3.4", "1.2.3.*"],
    ...["::/129", ":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "g::"],
    ...["[::1]", "::1]", "::1 ", "::ffff:1.2.3", "::ffff:1.2.3.256", "fe80::1%", "fe80::1%a b"],
    ...["::1/64%eth0", "::1#", "::1@::2", "/64", "/"],
  ];
  for (const text of texts) assert.equal(parseNetwork(text), undefined, JSON.stringify(text));
});

Deno.test("parseNetwork() reads what it has written, and its first address is in it", () => {
  const octets = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => bytes.join("."));
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
    .map((each) => each.map((group) => group.toString(16)).join(":"));
  const texts = fc.oneof(
    fc.tuple(octets, fc.integer({ min: 0, max: 32 })),
    fc.tuple(groups, fc.integer({ min: 0, max: 128 })),
  );
  fc.assert(fc.property(texts, ([address, length]) => {
    const parsed = network(`${address}/${length}`);
    assert.deepEqual(parseNetwork(parsed.text), parsed);
    assert.ok(containsNetwork(parsed, network(address)));
  }));
});

Deno.test("containsNetwork() holds an address, a smaller network and itself, of the same kind", () => {
  const cases = [
    ["192.0.2.0/24", "192.0.2.255", true],
    ["192.0.2.0/24", "192.0.3.0", false],
    ["192.0.2.0/24", "192.0.2.128/25", true],
    ["192.0.2.0/24", "192.0.2.0/24", true],
    ["192.0.2.0/24", "192.0.0.0/16", false],
    ["192.0.2.1", "::ffff:c000:201", true],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "203.0.113.9", false],
    ["2001:db8::/64", "2001:db8::ffff:0:0:1", true],
    ["2001:db8::/64", "2001:db8:0:1::", false],
  ] as const;
  for (const [outer, inner, contains] of cases) {
    assert.equal(containsNetwork(network(outer), network(inner)), contains, `${outer} ${inner}`);
  }
});

Deno.test("networkOf() gives the /64 of an IPv6 address, however it is written; IPv4 and link-local as they are", () => {
  const cases = [
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8::/64"],
    ["1::4:5:6:7:8", "1:0:0:4::/64"],
    ["::2:3:4:5:6:7:8", "0:2:3:4::/64"],
    ["::1", "::/64"],
    ["fe80::1%eth0", "fe80::1"],
    ["febf::2", "febf::2"],
    ["fec0::2", "fec0::/64"],
    ["a name", "a name"],
  ] as const;
  for (const [address, expected] of cases) assert.equal(networkOf(address), expected, address);
});

Deno.test("canonicalAddress() writes one address in one way, and leaves what is none", () => {
  assert.equal(canonicalAddress("::FFFF:192.0.2.1"), "192.0.2.1");
  assert.equal(canonicalAddress("2001:DB8:0::1"), "2001:db8::1");
  assert.equal(canonicalAddress("localhost"), "localhost");
});

Deno.test("addressFacts() knows this machine's addresses for itself alone", () => {
  for (const address of ["127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1"]) {
    assert.ok(addressFacts(address).isLoopback, address);
  }
  for (const address of ["128.0.0.1", "0.0.0.0", "::", "::2", "192.0.2.1", "localhost", ""]) {
    assert.ok(!addressFacts(address).isLoopback, address);
  }
  const facts = { address: "2001:db8::1", network: "2001:db8::/64", isLoopback: false };
  assert.deepEqual(addressFacts("2001:DB8:0::1"), facts);
});
