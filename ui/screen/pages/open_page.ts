import type { KeyEvent } from "../../keys/input_event.ts";
import type { KeyAction } from "../../keys/key_bindings.ts";
import type { Theme } from "../style/theme.ts";
import {
  type LaidOutPage,
  layOutPage,
  type Page,
  type PagePosition,
  type PageRow,
  type PageRows,
  pageRows,
} from "./page_view.ts";

/** What a key or a click does to an open page. */
export type PageOutcome =
  | { readonly type: "handled" }
  | { readonly type: "close" }
  /** Close the page, then go to the entry: that may open another. `index`: counted over all sections. */
  | { readonly type: "chosen"; readonly index: number }
  /** Do what the key does without a page; `closes`: close the page first, which would hide that. */
  | { readonly type: "passed"; readonly closes: boolean };

const handled: PageOutcome = { type: "handled" };
const close: PageOutcome = { type: "close" };

/** A page that is read in place of a conversation. */
export class OpenPage {
  readonly #page: Page;
  readonly #count: number;
  #place: PagePosition;
  #shown: PageRows | undefined;
  /** As it was drawn last. */
  #laidOut: LaidOutPage | undefined;

  /** `canChoose`: whether one of its entries is selected, to be chosen. */
  constructor(page: Page, { canChoose = false }: { readonly canChoose?: boolean } = {}) {
    this.#page = page;
    this.#count = page.sections.reduce((sum, { entries }) => sum + entries.length, 0);
    this.#place = { scroll: 0, selected: canChoose && this.#count > 0 ? 0 : undefined };
  }

  get title(): string {
    return this.#page.title;
  }

  rows(
    { columns, height }: { readonly columns: number; readonly height: number },
    theme: Theme,
  ): readonly PageRow[] {
    this.#shown = pageRows(this.#layOut(columns, theme), this.#place, height);
    this.#place = { ...this.#place, scroll: this.#shown.scroll };
    return this.#shown.rows;
  }

  key(event: KeyEvent, action: KeyAction | undefined): PageOutcome {
    switch (action) {
      case "up":
        return this.#step(-1);
      case "down":
        return this.#step(1);
      case "pageUp":
        return this.#move(-this.#bodyHeight);
      case "pageDown":
        return this.#move(this.#bodyHeight);
      case "home":
        return this.#step(-Infinity);
      case "end":
        return this.#step(Infinity);
      case "submit":
        return this.#choose(this.#place.selected);
      case "cancel":
      case "interrupt":
        return close;
      case "fold":
        // It would unfold a message, none of which is seen.
        return handled;
      case "redraw":
      case "suspend":
        return { type: "passed", closes: false };
      case undefined:
        if (event.name === "q" || event.name === "?") return close;
        return { type: "passed", closes: event.text !== "" };
      default:
        return { type: "passed", closes: true };
    }
  }

  /** The wheel. */
  scroll(byRows: number): void {
    this.#move(byRows);
  }

  /** A click on one of its entries. */
  click(entry: number): PageOutcome {
    return this.#place.selected === undefined ? handled : this.#choose(entry);
  }

  get #bodyHeight(): number {
    return Math.max(1, this.#shown?.bodyHeight ?? 1);
  }

  #layOut(columns: number, theme: Theme): LaidOutPage {
    const before = this.#laidOut;
    if (before?.columns === columns && before.theme === theme) return before;
    return this.#laidOut = layOutPage(this.#page, columns, theme);
  }

  /** Moves the selection by so many entries; where nothing is selectable, scrolls by so many rows. */
  #step(by: number): PageOutcome {
    const { scroll, selected } = this.#place;
    if (selected === undefined) return this.#scrollTo(scroll + by);
    return this.#select(selected + by);
  }

  /** Moves the selection to the entry so many rows away, but never skips an entry that was not on the screen. */
  #move(byRows: number): PageOutcome {
    const { scroll, selected } = this.#place;
    if (selected === undefined) return this.#scrollTo(scroll + byRows);
    const entries = this.#laidOut?.body.map(({ entry }) => entry) ?? [];
    const row = entries.indexOf(selected) + byRows;
    const isEntry = (entry: number | undefined) => entry !== undefined;
    if (byRows > 0) {
      const found = entries.slice(row).find(isEntry) ?? this.#count - 1;
      const isTooFar = entries.lastIndexOf(found) >= scroll + 2 * this.#bodyHeight;
      return this.#select(Math.max(selected + 1, isTooFar ? found - 1 : found));
    }
    const found = entries.slice(0, Math.max(0, row + 1)).findLast(isEntry) ?? 0;
    const isTooFar = entries.indexOf(found) < scroll - this.#bodyHeight;
    return this.#select(Math.min(selected - 1, isTooFar ? found + 1 : found));
  }

  #scrollTo(row: number): PageOutcome {
    this.#place = { scroll: Math.max(0, Math.min(this.#shown?.maxScroll ?? 0, row)) };
    return handled;
  }

  #select(entry: number): PageOutcome {
    this.#place = { ...this.#place, selected: Math.max(0, Math.min(this.#count - 1, entry)) };
    return handled;
  }

  #choose(index: number | undefined): PageOutcome {
    return index === undefined ? close : { type: "chosen", index };
  }
}
