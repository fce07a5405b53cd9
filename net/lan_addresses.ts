/**
 * The addresses that other machines may reach this one by: IPv4 and global IPv6, of all interfaces but
 * loopback. Virtual ones, of containers for instance, are among them: nothing tells them apart. Empty where the
 * interfaces cannot be listed.
 */
export function lanAddresses(families: readonly Family[]): string[] {
  return interfaces()
    .filter(({ family }) => families.includes(family))
    .filter(({ address, family }) =>
      family === "IPv4" ? !address.startsWith("127.") : isGlobalIpv6(address)
    )
    .map(({ address }) => address);
}

type Family = Deno.NetworkInterfaceInfo["family"];

/** A sandbox may refuse it: the system's (no AF_NETLINK) or Deno's. */
function interfaces(): Deno.NetworkInterfaceInfo[] {
  try {
    return Deno.networkInterfaces();
  } catch {
    return [];
  }
}

/** Global unicast (RFC 4291, 2.4) or unique local (RFC 4193); a link-local one needs the joining machine's zone. */
function isGlobalIpv6(address: string): boolean {
  return /^([23]|f[cd])/i.test(address);
}
