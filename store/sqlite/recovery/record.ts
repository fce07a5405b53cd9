/** SQLite's record format: https://www.sqlite.org/fileformat2.html#record_format */

export type Value = null | number | string | Uint8Array;

/** Undefined if it does not end within the bytes, or is no safe integer; negative ones are none here. */
export function readVarint(
  bytes: Uint8Array,
  offset: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes[offset + index];
    if (byte === undefined) return undefined;
    value = index === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (index < 8 && byte >= 0x80) continue;
    return Number.isSafeInteger(value) ? { value, end: offset + index + 1 } : undefined;
  }
  return undefined;
}

const integerBytes: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8 };
const decoder = new TextDecoder();

/** The values of a record; undefined if it is none. What is not UTF-8 in a text becomes U+FFFD. */
export function readRecord(bytes: Uint8Array): Value[] | undefined {
  const header = readVarint(bytes, 0);
  if (header === undefined || header.value < header.end || header.value > bytes.length) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: Value[] = [];
  let at = header.value;
  for (let offset = header.end; offset < header.value;) {
    const type = readVarint(bytes, offset);
    if (type === undefined) return undefined;
    offset = type.end;
    const length = lengthOf(type.value);
    if (length === undefined || at + length > bytes.length || offset > header.value) {
      return undefined;
    }
    const value = valueOf(view, type.value, at, length);
    if (value === undefined) return undefined;
    values.push(value);
    at += length;
  }
  return at === bytes.length ? values : undefined;
}

function lengthOf(type: number): number | undefined {
  if (type >= 12) return Math.floor((type - 12) / 2);
  if (type === 0 || type === 8 || type === 9) return 0;
  if (type === 7) return 8;
  return integerBytes[type];
}

/** Undefined for an integer that is not safe. */
function valueOf(view: DataView, type: number, at: number, length: number): Value | undefined {
  if (type === 0) return null;
  if (type === 7) return view.getFloat64(at);
  if (type === 8 || type === 9) return type - 8;
  if (type < 12) {
    let value = view.getInt8(at);
    for (let index = 1; index < length; index++) value = value * 256 + view.getUint8(at + index);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  return type % 2 === 0 ? bytes.slice() : decoder.decode(bytes);
}
