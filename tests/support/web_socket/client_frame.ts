import { concatenate } from "../../../helpers/concatenate.ts";

export interface ClientFrameOptions {
  /** Absent: text. */
  readonly opcode?: number;
  /** Absent: the last of its message. */
  readonly isFinal?: boolean;
  readonly isMasked?: boolean;
  /** Of the first byte. */
  readonly reservedBits?: number;
  /** In place of the payload's own. */
  readonly announcedBytes?: bigint;
}

const mask = Uint8Array.of(0x1f, 0x2e, 0x3d, 0x4c);

/** A frame as a client sends it, right or wrong (RFC 6455, 5.2). */
export function clientFrame(
  payload: string | Uint8Array = "",
  options: ClientFrameOptions = {},
): Uint8Array {
  const { opcode = 1, isFinal = true, isMasked = true, reservedBits = 0, announcedBytes } = options;
  const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  const first = (isFinal ? 0x80 : 0) | reservedBits | opcode;
  const maskBit = isMasked ? 0x80 : 0;
  const head = announcedBytes === undefined && bytes.length < 126
    ? Uint8Array.of(first, maskBit | bytes.length)
    : Uint8Array.of(first, maskBit | 127, ...inEightBytes(announcedBytes ?? BigInt(bytes.length)));
  if (!isMasked) return concatenate([head, bytes]);
  return concatenate([head, mask, bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]);
}

export function closeFrame(code: number, reason = ""): Uint8Array {
  const payload = [code >> 8, code & 0xff, ...new TextEncoder().encode(reason)];
  return clientFrame(Uint8Array.from(payload), { opcode: 8 });
}

function inEightBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}
