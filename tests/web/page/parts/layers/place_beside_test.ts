import assert from "node:assert/strict";
import { placeBeside } from "../../../../../web/page/parts/layers/place_beside.ts";

Deno.test("placeBeside() stays within the viewport, above the anchor where there is more room", () => {
  const viewport = { width: 400, height: 600 };
  const size = { width: 200, height: 150 };
  const anchorAt = (left: number, top: number) => ({ left, top, width: 30, height: 30 });
  assert.deepEqual(placeBeside(anchorAt(50, 100), size, viewport), { left: 50, top: 130 });
  assert.deepEqual(placeBeside(anchorAt(390, 500), size, viewport), { left: 192, top: 350 });
  assert.deepEqual(placeBeside(anchorAt(300, 0), size, viewport, true), { left: 130, top: 30 });
  assert.deepEqual(placeBeside(anchorAt(10, 0), size, viewport, true), { left: 8, top: 30 });
  // Too large for any place.
  assert.deepEqual(
    placeBeside(anchorAt(50, 300), { width: 900, height: 900 }, viewport),
    { left: 8, top: 8 },
  );
});
