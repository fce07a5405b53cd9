import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { actionOf } from "../../../../ui/screen/keys/key_bindings.ts";
import { OpenPage, type PageOutcome } from "../../../../ui/screen/pages/open_page.ts";
import type { Page } from "../../../../ui/screen/pages/page_view.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { keyEvent } from "../key_events.ts";
import { plainRows } from "../plain_rows.ts";

const theme = createTheme("mono", 0);
const numbers: Page = {
  title: "Numbers",
  hint: "Esc closes",
  sections: [0, 5].map((from) => ({
    entries: [0, 1, 2, 3, 4].map((index) => ({ type: "text", text: `${from + index}` })),
  })),
};
/** A title, two blank rows above sections, ten numbers and a hint: so four rows of twelve are seen. */
const size = { columns: 20, height: 6 };

class Reader {
  readonly chosen: number[] = [];
  readonly page: OpenPage;

  constructor(kind: "reading" | "choosing", page: Page = numbers) {
    this.page = new OpenPage(
      page,
      kind === "reading" ? {} : {
        onChoose: (index) => this.chosen.push(index),
      },
    );
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
    const rows = this.page.rows(size, theme).slice(1, -1);
    const plain = plainRows(rows).map((row) => row.trim());
    return rows.map((row, index) => row.includes("\x1b") ? `[${plain[index]}]` : plain[index])
      .join(",");
  }
}

Deno.test("key() scrolls what is only read, within bounds", () => {
  const reader = new Reader("reading");
  const seen = ["down", "pagedown", "end", "down", "up", "pageup", "home", "up"].map((key) => {
    assert.deepEqual(reader.press(key), ["taken"]);
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

Deno.test("key() chooses with Enter, once the page is closed", async () => {
  const reader = new Reader("choosing");
  assert.deepEqual(reader.press("down", "enter"), ["taken", "close"]);
  assert.deepEqual(reader.chosen, []);
  await setImmediate();
  assert.deepEqual(reader.chosen, [1]);
});

Deno.test("key() closes with Esc, Ctrl+C, q, ? and, of what is only read, Enter", () => {
  for (const key of ["escape", "ctrl+c", "q", "?", "enter"]) {
    assert.deepEqual(new Reader("reading").press(key), ["close"], key);
  }
});

Deno.test("key() passes on what is not about the page", () => {
  const keys = ["x", "alt+1", "ctrl+d", "tab", "ctrl+l", "left", "f1"];
  assert.deepEqual(new Reader("choosing").press(...keys), keys.map(() => "passed"));
});

Deno.test("click() chooses the entry in that row, if there is one to choose", async () => {
  const reader = new Reader("choosing");
  assert.deepEqual([0, 1, 5, 99].map((row) => reader.page.click(row)), Array(4).fill("taken"));
  assert.equal(reader.page.click(3), "close");
  assert.equal(new Reader("reading").page.click(3), "taken");
  await setImmediate();
  assert.deepEqual(reader.chosen, [1]);
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
  assert.deepEqual(reader.press("down", "enter"), ["taken", "close"]);
  assert.equal(reader.rows(), ",,,");
  assert.equal(reader.page.title, "Numbers");
});
