import assert from "node:assert/strict";
import { textWidth } from "../../../ui/cells.ts";

/** From so many columns on, panes stand side by side. */
const sideBySideColumns = 80;

/** A screen as text is whole: of its size, and with each border in one column. */
export function assertFrame(rows: readonly string[], columns: number, height: number): void {
  const all = rows.join("\n");
  assert.equal(rows.length, height, all);
  for (const row of rows) assert.ok(textWidth(row) <= columns, row);
  const borders = rows.slice(0, -2).map((row) =>
    row.split("│").slice(0, -1).reduce<number[]>(
      (columns, part) => [...columns, (columns.at(-1) ?? -1) + 1 + textWidth(part)],
      [],
    )
  );
  const [first] = borders;
  assert.equal(first?.length, columns < sideBySideColumns ? 0 : 2, all);
  for (const each of borders) assert.deepEqual(each, first, all);
}
