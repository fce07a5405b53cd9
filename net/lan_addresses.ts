/**
 * The addresses that other machines may reach this one by: IPv4 and global IPv6, of all interfaces but
 * loopback. Virtual ones, of containers for instance, are among them: nothing tells them apart.
 */
export function lanAddresses(): string[] {
  return Deno.networkInterfaces()
    .filter(({ address, family }) =>
      family === "IPv4" ? !address.startsWith("127.") : isGlobalIpv6(address)
    )
    .map(({ address }) => address);
}

/** Global unicast (RFC 4291, 2.4) or unique local (RFC 4193); link-local ones need a zone to be used. */
function isGlobalIpv6(address: string): boolean {
  return /^([23]|f[cd])/i.test(address);
}
