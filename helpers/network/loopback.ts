/**
 * Whether an address is this machine's for itself (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3), as canonical addresses
 * and those of IPv4 clients of an IPv6 listener are written: so this needs to know nothing else of addresses.
 */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127(?:\.\d+){3}$/.test(address);
}
