/** An IPv4 or IPv6 network, as plain data. A single address is the network of all its bits. */
export interface Network {
  /** Canonical (RFC 5952): `192.0.2.0/24`, or `2001:db8::1` for a single address. */
  readonly text: string;
  /** How long an address of its kind is. */
  readonly bits: 32 | 128;
  readonly prefixLength: number;
  /** Its first address. */
  readonly first: bigint;
}

const mappedPrefix = 0xffffn;
const perOnePrefixLength = 64;
/** The first 10 bits of `fe80::/10`. */
const linkLocalPrefix = 0x3fan;

/**
 * Reads an address or, with a prefix length, the network that it is in. IPv4-mapped IPv6, as IPv4 clients of an IPv6
 * listener have it (RFC 4291, 2.5.5.2), is IPv4. A zone (RFC 4007, 11) is left out, since no address of a connection has
 * one. Undefined for all else, such as IPv4 in fewer than four numbers or with leading zeros.
 */
export function parseNetwork(text: string): Network | undefined {
  const form =
    /^(?<address>[\d.]+|[\da-f:.]+:[\da-f:.]*(?:%[\w.-]+)?)(?:\/(?<length>0|[1-9]\d{0,2}))?$/i;
  const { address = "", length } = form.exec(text)?.groups ?? {};
  const isIpv6 = address.includes(":");
  const value = isIpv6 ? readIpv6(address.replace(/%.*/, "")) : readIpv4(address);
  const bits = isIpv6 ? 128 : 32;
  const prefixLength = Number(length ?? bits);
  if (value === undefined || prefixLength > bits) return undefined;
  if (isIpv6 && value >> 32n === mappedPrefix && prefixLength >= 96) {
    return makeNetwork(value & 0xffff_ffffn, 32, prefixLength - 96);
  }
  return makeNetwork(value, bits, prefixLength);
}

/** Whether all of `inner`, most often a single address, is in `outer`. IPv4 is in no network of IPv6. */
export function containsNetwork(outer: Network, inner: Network): boolean {
  const { bits, prefixLength, first } = outer;
  return bits === inner.bits && prefixLength <= inner.prefixLength &&
    firstOf(inner.first, bits, prefixLength) === first;
}

/** The same address, however it was written, in its canonical form; what is none, as it is. */
export function canonicalAddress(address: string): string {
  return parseNetwork(address)?.text ?? address;
}

/**
 * What counts as one address: of IPv6 the /64, all of which one machine may use (RFC 4291, 2.5.4). But of a link-local
 * address itself: its /64 is everybody on the link (2.5.6).
 */
export function networkOf(address: string): string {
  return addressFacts(address).network;
}

/** What is to be known of a connection's address. */
export interface AddressFacts {
  /** As `canonicalAddress` has it. */
  readonly address: string;
  /** As `networkOf` has it. */
  readonly network: string;
  /** This machine's address for itself (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
  readonly isLoopback: boolean;
}

export function addressFacts(address: string): AddressFacts {
  const parsed = parseNetwork(address);
  if (parsed === undefined) return { address, network: address, isLoopback: false };
  const { text, bits, first } = parsed;
  if (bits === 32) return { address: text, network: text, isLoopback: first >> 24n === 127n };
  const isLinkLocal = first >> 118n === linkLocalPrefix;
  const network = isLinkLocal ? text : makeNetwork(first, bits, perOnePrefixLength).text;
  return { address: text, network, isLoopback: first === 1n };
}

function makeNetwork(address: bigint, bits: 32 | 128, prefixLength: number): Network {
  const first = firstOf(address, bits, prefixLength);
  const shown = bits === 32 ? formatIpv4(first) : formatIpv6(first);
  const text = prefixLength === bits ? shown : `${shown}/${prefixLength}`;
  return { text, bits, prefixLength, first };
}

function firstOf(address: bigint, bits: number, prefixLength: number): bigint {
  const hostBits = BigInt(bits - prefixLength);
  return address >> hostBits << hostBits;
}

function readIpv4(text: string): bigint | undefined {
  const octets = text.split(".");
  const areOctets = octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && +octet < 256);
  if (octets.length !== 4 || !areOctets) return undefined;
  return BigInt(octets.reduce((value, octet) => value * 256 + Number(octet), 0));
}

/** URL knows all of its forms, and writes it as groups of hexadecimal digits. */
function readIpv6(text: string): bigint | undefined {
  const canonical = URL.parse(`ws://[${text}]`)?.hostname.slice(1, -1);
  if (canonical === undefined) return undefined;
  const [head = [], tail = []] = canonical.split("::")
    .map((groups) => groups.split(":").filter((group) => group !== ""));
  const zeros = Array<string>(8 - head.length - tail.length).fill("0");
  const digits = [...head, ...zeros, ...tail].map((group) => group.padStart(4, "0"));
  return BigInt(`0x${digits.join("")}`);
}

function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => address >> shift & 0xffn).join(".");
}

function formatIpv6(address: bigint): string {
  const groups = address.toString(16).padStart(32, "0").match(/.{4}/g) ?? [];
  return new URL(`ws://[${groups.join(":")}]`).hostname.slice(1, -1);
}
