import { concatenate } from "../../helpers/concatenate.ts";
import { readFirstBytes } from "../streams/first_bytes.ts";
import type { ByteStream } from "../line_transport.ts";

/** What a client begins TLS with (RFC 8446, 4.1.2). */
export interface ClientHello {
  /** As `readServerName` tells it. */
  readonly serverName: string;
  /** It offers to speak HTTP/1.1 within (ALPN: RFC 7301). */
  readonly offersHttp: boolean;
  /** The client can do less than TLS 1.2. */
  readonly isTooOld: boolean;
  /** All that was read of it. */
  readonly firstBytes: Uint8Array;
}

/** More of it is not looked at. */
const maxBytes = 4096;

const handshakeRecord = 0x16;
/** Of the version that every ClientHello has in its record (RFC 8446, 5.1). */
const majorVersion = 3;
/** With the content's length in its last two bytes. */
const recordHeaderBytes = 5;
const maxContentBytes = 2 ** 14;

const clientHello = 1;
/** The message's type and length; the version stands behind them. */
const messageHeaderBytes = 4;
/** What stands before the lists: the message's header, the version, and a random number. */
const beforeLists = 38;
const [serverName, hostName] = [0, 0];
const applicationProtocols = 16;

/** Whether a client that begins so speaks TLS. Undefined while that cannot be told. */
export function isClientHello([type, major]: Uint8Array): boolean | undefined {
  if (type !== undefined && type !== handshakeRecord) return false;
  return major === undefined ? undefined : major === majorVersion;
}

/**
 * Reads it up to a whole record, and until it is told for whom it asks. Undefined if the client goes before, or at the
 * signal.
 */
export async function readClientHello(
  stream: ByteStream,
  signal: AbortSignal,
): Promise<ClientHello | undefined> {
  const tell = (bytes: Uint8Array, isComplete: boolean) => {
    // Of a hello that comes byte by byte nothing is read before.
    if (!hasWholeRecord(bytes) && !isComplete && bytes.length < maxBytes) return undefined;
    const name = readServerName(bytes);
    const isEnough = name !== undefined && hasWholeRecord(bytes) || bytes.length === maxBytes;
    return isEnough || isComplete ? { name, isEnough } : undefined;
  };
  const { found, firstBytes } = await readFirstBytes(stream, tell, signal, maxBytes);
  if (!found.isEnough) return undefined;
  const [major, minor = 3] = messageIn(firstBytes).subarray(messageHeaderBytes);
  const isTooOld = major === majorVersion && minor < 3;
  const offersHttp = readProtocols(firstBytes).includes("http/1.1");
  return { serverName: found.name ?? "", offersHttp, isTooOld, firstBytes };
}

/** True also for a record that is longer than any may be: TLS answers that. */
function hasWholeRecord(bytes: Uint8Array): boolean {
  const [, , , high = 0, low = 0] = bytes;
  const contentBytes = 256 * high + low;
  return contentBytes > maxContentBytes || bytes.length >= recordHeaderBytes + contentBytes;
}

/**
 * For whom a client asks that begins so (SNI: RFC 6066, 3), in lower case; empty where it names nobody, or begins with
 * no ClientHello. Undefined until that can be told.
 */
export function readServerName(firstBytes: Uint8Array): string | undefined {
  const message = messageIn(firstBytes);
  try {
    return nameIn(new Cursor(message));
  } catch (error) {
    // One without extensions ends before them.
    if (error instanceof Incomplete) return isWhole(message) ? "" : undefined;
    if (error instanceof Malformed) return "";
    throw error;
  }
}

/** What a client offers to speak that begins so (RFC 7301, 3.1); none where that cannot be told. */
export function readProtocols(firstBytes: Uint8Array): readonly string[] {
  try {
    const message = new Cursor(messageIn(firstBytes));
    if (findExtension(message, applicationProtocols) === undefined) return [];
    const protocols: string[] = [];
    for (let left = message.number(2); left > 0;) {
      const name = message.bytes(message.number(1));
      protocols.push(String.fromCharCode(...name));
      left -= 1 + name.length;
    }
    return protocols;
  } catch (error) {
    if (error instanceof Incomplete || error instanceof Malformed) return [];
    throw error;
  }
}

/** There may be more to come. */
class Incomplete extends Error {}
class Malformed extends Error {}

/** What the records carry: a message may be cut anywhere. */
function messageIn(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let left = bytes; left.length > recordHeaderBytes;) {
    const [type, , , high = 0, low = 0] = left;
    if (type !== handshakeRecord) break;
    const end = recordHeaderBytes + 256 * high + low;
    parts.push(left.subarray(recordHeaderBytes, end));
    left = left.subarray(end);
  }
  return concatenate(parts);
}

function isWhole([, high = 0xff, middle = 0xff, low = 0xff, ...body]: Uint8Array): boolean {
  return body.length >= 65536 * high + 256 * middle + low;
}

function nameIn(message: Cursor): string {
  return findExtension(message, serverName) === undefined ? "" : hostIn(message);
}

/** Goes to what the extension of that type carries, and gives how long that is; undefined if there is none. */
function findExtension(message: Cursor, wanted: number): number | undefined {
  if (message.number(1) !== clientHello) throw new Malformed();
  message.skip(beforeLists - 1);
  for (const lengthBytes of [1, 2, 1]) message.skip(message.number(lengthBytes));
  for (let left = message.number(2); left > 0;) {
    const [type, length] = [message.number(2), message.number(2)];
    if (type === wanted) return length;
    message.skip(length);
    left -= 4 + length;
  }
  return undefined;
}

/** The name in the list, which has one. */
function hostIn(message: Cursor): string {
  message.skip(2);
  if (message.number(1) !== hostName) throw new Malformed();
  const name = message.bytes(message.number(2));
  return String.fromCharCode(...name).toLowerCase();
}

class Cursor {
  #at = 0;

  constructor(private readonly message: Uint8Array) {}

  /** Big-endian. */
  number(byteCount: number): number {
    return this.bytes(byteCount).reduce((sum, byte) => 256 * sum + byte, 0);
  }

  skip(byteCount: number): void {
    this.bytes(byteCount);
  }

  bytes(byteCount: number): Uint8Array {
    const end = this.#at + byteCount;
    if (end > this.message.length) throw new Incomplete();
    const bytes = this.message.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}
