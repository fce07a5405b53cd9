import assert from "node:assert/strict";
import { isIPv4, isIPv6 } from "node:net";
import { lanAddresses } from "../../net/lan_addresses.ts";

Deno.test("lanAddresses() gives addresses that others can use: none of loopback, or of a link without its zone", () => {
  for (const address of lanAddresses(["IPv4", "IPv6"])) {
    assert.doesNotMatch(address, /^(127\.|::|fe80:[^%]*$|ff)/i);
  }
});

Deno.test("lanAddresses() gives those of the families that are asked for", () => {
  assert.ok(lanAddresses(["IPv4"]).every((address) => isIPv4(address)));
  assert.ok(lanAddresses(["IPv6"]).every((address) => isIPv6(address.replace(/%.*/, ""))));
});

Deno.test("lanAddresses() leaves out no IPv4 address of this machine but loopback", () => {
  const expected = Deno.networkInterfaces()
    .filter(({ family, address }) => family === "IPv4" && !address.startsWith("127."))
    .map(({ address }) => address);
  const addresses = lanAddresses(["IPv4", "IPv6"]);
  for (const address of expected) assert.ok(addresses.includes(address), address);
});

Deno.test("lanAddresses() is empty where interfaces cannot be listed", () => {
  const refuse = () => {
    throw new Error("Address family not supported by protocol");
  };
  assert.deepEqual(lanAddresses(["IPv4", "IPv6"], refuse), []);
});

Deno.test("lanAddresses() gives link-local addresses with their zone, where there is nothing else", () => {
  const at = (address: string, name: string) => {
    const family = address.includes(":") ? "IPv6" as const : "IPv4" as const;
    return { family, address, name, netmask: "", scopeid: 7, cidr: "", mac: "" };
  };
  const loopback = [at("127.0.0.1", "lo"), at("::1", "lo")];
  const links = [at("fe80::1", "eth0"), at("fe80::2", "wlan0")];
  const families = ["IPv4", "IPv6"] as const;
  const zone = (name: string) => Deno.build.os === "windows" ? "7" : name;
  assert.deepEqual(
    lanAddresses(families, () => [...loopback, ...links]),
    [`fe80::1%${zone("eth0")}`, `fe80::2%${zone("wlan0")}`],
  );
  const wide = at("192.0.2.1", "eth0");
  assert.deepEqual(lanAddresses(families, () => [...loopback, ...links, wide]), ["192.0.2.1"]);
  assert.deepEqual(lanAddresses(["IPv4"], () => [...loopback, ...links]), []);
});
