import assert from "node:assert/strict";
import { isIPv4, isIPv6 } from "node:net";
import { lanAddresses } from "../../net/lan_addresses.ts";

Deno.test("lanAddresses() gives addresses that others can use: none of loopback or a link", () => {
  for (const address of lanAddresses(["IPv4", "IPv6"])) {
    assert.doesNotMatch(address, /^(127\.|::|fe80:|ff)/i);
  }
});

Deno.test("lanAddresses() gives those of the families that are asked for", () => {
  assert.ok(lanAddresses(["IPv4"]).every((address) => isIPv4(address)));
  assert.ok(lanAddresses(["IPv6"]).every((address) => isIPv6(address)));
});

Deno.test("lanAddresses() leaves out no IPv4 address of this machine but loopback", () => {
  const expected = Deno.networkInterfaces()
    .filter(({ family, address }) => family === "IPv4" && !address.startsWith("127."))
    .map(({ address }) => address);
  const addresses = lanAddresses(["IPv4", "IPv6"]);
  for (const address of expected) assert.ok(addresses.includes(address), address);
});

Deno.test({
  name: "lanAddresses() is empty where interfaces cannot be listed",
  permissions: { sys: false },
  fn() {
    assert.deepEqual(lanAddresses(["IPv4", "IPv6"]), []);
  },
});
