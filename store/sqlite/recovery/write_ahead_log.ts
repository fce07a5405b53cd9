/** SQLite's write-ahead log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */

/** Reads bytes of a file; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Uint8Array;

export interface LogHeader {
  readonly pageSize: number;
  /** One more each time the log is begun anew. */
  readonly salt: number;
}

export interface Log extends LogHeader {
  /** Where in the file the newest committed content of each page is. */
  readonly pages: ReadonlyMap<number, number>;
  /** Where all committed contents of the first page are. */
  readonly firstPages: readonly number[];
  /** Of the database, by the last commit; 0: nothing is committed. */
  readonly pageCount: number;
}

const headerBytes = 32;
const frameHeaderBytes = 24;
const magicNumber = 0x377f0682;

/**
 * Whether a file begins as a log does, or as one may after a power loss: with zeros, or with too little. All headers
 * begin with the same bytes, so one that was written over another in part has them too.
 */
export function mayBeLog(readAt: ReadAt): boolean {
  const bytes = readAt(0, 4);
  if (bytes.length < 4) return true;
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return magic === 0 || (magic & ~1) === magicNumber;
}

/** Undefined where there is no log, or one that SQLite passes over too. */
export function readLogHeader(readAt: ReadAt): LogHeader | undefined {
  return checkedHeader(readAt(0, headerBytes))?.header;
}

function checkedHeader(bytes: Uint8Array) {
  if (bytes.length < headerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  if ((magic & ~1) !== magicNumber) return undefined;
  const isLittleEndian = magic === magicNumber;
  const sum: [number, number] = addChecksum([0, 0], view, 0, 24, isLittleEndian);
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return undefined;
  const header = { pageSize: view.getUint32(8), salt: view.getUint32(16) };
  return { header, sum, isLittleEndian, salts: [header.salt, view.getUint32(20)] };
}

/** All that is committed in a log: frames up to the first that does not follow from those before. */
export function readLog(readAt: ReadAt): Log | undefined {
  const checked = checkedHeader(readAt(0, headerBytes));
  if (checked === undefined) return undefined;
  const { header, isLittleEndian, salts } = checked;
  const frameBytes = frameHeaderBytes + header.pageSize;
  const pages = new Map<number, number>();
  const firstPages: number[] = [];
  let { sum } = checked;
  let [pageCount, uncommitted] = [0, new Map<number, number>()];
  for (let offset = headerBytes;; offset += frameBytes) {
    const frame = readAt(offset, frameBytes);
    if (frame.length < frameBytes) break;
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    if (view.getUint32(8) !== salts[0] || view.getUint32(12) !== salts[1]) break;
    sum = addChecksum(sum, view, 0, 8, isLittleEndian);
    sum = addChecksum(sum, view, frameHeaderBytes, frameBytes, isLittleEndian);
    if (sum[0] !== view.getUint32(16) || sum[1] !== view.getUint32(20)) break;
    uncommitted.set(view.getUint32(0), offset + frameHeaderBytes);
    const committedPages = view.getUint32(4);
    if (committedPages === 0) continue;
    for (const [page, at] of uncommitted) {
      pages.set(page, at);
      if (page === 1) firstPages.push(at);
    }
    [pageCount, uncommitted] = [committedPages, new Map()];
  }
  return { ...header, pages, firstPages, pageCount };
}

function addChecksum(
  [first, second]: readonly [number, number],
  view: DataView,
  from: number,
  to: number,
  isLittleEndian: boolean,
): [number, number] {
  for (let offset = from; offset < to; offset += 8) {
    first = (first + view.getUint32(offset, isLittleEndian) + second) >>> 0;
    second = (second + view.getUint32(offset + 4, isLittleEndian) + first) >>> 0;
  }
  return [first, second];
}
