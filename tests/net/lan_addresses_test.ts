import assert from "node:assert/strict";
import { isIP } from "node:net";
import { lanAddresses } from "../../net/lan_addresses.ts";

Deno.test("lanAddresses() gives addresses that others can use: none of loopback or a link", () => {
  for (const address of lanAddresses()) {
    assert.notEqual(isIP(address), 0, address);
    assert.doesNotMatch(address, /^(127\.|::|fe80:|ff)/i);
  }
});

Deno.test("lanAddresses() leaves out no IPv4 address of this machine but loopback", () => {
  const expected = Deno.networkInterfaces()
    .filter(({ family, address }) => family === "IPv4" && !address.startsWith("127."))
    .map(({ address }) => address);
  const addresses = lanAddresses();
  for (const address of expected) assert.ok(addresses.includes(address), address);
});
