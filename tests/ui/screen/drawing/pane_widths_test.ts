import assert from "node:assert/strict";
import { widened } from "../../../../ui/screen/drawing/pane_widths.ts";

Deno.test("widened() only grows on a terminal of one width", () => {
  const before = { columns: 100, listColumns: 13, memberColumns: 8 };
  const wider = { columns: 100, listColumns: 12, memberColumns: 9 };
  assert.deepEqual(widened(before, wider), { columns: 100, listColumns: 13, memberColumns: 9 });
  const none = { columns: 100, listColumns: 14, memberColumns: 0 };
  assert.deepEqual(widened(before, none), { columns: 100, listColumns: 14, memberColumns: 8 });
  const other = { columns: 90, listColumns: 12, memberColumns: 3 };
  assert.deepEqual(widened(before, other), other);
});
