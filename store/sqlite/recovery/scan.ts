import { type BtreePage, type Cell, readBtreePage } from "./btree_page.ts";
import type { PageFile } from "./page_file.ts";
import { readRecord, type Value } from "./record.ts";
import { rowOf, type Shape, shapeOfIndex } from "./shapes.ts";

export interface RecoveredRow {
  readonly shape: Shape;
  /** In the order of the table's columns. */
  readonly values: readonly Value[];
}

/** What is lost, as far as can be told. */
export interface Damage {
  readonly pages: number;
  readonly unreadablePages: number;
  /** In pages that can be read otherwise. */
  readonly unreadableRows: number;
}

/** One of the schema's tables and indexes. */
interface Tree {
  readonly root: number;
  /** Of its rows; undefined where they are not wanted. */
  readonly shape?: Shape;
}

const schemaShape: Shape = {
  table: "sqlite_schema",
  hasRowid: true,
  columns: ["type", "name", "tbl_name", "rootpage", "sql"].map((name) => ({
    name,
    type: name === "rootpage" ? "INTEGER" : "TEXT",
    isRequired: name !== "sql",
    isRowid: false,
  })),
};

/** Where SQLite locks a file; no page is there. */
const lockByte = 2 ** 30;

/** Reads the rows of all pages that can be read: first as the trees lead to them, then what no tree leads to. */
export class Scan {
  /** By number, whether a page is done with. */
  readonly #seen: Uint8Array;
  #unreadablePages = 0;
  #unreadableRows = 0;

  constructor(
    private readonly file: PageFile,
    private readonly shapes: readonly Shape[],
    private readonly onPage: () => void = () => {},
  ) {
    this.#seen = new Uint8Array(file.pageCount + 1);
    this.#passOver(Math.floor(lockByte / file.header.pageSize) + 1);
    if (file.header.hasPointerMap) this.#passOverPointerMap();
    this.#passOverFreePages();
  }

  get damage(): Damage {
    return {
      pages: this.file.pageCount,
      unreadablePages: this.#unreadablePages,
      unreadableRows: this.#unreadableRows,
    };
  }

  *rows(): Generator<RecoveredRow> {
    for (const tree of this.#trees()) yield* this.#walk(tree);
    for (let number = 1; number <= this.file.pageCount; number++) {
      if (this.#seen[number] === 0) yield* this.#orphan(number);
    }
    for (let number = 1; number <= this.file.pageCount; number++) {
      if (this.#seen[number] === 0) this.#unreadablePages++;
    }
  }

  /** Of one table, as far as its tree leads. */
  *rowsOfTable(table: string): Generator<RecoveredRow> {
    for (const tree of this.#trees()) if (tree.shape?.table === table) yield* this.#walk(tree);
  }

  #trees(): readonly Tree[] {
    const trees: Tree[] = [];
    for (const { values } of this.#walk({ root: 1, shape: schemaShape })) {
      const [type, name, , root] = values;
      if (typeof root !== "number" || root < 2) continue;
      const shape = type === "table"
        ? this.shapes.find(({ table }) => table === name)
        : shapeOfIndex(String(name));
      trees.push({ root, shape });
    }
    return trees;
  }

  /** The rows of a tree, in order, as far as whole pages lead. */
  *#walk({ root, shape }: Tree): Generator<RecoveredRow> {
    const waiting = [root];
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      if (this.#seen[number] !== 0) continue;
      const page = this.#read(number);
      if (page === undefined) continue;
      const records = this.#recordsOf(page);
      const rows = shape === undefined ? [] : rowsOf(shape, records);
      // A damaged page may lead into another tree.
      const isOther = shape !== undefined && page.cells.length > 0 && rows.length === 0;
      if (isOther) continue;
      this.#done(number, page, page.cells.length - rows.length, shape);
      yield* rows;
      waiting.push(...page.children.toReversed());
    }
  }

  *#orphan(number: number): Generator<RecoveredRow> {
    const page = this.#read(number);
    if (page === undefined) return;
    const records = this.#recordsOf(page);
    const candidates = this.shapes.map((shape) => rowsOf(shape, records));
    const most = Math.max(...candidates.map(({ length }) => length));
    const best = candidates.filter(({ length }) => length === most);
    // Of what fits two tables nothing is known.
    const rows = most > 0 && best.length === 1 ? best[0] ?? [] : [];
    this.#done(number, page, page.cells.length - rows.length, rows[0]?.shape);
    yield* rows;
  }

  #read(number: number): BtreePage | undefined {
    const bytes = this.file.page(number);
    return bytes && readBtreePage(bytes, number, this.file.usable);
  }

  #done(
    number: number,
    { unreadable }: BtreePage,
    misfits: number,
    shape: Shape | undefined,
  ): void {
    this.#passOver(number);
    if (shape !== undefined) this.#unreadableRows += unreadable + misfits;
  }

  #passOver(number: number): void {
    if (number > this.file.pageCount || this.#seen[number] !== 0) return;
    this.#seen[number] = 1;
    this.onPage();
  }

  #recordsOf(page: BtreePage): FoundRecord[] {
    return page.cells.flatMap((cell) => {
      const payload = this.#payloadOf(cell);
      const record = payload && readRecord(payload);
      return record === undefined ? [] : [{ record, rowid: cell.rowid }];
    });
  }

  /** With what is in overflow pages; undefined if one of them is missing. */
  #payloadOf({ local, payloadBytes, overflow }: Cell): Uint8Array | undefined {
    if (local.length === payloadBytes) return local;
    const payload = new Uint8Array(payloadBytes);
    payload.set(local);
    const chain: number[] = [];
    let next = overflow;
    for (let filled = local.length; filled < payloadBytes;) {
      const page = next > 1 && !chain.includes(next) ? this.file.page(next) : undefined;
      if (page === undefined) return undefined;
      chain.push(next);
      next = new DataView(page.buffer, page.byteOffset).getUint32(0);
      const part = page.subarray(4, Math.min(this.file.usable, 4 + payloadBytes - filled));
      payload.set(part, filled);
      filled += part.length;
    }
    // The last one leads to none.
    if (next !== 0) return undefined;
    for (const number of chain) this.#passOver(number);
    return payload;
  }

  #passOverPointerMap(): void {
    const between = Math.floor(this.file.usable / 5) + 1;
    for (let number = 2; number <= this.file.pageCount; number += between) this.#passOver(number);
  }

  /** What free pages have is deleted, and stays so. */
  #passOverFreePages(): void {
    let trunk = this.file.header.firstFree;
    while (trunk > 1 && trunk <= this.file.pageCount && this.#seen[trunk] === 0) {
      const page = this.file.page(trunk);
      if (page === undefined) return;
      const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
      const count = view.getUint32(4);
      if (count > this.file.usable / 4 - 2) return;
      this.#passOver(trunk);
      for (let index = 0; index < count; index++) this.#passOver(view.getUint32(8 + index * 4));
      trunk = view.getUint32(0);
    }
  }
}

interface FoundRecord {
  readonly record: readonly Value[];
  readonly rowid: number | undefined;
}

function rowsOf(shape: Shape, records: readonly FoundRecord[]): RecoveredRow[] {
  return records.flatMap(({ record, rowid }) => {
    const values = rowOf(shape, record, rowid);
    return values === undefined ? [] : [{ shape, values }];
  });
}
