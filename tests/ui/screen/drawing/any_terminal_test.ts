import assert from "node:assert/strict";
import fc from "fast-check";
import { cutText } from "../../../../ui/cells.ts";
import { type Drawing, frameRows, type Pane } from "../../../../ui/screen/drawing/frame.ts";
import { ScreenWriter } from "../../../../ui/screen/drawing/screen_writer.ts";
import {
  ModelTerminal,
  type TerminalModel,
  terminalModels,
} from "../../terminal/model_terminal.ts";
import { fakeLook } from "../fake_look.ts";

const columns = 14;

/** A row of three panes, each of whose texts is cut to it. */
function frame(texts: readonly string[]): string[] {
  const panes = texts.map((text, index): Pane => ({
    area: { column: index * (columns + 1), row: 0, columns, rows: 1 },
    rows: [{ text: cutText(text, columns) }],
  }));
  const drawing: Drawing = {
    ...{ panes, cursor: { column: 0, row: 0 }, look: fakeLook(), height: 1, blank: 0 },
    widths: { columns: 3 * columns + 2, listColumns: 0, memberColumns: 0 },
  };
  return frameRows(drawing);
}

/** What such a terminal shows once these were drawn one after the other. */
async function shown(
  model: TerminalModel,
  ...frames: readonly string[][]
): Promise<readonly string[]> {
  const terminal = new ModelTerminal(model, { columns: 3 * columns + 2, rows: 1 });
  const writer = new ScreenWriter(terminal);
  for (const rows of frames) {
    writer.draw(rows, undefined);
    await writer.settled();
  }
  return terminal.rows;
}

/** Letters and marks of the scripts that join or stack them; first letters that carry the marks. */
// deno-fmt-ignore: a table
const scripts = [
  ["Thai", "ก"], ["Lao", "ກ"], ["Devanagari", "क"], ["Bengali", "ক"], ["Gurmukhi", "ਕ"], ["Gujarati", "ક"],
  ["Oriya", "କ"], ["Tamil", "க"], ["Telugu", "క"], ["Kannada", "ಕ"], ["Malayalam", "ക"], ["Sinhala", "ක"],
  ["Tibetan", "ཀ"], ["Myanmar", "က"], ["Khmer", "ក"], ["Hangul", "\u1100"], ["Hebrew", "ש"], ["Arabic", "ب"],
  ["Balinese", "ᬓ"], ["Javanese", "ꦏ"], ["Sundanese", "ᮊ"], ["Tai_Tham", "ᨠ"], ["New_Tai_Lue", "ᦂ"],
  ["Mongolian", "ᠠ"], ["Brahmi", "𑀓"], ["Chakma", "𑄇"], ["Grantha", "𑌕"],
] as const;

function lettersOf(script: string): readonly string[] {
  const letter = new RegExp(
    `^(?=[\\p{L}\\p{M}])(?!\\p{Default_Ignorable_Code_Point})\\p{scx=${script}}$`,
    "u",
  );
  const all = Array.from({ length: 0x12000 }, (_, codePoint) => String.fromCodePoint(codePoint));
  // Some ten thousand syllables are much the same.
  return all.filter((character) => letter.test(character) && !/[\uac00-\ud7a3]/.test(character));
}

for (const [script, first] of scripts) {
  Deno.test(`draw() leaves out nothing of ${script}, whatever a terminal's widths`, async () => {
    for (const letter of lettersOf(script)) {
      const text = `${first}${letter} ${letter}${first}`.replace(/ (?=\p{M})/gu, "");
      for (const model of terminalModels) {
        const [row = ""] = await shown(model, frame([text, text, text]));
        assert.equal(row.split(text).length, 4, `${model.measures}: ${text} in ${row}`);
      }
    }
  });
}

Deno.test("draw() brings each terminal to the same, whatever stood there before", async () => {
  const piece = fc.constantFrom(
    "😀",
    "a",
    "ש",
    "漢",
    " ",
    "e\u0301",
    "ทำ",
    "क्षि",
    "👨‍👩‍👧",
    "❤\ufe0f",
    "│",
  );
  const text = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(""));
  const frames = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  });
  await fc.assert(fc.asyncProperty(frames, async (all) => {
    const rows = all.map(frame);
    for (const model of terminalModels) {
      assert.deepEqual(await shown(model, ...rows), await shown(model, ...rows.slice(-1)));
    }
  }));
});
