import { openRegularFile } from "../../../helpers/regular_file.ts";
import { readBtreePage } from "./btree_page.ts";
import { type Log, type ReadAt, readLog } from "./write_ahead_log.ts";

/** What the header says; of a damaged one, what can be guessed. */
interface Header {
  readonly isWhole: boolean;
  readonly pageSize: number;
  readonly reserved: number;
  /** The first page of the list of free pages; 0 if there is none, or it is not known. */
  readonly firstFree: number;
  readonly hasPointerMap: boolean;
}

const magic = "SQLite format 3\0";
const headerBytes = 100;
const pageSizes = [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536];
const defaultPageSize = 4096;
/** What a size must have of the pages that the best one has. */
const likelyShare = 0.9;
/** So many pages of each size are looked at to guess it: runs, since every tenth page may be damaged, say. */
const sampledRuns = 32;
const runPages = 32;

/** A database's file as its pages, with what its write-ahead log has. Changes nothing. Disposing closes it. */
export class PageFile implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #logFile: Deno.FsFile | undefined;
  readonly #log: Log | undefined;
  readonly header: Header;
  readonly usable: number;
  /** Of the file, or of what its log makes of it. */
  readonly pageCount: number;

  /**
   * Throws what the system says where a file cannot be read. `alone`: without its log, and by what its header says.
   */
  constructor(path: string, { alone = false }: { readonly alone?: boolean } = {}) {
    using opened = new DisposableStack();
    this.#file = opened.use(openRegularFile(path));
    this.#logFile = alone ? undefined : openIfThere(`${path}-wal`);
    if (this.#logFile !== undefined) opened.use(this.#logFile);
    const { size, isFile } = this.#file.statSync();
    if (!isFile) throw new Error("it is not a file");
    const readAt = readerOf(this.#file);
    const log = this.#logFile && readLog(readerOf(this.#logFile));
    const firstInLog = log?.pages.get(1);
    const bytes = firstInLog !== undefined && this.#logFile !== undefined
      ? readerOf(this.#logFile)(firstInLog, headerBytes)
      : readAt(0, headerBytes);
    this.header = readHeader(bytes, readAt, size, log?.pageSize, alone);
    this.#log = log?.pageSize === this.header.pageSize ? log : undefined;
    this.usable = this.header.pageSize - this.header.reserved;
    this.pageCount = this.#log?.pageCount || Math.ceil(size / this.header.pageSize);
    opened.move();
  }

  /** Undefined if it is not there as a whole. The first page has the number 1. */
  page(number: number): Uint8Array | undefined {
    const { pageSize } = this.header;
    const inLog = this.#log?.pages.get(number);
    const page = inLog !== undefined && this.#logFile !== undefined
      ? readerOf(this.#logFile)(inLog, pageSize)
      : readerOf(this.#file)((number - 1) * pageSize, pageSize);
    return page.length === pageSize ? page : undefined;
  }

  [Symbol.dispose](): void {
    this.#file.close();
    this.#logFile?.close();
  }
}

function openIfThere(path: string): Deno.FsFile | undefined {
  try {
    return openRegularFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Closing any handle drops SQLite's locks on a file: see `open_history.ts`. */
export function readerOf(file: Deno.FsFile): ReadAt {
  return (offset, length) => {
    file.seekSync(offset, Deno.SeekMode.Start);
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const count = file.readSync(bytes.subarray(filled));
      if (count === null) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  };
}

/** `bytes`: the header, which may stand in the log; `readAt` reads the file itself. */
function readHeader(
  bytes: Uint8Array,
  readAt: ReadAt,
  size: number,
  logPageSize: number | undefined,
  isTrusted: boolean,
): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasMagic = bytes.length === headerBytes &&
    new TextDecoder("latin1").decode(bytes.subarray(0, 16)) === magic;
  // 1 stands for 65,536.
  const stated = hasMagic ? (view.getUint16(16) === 1 ? 65_536 : view.getUint16(16)) : 0;
  const sizes = pageSizes.filter((pageSize) => !isTrusted || pageSize === stated).map((
    pageSize,
  ) => ({
    pageSize,
    score: plausiblePages(readAt, size, pageSize),
  }));
  // Pages of a smaller size than the real one are found where the real ones begin, larger ones seldom.
  const best = Math.max(...sizes.map(({ score }) => score));
  const likely = sizes.filter(({ score }) => score > 0 && score >= best * likelyShare);
  const isWhole = hasMagic &&
    (likely.some(({ pageSize }) => pageSize === stated) || (best === 0 && stated !== 0));
  return {
    isWhole,
    pageSize: isWhole ? stated : likely.at(-1)?.pageSize ?? logPageSize ?? defaultPageSize,
    reserved: isWhole && view.getUint8(20) <= 32 ? view.getUint8(20) : 0,
    firstFree: isWhole ? view.getUint32(32) : 0,
    hasPointerMap: isWhole && view.getUint32(52) !== 0,
  };
}

/** How many pages would be pages of a b-tree if pages had this size, by a sample of runs of pages. */
function plausiblePages(readAt: ReadAt, size: number, pageSize: number): number {
  const count = Math.floor(size / pageSize);
  const stride = Math.max(runPages, Math.floor(count / sampledRuns));
  let [plausible, looked] = [0, 0];
  for (let start = 1; start <= count; start += stride) {
    for (let number = start; number < start + runPages && number <= count; number++) {
      const page = readBtreePage(readAt((number - 1) * pageSize, pageSize), number, pageSize);
      if (page !== undefined && page.cells.length + page.children.length > 0) plausible++;
      looked++;
    }
  }
  return looked === 0 ? 0 : plausible / looked * count;
}
