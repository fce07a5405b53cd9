import assert from "node:assert/strict";
import fc from "fast-check";
import { concatenate } from "../../../helpers/concatenate.ts";
import { binaryFraming, textFraming } from "../../../net/web_socket/framing.ts";

Deno.test("a frame has its length in one, three or nine bytes", () => {
  const headOf = (length: number) => {
    const bytes = textFraming.pack(["x".repeat(length)]);
    return [...bytes.subarray(0, bytes.length - length)];
  };
  assert.deepEqual(headOf(0), [0x81, 0]);
  assert.deepEqual(headOf(125), [0x81, 125]);
  assert.deepEqual(headOf(126), [0x81, 126, 0, 126]);
  assert.deepEqual(headOf(65_535), [0x81, 126, 0xff, 0xff]);
  assert.deepEqual(headOf(65_536), [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
  assert.deepEqual([...binaryFraming.pack(["ü"])], [0x82, 2, 0xc3, 0xbc]);
});

Deno.test("the bytes of several frames are those of each, one after another", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 4 }), (frames) => {
      const each = concatenate(frames.map((frame) => textFraming.pack([frame])));
      assert.deepEqual(textFraming.pack(frames), each);
    }),
    { numRuns: 30 },
  );
});
