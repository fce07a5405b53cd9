import assert from "node:assert/strict";
import { PaneWidths } from "../../../../ui/screen/drawing/pane_widths.ts";

Deno.test("widen() only grows on a terminal of one width", () => {
  const widths = new PaneWidths();
  assert.deepEqual(widths.widen(100, 13, 8), { listColumns: 13, memberColumns: 8 });
  assert.deepEqual(widths.widen(100, 12, 9), { listColumns: 13, memberColumns: 9 });
  assert.deepEqual(widths.widen(100, 14, 0), { listColumns: 14, memberColumns: 0 }, "none");
  assert.deepEqual(widths.widen(100, 12, 3), { listColumns: 14, memberColumns: 9 });
  assert.deepEqual(widths.widen(90, 12, 3), { listColumns: 12, memberColumns: 3 });
});
