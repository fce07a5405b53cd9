/** Pages of SQLite's b-trees: https://www.sqlite.org/fileformat2.html#b_tree_pages */

import { readVarint } from "./record.ts";

export type PageKind = "table leaf" | "table interior" | "index leaf" | "index interior";

const kinds: Readonly<Record<number, PageKind>> = {
  0x02: "index interior",
  0x05: "table interior",
  0x0a: "index leaf",
  0x0d: "table leaf",
};

export interface Cell {
  /** Of a table's rows. */
  readonly rowid?: number;
  /** In bytes, with what is in overflow pages. */
  readonly payloadBytes: number;
  /** What of the payload is in this page. */
  readonly local: Uint8Array;
  /** The first overflow page; 0 if there is none. */
  readonly overflow: number;
}

export interface BtreePage {
  readonly kind: PageKind;
  /** Those that can be read, in order. */
  readonly cells: readonly Cell[];
  readonly children: readonly number[];
  /** How many cells cannot be read. */
  readonly unreadable: number;
}

/** The file's header stands before the first page's own. */
const fileHeaderBytes = 100;
/** A payload that claims to be larger is none of a chat's. */
const maxPayloadBytes = 1024 * 1024;

/** Undefined if it is no page of a b-tree. `usable`: bytes of a page that are not reserved. */
export function readBtreePage(
  page: Uint8Array,
  number: number,
  usable: number,
): BtreePage | undefined {
  const start = number === 1 ? fileHeaderBytes : 0;
  const kind = kinds[page[start] ?? 0];
  if (kind === undefined || page.length < usable) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const isInterior = kind.endsWith("interior");
  const pointers = start + (isInterior ? 12 : 8);
  const count = view.getUint16(start + 3);
  // 0 stands for 65,536.
  const content = view.getUint16(start + 5) || 65_536;
  const isPossible = pointers + count * 2 <= content && content <= usable &&
    view.getUint16(start + 1) < usable && view.getUint8(start + 7) <= 60;
  if (!isPossible) return undefined;
  const cells: Cell[] = [];
  const children: number[] = [];
  let [unreadable, last] = [0, -Infinity];
  for (let index = 0; index < count; index++) {
    const at = view.getUint16(pointers + index * 2);
    const isWithin = at >= content && at <= usable - 4;
    if (isWithin && isInterior) children.push(view.getUint32(at));
    if (kind === "table interior") continue;
    const cell = isWithin ? readCell(page, isInterior ? at + 4 : at, kind, usable) : undefined;
    // Rows stand in the order of their ids: one that does not is damaged.
    if (cell === undefined || (cell.rowid ?? Infinity) <= last) unreadable++;
    else cells.push(cell);
    last = cell?.rowid !== undefined && cell.rowid > last ? cell.rowid : last;
  }
  if (isInterior) children.push(view.getUint32(start + 8));
  return { kind, cells, children, unreadable };
}

function readCell(
  page: Uint8Array,
  offset: number,
  kind: PageKind,
  usable: number,
): Cell | undefined {
  const size = readVarint(page, offset);
  if (size === undefined || size.value < 1 || size.value > maxPayloadBytes) return undefined;
  const rowid = kind === "table leaf" ? readVarint(page, size.end) : undefined;
  if (kind === "table leaf" && rowid === undefined) return undefined;
  const start = rowid?.end ?? size.end;
  const length = localBytes(size.value, kind, usable);
  const end = start + length;
  const isWhole = length === size.value;
  if (end + (isWhole ? 0 : 4) > usable) return undefined;
  const overflow = isWhole
    ? 0
    : new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(end);
  return {
    rowid: rowid?.value,
    payloadBytes: size.value,
    local: page.subarray(start, end),
    overflow,
  };
}

/** How much of a payload is in its page: https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages */
function localBytes(payload: number, kind: PageKind, usable: number): number {
  const least = Math.floor((usable - 12) * 32 / 255) - 23;
  const most = kind === "table leaf" ? usable - 35 : Math.floor((usable - 12) * 64 / 255) - 23;
  if (payload <= most) return payload;
  const remainder = least + (payload - least) % (usable - 4);
  return remainder <= most ? remainder : least;
}
