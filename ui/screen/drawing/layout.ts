/** The columns of the lists at the sides, on a terminal of `columns`. */
export interface PaneWidths {
  readonly columns: number;
  /** Of the longest row in the list of conversations. */
  readonly listColumns: number;
  /** Of the longest nick in the list of members; 0 for no list. */
  readonly memberColumns: number;
}

/** How much room each part of the screen asks for. */
export interface LayoutWish extends PaneWidths {
  /** Of the terminal. */
  readonly rows: number;
  readonly completionRows: number;
  readonly inputRows: number;
}

/** Counted from 0, from the upper left corner of the screen. */
export interface Area {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** The area of each part, empty where there is no room for it. Panes are one column apart, for a border. */
export interface Layout {
  readonly list?: Area;
  readonly main: Area;
  readonly members?: Area;
  readonly completion: Area;
  readonly status: Area;
  readonly input: Area;
}

/** On narrower screens there are no lists at the sides. */
export const sideBySideColumns = 80;
const minMainColumns = 40;
const maxCompletionRows = 8;
const maxInputRows = 8;

export function layOutScreen(wish: LayoutWish): Layout {
  const columns = Math.max(1, wish.columns);
  const rows = Math.max(1, wish.rows);
  const input = clamp(wish.inputRows, 1, maxInputRowsOf(rows));
  const status = rows > input ? 1 : 0;
  const free = rows - input - status;
  const completion = clamp(wish.completionRows, 0, Math.min(maxCompletionRows, free - 1));
  const main = free - completion;
  const below = (row: number, count: number): Area => ({ column: 0, row, columns, rows: count });
  return {
    ...panes(wish, columns, main),
    completion: below(main, completion),
    status: below(main + completion, status),
    input: below(main + completion + status, input),
  };
}

/** The most rows that the input may take; a longer text scrolls in them. */
export function maxInputRowsOf(rows: number): number {
  return Math.max(1, Math.min(maxInputRows, Math.floor(rows / 3)));
}

function panes(
  { listColumns, memberColumns }: LayoutWish,
  columns: number,
  rows: number,
): Pick<Layout, "list" | "main" | "members"> {
  const row = 0;
  if (columns < sideBySideColumns) return { main: { column: 0, row, columns, rows } };
  const list = { column: 0, row, columns: clamp(listColumns, 10, 20), rows };
  const column = list.columns + 1;
  const wide = { column, row, columns: columns - column, rows };
  const side = clamp(memberColumns, 10, 18);
  const main = { ...wide, columns: wide.columns - side - 1 };
  if (memberColumns === 0 || main.columns < minMainColumns) return { list, main: wide };
  return { list, main, members: { column: columns - side, row, columns: side, rows } };
}

/** While the terminal keeps its width they only grow: each change makes all messages be laid out again. */
export function widened(before: PaneWidths | undefined, now: PaneWidths): PaneWidths {
  if (now.columns !== before?.columns) return now;
  return {
    columns: now.columns,
    listColumns: Math.max(before.listColumns, now.listColumns),
    memberColumns: Math.max(before.memberColumns, now.memberColumns),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
