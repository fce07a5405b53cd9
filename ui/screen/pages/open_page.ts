import { cleanName } from "../../clean_for_terminal.ts";
import { cutText, padText } from "../../cells.ts";
import type { KeyEvent } from "../../keys/input_event.ts";
import type { KeyAction } from "../../keys/key_bindings.ts";
import type { Theme } from "../style/theme.ts";
import { layOutPage, type Page, type PageRow } from "./page_view.ts";

/** What a key or a click on an open page is to lead to, in this order, besides what has changed on the page. */
export interface PageOutcome {
  /** The page is closed. */
  readonly closes?: boolean;
  /** One goes to this entry, counted over all sections: that may open another page. */
  readonly chosen?: number;
  /** The key does what it does without a page. */
  readonly passes?: boolean;
}

const handled: PageOutcome = {};
const close: PageOutcome = { closes: true };

/** On lower screens the title and the hint are left out. */
const roomyHeight = 5;

/** A page that is read in place of a conversation. */
export class OpenPage {
  #page: Page;
  readonly #count: number;
  /** Of all entries; scrolled to if it is not seen. */
  #selected: number | undefined;
  /** Rows of the body above the first that is seen. */
  #scroll = 0;
  #maxScroll = 0;
  /** Rows of the body that are seen at once. */
  #height = 1;
  /** Kept between drawings, since a page may be long. */
  #body: readonly PageRow[] = [];
  #laidOutFor: { readonly columns: number; readonly theme: Theme } | undefined;

  /**
   * `choose`: goes to an entry, counted over all sections; absent, none is selected. `takesEnter`: Enter chooses also
   * while something is written, since the page was opened over that by a key.
   */
  constructor(
    page: Page,
    readonly choose?: (entry: number) => void,
    readonly takesEnter = false,
  ) {
    this.#page = page;
    this.#count = page.sections.reduce((sum, { entries }) => sum + entries.length, 0);
    this.#selected = choose !== undefined && this.#count > 0 ? 0 : undefined;
  }

  get page(): Page {
    return this.#page;
  }

  /** `page` has as many entries as the one before: one goes on where one was. */
  replace(page: Page): void {
    this.#page = page;
    this.#laidOutFor = undefined;
  }

  /** Exactly `height` rows: what is seen of it. */
  rows(
    { columns, height }: { readonly columns: number; readonly height: number },
    theme: Theme,
  ): readonly PageRow[] {
    const { title, hint } = this.page;
    const hasTitle = height >= roomyHeight;
    const hasHint = hasTitle && hint !== "";
    const bodyHeight = Math.max(0, height - (hasTitle ? 1 : 0) - (hasHint ? 1 : 0));
    this.#layOut(columns, theme, bodyHeight);
    // The body's first row is blank, which is for below a title.
    this.#scroll = Math.max(hasTitle ? 0 : 1, Math.min(this.#scrollToSelected(), this.#maxScroll));
    const seen = Array.from({ length: bodyHeight }, (_, row) => {
      const shown = this.#body[this.#scroll + row] ?? { text: "" };
      if (this.#selected === undefined || shown.entry !== this.#selected) return shown;
      return { ...shown, text: theme.paint("selected", padText(shown.text, columns)) };
    });
    const isLong = this.#maxScroll > 0;
    const more = isLong ? ` (${Math.round(this.#scroll / this.#maxScroll * 100)}%)` : "";
    const head = cutText(cleanName(title) + more, columns);
    const rows = [
      ...hasTitle ? [{ text: theme.paint("title", head) }] : [],
      ...seen,
      ...hasHint ? [{ text: theme.paint("told", cutText(cleanName(hint), columns)) }] : [],
    ];
    return rows.slice(0, Math.max(0, height));
  }

  key(event: KeyEvent, action: KeyAction | undefined): PageOutcome {
    switch (action) {
      case "up":
        return this.#step(-1);
      case "down":
        return this.#step(1);
      case "pageUp":
        return this.#move(-this.#height);
      case "pageDown":
        return this.#move(this.#height);
      case "home":
        return this.#step(-Infinity);
      case "end":
        return this.#step(Infinity);
      case "submit":
        return this.#choose(this.#selected);
      case "cancel":
      case "interrupt":
        return close;
      case "fold":
        // It would unfold a message, none of which is seen.
        return handled;
      case "redraw":
      case "suspend":
        return { passes: true };
      case undefined:
        return { passes: true, closes: event.text !== "" };
      default:
        return { passes: true, closes: true };
    }
  }

  /** The wheel. */
  scroll(byRows: number): void {
    this.#move(byRows);
  }

  /** A click on one of its entries. */
  click(entry: number): PageOutcome {
    return this.#selected === undefined ? handled : this.#choose(entry);
  }

  #layOut(columns: number, theme: Theme, bodyHeight: number): void {
    const before = this.#laidOutFor;
    if (before?.columns !== columns || before.theme !== theme) {
      this.#body = layOutPage(this.page, columns, theme);
      this.#laidOutFor = { columns, theme };
    }
    this.#height = Math.max(1, bodyHeight);
    this.#maxScroll = Math.max(0, this.#body.length - bodyHeight);
  }

  /** The least scrolling that brings the selected entry onto the screen. */
  #scrollToSelected(): number {
    if (this.#selected === undefined) return this.#scroll;
    const entries = this.#body.map(({ entry }) => entry);
    const end = entries.lastIndexOf(this.#selected) + 1;
    return Math.min(entries.indexOf(this.#selected), Math.max(this.#scroll, end - this.#height));
  }

  /** Moves the selection by so many entries; where nothing is selectable, scrolls by so many rows. */
  #step(by: number): PageOutcome {
    if (this.#selected === undefined) return this.#scrollTo(this.#scroll + by);
    return this.#select(this.#selected + by);
  }

  /** Moves the selection to the entry so many rows away, but never skips an entry that was not on the screen. */
  #move(byRows: number): PageOutcome {
    const [scroll, selected] = [this.#scroll, this.#selected];
    if (selected === undefined) return this.#scrollTo(scroll + byRows);
    const entries = this.#body.map(({ entry }) => entry);
    const row = entries.indexOf(selected) + byRows;
    const isEntry = (entry: number | undefined) => entry !== undefined;
    if (byRows > 0) {
      const found = entries.slice(row).find(isEntry) ?? this.#count - 1;
      const isTooFar = entries.lastIndexOf(found) >= scroll + 2 * this.#height;
      return this.#select(Math.max(selected + 1, isTooFar ? found - 1 : found));
    }
    const found = entries.slice(0, Math.max(0, row + 1)).findLast(isEntry) ?? 0;
    const isTooFar = entries.indexOf(found) < scroll - this.#height;
    return this.#select(Math.min(selected - 1, isTooFar ? found + 1 : found));
  }

  #scrollTo(row: number): PageOutcome {
    this.#scroll = Math.max(0, Math.min(this.#maxScroll, row));
    return handled;
  }

  #select(entry: number): PageOutcome {
    this.#selected = Math.max(0, Math.min(this.#count - 1, entry));
    return handled;
  }

  #choose(index: number | undefined): PageOutcome {
    return index === undefined ? close : { closes: true, chosen: index };
  }
}
