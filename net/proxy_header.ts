import { canonicalAddress, parseNetwork } from "../helpers/network/networks.ts";

export interface Endpoint {
  readonly hostname: string;
  readonly port: number;
}

/** What a proxy says of a connection that it hands on. */
export interface ProxyHeader {
  /** How many bytes it takes; the client's follow. */
  readonly lengthBytes: number;
  /** Who is connected to the proxy, and where. Absent if it cannot say, or if the connection is its own. */
  readonly client?: { readonly source: Endpoint; readonly destination: Endpoint };
}

/** Version 2 could have 64 KiB; what proxies send has a few hundred bytes. */
export const maxProxyHeaderBytes = 4096;
/** Of version 1, with its line end. */
const maxLineBytes = 107;

const decoder = new TextDecoder();
const lineStart = new TextEncoder().encode("PROXY ");
const signature = Uint8Array.of(13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10);
const fixedBytes = 16;

/**
 * Reads the header of HAProxy's PROXY protocol, version 1 or 2, that a stream may begin with. `incomplete`: more bytes
 * are needed to tell.
 */
export function parseProxyHeader(
  bytes: Uint8Array,
): ProxyHeader | "incomplete" | "absent" | "malformed" {
  const start = [lineStart, signature].find((each) =>
    each.every((byte, index) => index >= bytes.length || byte === bytes[index])
  );
  if (start === undefined) return "absent";
  if (bytes.length < start.length) return "incomplete";
  return start === lineStart ? parseLine(bytes) : parseBinary(bytes);
}

/** Version 1 (2.1). Behind `UNKNOWN` anything may stand. */
function parseLine(bytes: Uint8Array): ProxyHeader | "incomplete" | "malformed" {
  const end = bytes.subarray(0, maxLineBytes).indexOf(10);
  if (end === -1) return bytes.length < maxLineBytes ? "incomplete" : "malformed";
  const lengthBytes = end + 1;
  const line = decoder.decode(bytes.subarray(0, lengthBytes));
  if (/^PROXY UNKNOWN(?: .*)?\r\n$/.test(line)) return { lengthBytes };
  const form =
    /^PROXY (?:TCP4 [\d.]+ [\d.]+|TCP6 [\da-f.]*:[\da-f:.]* [\da-f.]*:[\da-f:.]*) \d+ \d+\r\n$/i;
  if (!form.test(line)) return "malformed";
  const [, , from = "", to = "", fromPort, toPort] = line.trimEnd().split(" ");
  const ports = [fromPort, toPort].map(Number);
  const isRead = [from, to].every((address) => parseNetwork(address) !== undefined) &&
    ports.every((port) => port <= 65535);
  return isRead ? { lengthBytes, client: clientOf([from, to], ports) } : "malformed";
}

/** How many bytes of addresses and ports the families have: TCP over IPv4 and over IPv6. */
const addressBytes: Readonly<Record<number, number>> = { 0x11: 4, 0x21: 16 };

/** Version 2 (2.2). What extends it, behind the addresses, is passed over. */
function parseBinary(bytes: Uint8Array): ProxyHeader | "incomplete" | "malformed" {
  if (bytes.length < fixedBytes) return "incomplete";
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [command, family] = [view.getUint8(12), view.getUint8(13)];
  const lengthBytes = fixedBytes + view.getUint16(14);
  const isKnown = (command === 0x20 || command === 0x21) && family >> 4 <= 3 && (family & 15) <= 2;
  if (!isKnown || lengthBytes > maxProxyHeaderBytes) return "malformed";
  const size = addressBytes[family];
  const isClient = command === 0x21 && size !== undefined;
  if (isClient && lengthBytes < fixedBytes + 2 * size + 4) return "malformed";
  if (bytes.length < lengthBytes) return "incomplete";
  if (!isClient) return { lengthBytes };
  const addresses = [0, 1].map((index) => {
    const start = fixedBytes + index * size;
    return formatBytes(bytes.subarray(start, start + size));
  });
  const portsAt = fixedBytes + 2 * size;
  const ports = [view.getUint16(portsAt), view.getUint16(portsAt + 2)];
  return { lengthBytes, client: clientOf(addresses, ports) };
}

function formatBytes(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  return bytes.toHex().match(/.{4}/g)?.join(":") ?? "";
}

function clientOf(
  [from = "", to = ""]: readonly string[],
  [fromPort = 0, toPort = 0]: readonly number[],
): ProxyHeader["client"] {
  return {
    source: { hostname: canonicalAddress(from), port: fromPort },
    destination: { hostname: canonicalAddress(to), port: toPort },
  };
}
