import assert from "node:assert/strict";
import fc from "fast-check";
import { splitCells, sumColumns } from "../../../ui/cells.ts";
import { placeCursor } from "../../../ui/terminal/place_cursor.ts";
import { ModelTerminal, terminalModels } from "./model_terminal.ts";

Deno.test("placeCursor() tells the column where all terminals agree about what is before it", () => {
  assert.equal(placeCursor("#lobby> 漢字 e\u0301", 12), "\x1b[13G");
  assert.equal(placeCursor("", 0), "\x1b[1G");
});

Deno.test("placeCursor() writes what is before it once more where they may not", () => {
  assert.equal(placeCursor("ทำงาน", 2), "\x1b[1Gทำ\x1b[m");
  assert.equal(
    placeCursor("\x1b[1m❤\ufe0f>\x1b[22m ab", 4),
    "\x1b[1G\x1b[1m❤\ufe0f>\x1b[22m \x1b[m",
  );
});

Deno.test("placeCursor() puts it behind the same text on each terminal, and changes nothing", async () => {
  const grapheme = fc.constantFrom(
    "a",
    "น้ำ",
    "漢",
    "क्षि",
    "👨‍👩‍👧",
    "🇩🇪",
    "ខ្មែ",
    "\u1112\u1161\u11ab",
    "é",
  );
  const written = fc.tuple(fc.array(grapheme, { maxLength: 8 }), fc.nat(8));
  await fc.assert(fc.asyncProperty(written, async ([texts, count]) => {
    const row = `> ${texts.join("")}`;
    const before = `> ${texts.slice(0, count).join("")}`;
    for (const model of terminalModels) {
      const size = { columns: 80, rows: 1 };
      const [terminal, upToCursor] = [
        new ModelTerminal(model, size),
        new ModelTerminal(model, size),
      ];
      await upToCursor.write(before);
      await terminal.write(row);
      const drawn = terminal.rows;
      await terminal.write(placeCursor(row, sumColumns(splitCells(before))));
      assert.equal(terminal.column, upToCursor.column, `${model.measures}: ${row}`);
      assert.deepEqual(terminal.rows, drawn);
    }
  }));
});
