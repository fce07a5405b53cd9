import assert from "node:assert/strict";
import { actionOf } from "../../../../ui/keys/key_bindings.ts";
import { OpenPage, type PageOutcome } from "../../../../ui/screen/pages/open_page.ts";
import type { Page } from "../../../../ui/screen/pages/page_view.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { keyEvent } from "../../keys/key_events.ts";
import { plainRows } from "../plain_rows.ts";

const theme = createTheme("mono", 0);
const numbers: Page = {
  title: "Numbers",
  hint: "Esc closes",
  sections: [0, 5].map((from) => ({
    entries: [0, 1, 2, 3, 4].map((index) => ({ right: `${from + index}` })),
  })),
};
/** A title, two blank rows above sections, ten numbers and a hint: so four rows of twelve are seen. */
const size = { columns: 20, height: 6 };

class Reader {
  readonly page: OpenPage;
  readonly #size: typeof size;

  constructor(kind: "reading" | "choosing", page: Page = numbers, height: number = size.height) {
    this.#size = { ...size, height };
    this.page = new OpenPage(page, kind === "choosing" ? () => {} : undefined);
    this.rows();
  }

  press(...names: readonly string[]): PageOutcome[] {
    return names.map((name) => {
      const outcome = this.page.key(keyEvent(name), actionOf(name));
      this.rows();
      return outcome;
    });
  }

  /** What is seen between the title and the hint; the selected row is marked. */
  rows(): string {
    const rows = this.page.rows(this.#size, theme).slice(1, -1).map(({ text }) => text);
    const plain = plainRows(rows).map((row) => row.trim());
    return rows.map((row, index) => row.includes("\x1b") ? `[${plain[index]}]` : plain[index])
      .join(",");
  }
}

Deno.test("key() scrolls what is only read, within bounds", () => {
  const reader = new Reader("reading");
  const seen = ["down", "pagedown", "end", "down", "up", "pageup", "home", "up"].map((key) => {
    assert.deepEqual(reader.press(key), [{}]);
    return reader.rows();
  });
  assert.deepEqual(seen, [
    "0,1,2,3",
    "4,,5,6",
    "6,7,8,9",
    "6,7,8,9",
    "5,6,7,8",
    "2,3,4,",
    ",0,1,2",
    ",0,1,2",
  ]);
});

Deno.test("key() moves over what can be chosen, which is always seen", () => {
  const reader = new Reader("choosing");
  const seen = ["down", "pagedown", "end", "down", "up", "home", "up"].map((key) => {
    reader.press(key);
    return reader.rows();
  });
  assert.deepEqual(seen, [
    ",0,[1],2",
    "3,4,,[5]",
    "6,7,8,[9]",
    "6,7,8,[9]",
    "6,7,[8],9",
    "[0],1,2,3",
    "[0],1,2,3",
  ]);
});

Deno.test("key() passes no entry unseen with PgDn and PgUp, however many rows each has", () => {
  const [long, short] = ["words ".repeat(6), ""];
  const kinds = [long, short, long, short, short, short, short, long, long, short, short, long];
  for (const texts of [Array<string>(9).fill(long), kinds, [...kinds, ...kinds.toReversed()]]) {
    const entries = texts.map((text, index) => ({ right: `${index}: ${text}` }) as const);
    const count = entries.length;
    const reader = new Reader("choosing", { ...numbers, sections: [{ entries }] }, 9);
    for (const [key, last] of [["pagedown", count - 1], ["pageup", 0]] as const) {
      const seen = new Set<string>();
      const see = () =>
        [...reader.rows().matchAll(/(\d+):/g)].forEach(([number]) => seen.add(number));
      see();
      let pages = 0;
      for (; !reader.rows().includes(`[${last}:`); pages++) {
        reader.press(key);
        see();
      }
      assert.equal(seen.size, count, key);
      assert.ok(pages < count - 1, `${pages} pages for ${count} entries`);
    }
  }
});

Deno.test("key() chooses what is selected with Enter", () => {
  const outcomes = new Reader("choosing").press("down", "enter");
  assert.deepEqual(outcomes, [{}, { closes: true, chosen: 1 }]);
});

Deno.test("key() closes with Esc, Ctrl+C and, of what is only read, Enter", () => {
  for (const key of ["escape", "ctrl+c", "enter"]) {
    assert.deepEqual(new Reader("reading").press(key), [{ closes: true }], key);
  }
});

Deno.test("key() passes on what is not about the page, which stays unless that writes or goes elsewhere", () => {
  const reader = new Reader("choosing");
  for (const key of ["x", "q", "?", " ", ":", "alt+1", "ctrl+d", "tab", "left"]) {
    assert.deepEqual(reader.press(key), [{ passes: true, closes: true }], key);
  }
  for (const key of ["ctrl+l", "ctrl+z", "f5"]) {
    const [{ closes = false, ...outcome } = {}] = reader.press(key);
    assert.deepEqual([closes, outcome], [false, { passes: true }], key);
  }
  assert.deepEqual(reader.press("ctrl+o"), [{}]);
});

Deno.test("click() chooses an entry, if that can be chosen", () => {
  const reader = new Reader("choosing");
  const entries = reader.page.rows(size, theme).map(({ entry }) => entry);
  assert.deepEqual(entries, [undefined, undefined, 0, 1, 2, undefined]);
  assert.deepEqual(reader.page.click(1), { closes: true, chosen: 1 });
  assert.deepEqual(new Reader("reading").page.click(1), {});
});

Deno.test("scroll() does what the wheel does", () => {
  const reader = new Reader("reading");
  reader.page.scroll(3);
  assert.equal(reader.rows(), "2,3,4,");
  reader.page.scroll(-99);
  assert.equal(reader.rows(), ",0,1,2");
});

Deno.test("rows() has nothing selected where there is nothing", () => {
  const reader = new Reader("choosing", { ...numbers, sections: [] });
  assert.deepEqual(reader.press("down", "enter"), [{}, { closes: true }]);
  assert.equal(reader.rows(), ",,,");
  assert.equal(reader.page.page.title, "Numbers");
});

Deno.test("rows() lays a page out once for a width and a theme", () => {
  let count = 0;
  const page: Page = {
    ...numbers,
    sections: [{
      get entries() {
        count++;
        return [{ right: "one" }] as const;
      },
    }],
  };
  const open = new OpenPage(page);
  count = 0;
  const counts = [20, 20, 30, 30, 20].map((columns) => {
    open.rows({ ...size, columns }, theme);
    return count;
  });
  assert.deepEqual(counts, [1, 1, 2, 2, 3].map((each) => each * (counts[0] ?? 0)));
  assert.notEqual(counts[0], 0);
});
