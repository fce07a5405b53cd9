import fc from "fast-check";
import assert from "node:assert/strict";
import { layOutInput } from "../../../ui/writing/input_layout.ts";
import { textWidth } from "../../../ui/cells.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";

function draw(text: string, cursor = text.length, columns = 12, maxRows = 4) {
  const { rows, cursor: { column, row } } = layOutInput(
    { prompt: "> ", text, cursor },
    columns,
    maxRows,
  );
  return { rows: rows.map(({ lead, text }) => lead + text), cursor: [column, row] };
}

Deno.test("layOutInput() indents what does not fit beside the prompt", () => {
  assert.deepEqual(draw("hello"), { rows: ["> hello"], cursor: [7, 0] });
  assert.deepEqual(draw("hello there"), { rows: ["> hello ther", "  e"], cursor: [3, 1] });
  assert.deepEqual(draw("a\nb\n"), { rows: ["> a", "  b", "  "], cursor: [2, 2] });
});

Deno.test("layOutInput() puts the cursor after a full row into the next", () => {
  assert.deepEqual(draw("0123456789"), { rows: ["> 0123456789", "  "], cursor: [2, 1] });
  assert.deepEqual(draw("0123456789", 3), { rows: ["> 0123456789"], cursor: [5, 0] });
  assert.deepEqual(draw("0123456789\nb", 10).cursor, [2, 1]);
  assert.deepEqual(draw("0123456789\nb", 11).cursor, [2, 1]);
});

Deno.test("layOutInput() moves a wide character that does not fit, and the cursor with it", () => {
  assert.deepEqual(draw("012345678漢", 9), { rows: ["> 012345678", "  漢"], cursor: [2, 1] });
  const family = "👨‍👩‍👧";
  assert.deepEqual(draw(`${family}b`, 2).cursor, [2, 0], "not within what is drawn as one");
  assert.deepEqual(draw(`${family}b`, family.length).cursor, [8, 0]);
});

Deno.test("layOutInput() scrolls to the cursor, and marks what is left out", () => {
  const text = "a\nb\nc\nd\ne\nf";
  assert.deepEqual(draw(text), { rows: [" …c", "  d", "  e", "  f"], cursor: [3, 3] });
  assert.deepEqual(draw(text, 0), { rows: ["> a", "  b", "  c", " …d"], cursor: [2, 0] });
  assert.deepEqual(draw(text, 6), { rows: [" …b", "  c", "  d", " …e"], cursor: [2, 2] });
});

Deno.test("layOutInput() scrolls sideways where there is room for one row only", () => {
  const text = "one two three four";
  const drawn = [18, 17, 9, 4, 3, 0].map((cursor) => draw(text, cursor, 12, 1));
  assert.deepEqual(drawn, [
    { rows: ["> …ee four"], cursor: [10, 0] },
    { rows: ["> …ree four"], cursor: [10, 0] },
    { rows: ["> … two thr…"], cursor: [9, 0] },
    { rows: ["> one two …"], cursor: [6, 0] },
    { rows: ["> one two …"], cursor: [5, 0] },
    { rows: ["> one two …"], cursor: [2, 0] },
  ]);
  assert.deepEqual(draw("one\ntwo", 7, 12, 1), { rows: ["> one⏎two"], cursor: [9, 0] });
  assert.deepEqual(draw("0123456789", 9, 12, 1), { rows: ["> 0123456789"], cursor: [11, 0] });
  assert.deepEqual(draw("漢".repeat(20), 10, 12, 1), { rows: ["> …漢漢漢漢…"], cursor: [9, 0] });
  assert.deepEqual(draw("0123456789", 10, 6, 1), { rows: ["> …9"], cursor: [4, 0] });
  const syllable = "\u1100\u1100\u1100";
  assert.deepEqual(draw(`abc${syllable}def`, 3, 8, 1), { rows: ["> abc\ufffd…"], cursor: [5, 0] });
});

Deno.test("layOutInput() shows what must not reach a terminal, and what has no width", () => {
  assert.deepEqual(draw("a\x1b\x9b\u202e\u200bb\tc").rows, ["> a\ufffd\ufffd\ufffd\ufffdb c"]);
});

Deno.test("layOutInput() cuts a long prompt, and indents little below it", () => {
  const drawn = layOutInput({ prompt: "longnick> ", text: "hello there", cursor: 0 }, 12, 4);
  assert.deepEqual(drawn.rows.map(({ lead, text }) => lead + text), ["longn…hello ", "  there"]);
});

Deno.test("layOutInput() keeps within its columns and rows, whatever is written", () => {
  const text = fc.string({ unit: anyCodePoint, maxLength: 60 });
  const any = [text, text, fc.nat(60), fc.integer({ min: 1, max: 30 }), fc.nat(9)] as const;
  fc.assert(fc.property(...any, (prompt, text, cursor, columns, maxRows) => {
    const drawn = layOutInput(
      { prompt, text, cursor: Math.min(cursor, text.length) },
      columns,
      maxRows,
    );
    assert.ok(drawn.rows.length <= Math.max(1, maxRows));
    for (const { lead, text } of drawn.rows) {
      assert.ok(textWidth(lead + text) <= columns);
      assert.doesNotMatch(lead + text, /\p{Cc}|\p{Bidi_Control}/u);
    }
    assert.ok(drawn.cursor.row >= 0 && drawn.cursor.row < drawn.rows.length);
    assert.ok(drawn.cursor.column >= 0 && drawn.cursor.column < columns);
  }));
});
