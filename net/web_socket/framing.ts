import { concatenate } from "../../helpers/concatenate.ts";
import type { Framing } from "../transport.ts";

/** What a frame is; RFC 6455, 5.2. */
export const opcodes = { text: 0x1, binary: 0x2, close: 0x8, pong: 0xa } as const;

const isFinal = 0x80;
/** Longer payloads have their length in two bytes, and those that it does not fit in, in eight. */
const longestInByte = 125;
const longestIn2Bytes = 0xffff;
const lengthIn2Bytes = 126;
const lengthIn8Bytes = 127;

const encoder = new TextEncoder();

/** A server's frames are not masked: all clients with the same framing share the bytes. */
export const textFraming: Framing = framingWith(opcodes.text);
export const binaryFraming: Framing = framingWith(opcodes.binary);

function framingWith(opcode: number): Framing {
  return {
    pack: (frames) =>
      concatenate(frames.flatMap((frame) => {
        const payload = encoder.encode(frame);
        return [headOf(opcode, payload.length), payload];
      })),
  };
}

/** A whole frame with at most 125 bytes of payload, as those have that control the connection. */
export function controlFrame(opcode: number, payload: Uint8Array): Uint8Array {
  return concatenate([headOf(opcode, payload.length), payload]);
}

function headOf(opcode: number, payloadBytes: number): Uint8Array {
  const first = isFinal | opcode;
  if (payloadBytes <= longestInByte) return Uint8Array.of(first, payloadBytes);
  const isShort = payloadBytes <= longestIn2Bytes;
  const head = new Uint8Array(isShort ? 4 : 10);
  const view = new DataView(head.buffer);
  head[0] = first;
  head[1] = isShort ? lengthIn2Bytes : lengthIn8Bytes;
  if (isShort) view.setUint16(2, payloadBytes);
  else view.setBigUint64(2, BigInt(payloadBytes));
  return head;
}
