type Interface = Deno.NetworkInterfaceInfo;

/**
 * The addresses that other machines may reach this one by: IPv4 and global IPv6, of all interfaces but loopback; only
 * where there are none, link-local ones of IPv6. Virtual ones, of containers for instance, are among them: nothing tells
 * them apart. Empty where the interfaces cannot be listed.
 */
export function lanAddresses(
  families: readonly Interface["family"][],
  list: () => Interface[] = Deno.networkInterfaces,
): string[] {
  const interfaces = interfacesOf(list).filter(({ family }) => families.includes(family));
  const addresses = interfaces
    .filter(({ address, family }) =>
      family === "IPv4" ? !address.startsWith("127.") : isGlobalIpv6(address)
    )
    .map(({ address }) => address);
  return addresses.length > 0
    ? addresses
    : interfaces.filter(({ address }) => isLinkLocalIpv6(address)).map(withZone);
}

/** A sandbox may refuse it: the system's (no AF_NETLINK) or Deno's. */
function interfacesOf(list: () => Interface[]): Interface[] {
  try {
    return list();
  } catch {
    return [];
  }
}

/** Global unicast (RFC 4291, 2.4) or unique local (RFC 4193). */
function isGlobalIpv6(address: string): boolean {
  return /^([23]|f[cd])/i.test(address);
}

function isLinkLocalIpv6(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}

/** With this machine's name for the link (RFC 4007, 11), without which the address is no use; others have their own. */
function withZone({ address, name, scopeid }: Interface): string {
  return `${address}%${Deno.build.os === "windows" ? scopeid : name}`;
}
