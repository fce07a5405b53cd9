import type { KeyEvent } from "../keys/input_event.ts";
import type { Action } from "../keys/key_bindings.ts";
import { type Page, type PagePlace, type PageRows, pageRows } from "./page_view.ts";
import type { Theme } from "../style/theme.ts";

export interface OpenPageOptions {
  /** An entry was taken, by its index over all sections; absent, there is nothing to take. */
  readonly onChoose?: (index: number) => void;
}

/** `passed`: the key is not about the page. */
export type PageOutcome = "taken" | "passed" | "close";

/** A page that is read in place of a conversation. */
export class OpenPage {
  readonly #page: Page;
  readonly #onChoose: ((index: number) => void) | undefined;
  readonly #count: number;
  #place: PagePlace;
  #shown: PageRows | undefined;

  constructor(page: Page, { onChoose }: OpenPageOptions = {}) {
    this.#page = page;
    this.#onChoose = onChoose;
    this.#count = page.sections.reduce((sum, { entries }) => sum + entries.length, 0);
    this.#place = { scroll: 0, selected: onChoose && this.#count > 0 ? 0 : undefined };
  }

  get title(): string {
    return this.#page.title;
  }

  rows(
    size: { readonly columns: number; readonly height: number },
    theme: Theme,
  ): readonly string[] {
    this.#shown = pageRows(this.#page, this.#place, size, theme);
    this.#place = { ...this.#place, scroll: this.#shown.scroll };
    return this.#shown.rows;
  }

  key(event: KeyEvent, action: Action | undefined): PageOutcome {
    const bodyHeight = Math.max(1, this.#shown?.bodyHeight ?? 1);
    switch (action) {
      case "up":
        return this.#move(-1);
      case "down":
        return this.#move(1);
      case "pageUp":
        return this.#move(-bodyHeight);
      case "pageDown":
        return this.#move(bodyHeight);
      case "home":
        return this.#move(-Infinity);
      case "end":
        return this.#move(Infinity);
      case "submit":
        return this.#choose(this.#place.selected);
      case "cancel":
      case "interrupt":
        return "close";
      case undefined:
        return event.name === "q" || event.name === "?" ? "close" : "passed";
      default:
        return "passed";
    }
  }

  /** The wheel. */
  scroll(byRows: number): void {
    this.#move(byRows);
  }

  /** A click in one of its rows. */
  click(row: number): PageOutcome {
    const entry = this.#shown?.entries[row];
    return entry === undefined || this.#onChoose === undefined ? "taken" : this.#choose(entry);
  }

  #move(by: number): PageOutcome {
    const { scroll, selected } = this.#place;
    if (selected === undefined) {
      const most = this.#shown?.maxScroll ?? 0;
      this.#place = { scroll: Math.max(0, Math.min(most, scroll + by)) };
    } else {
      const next = Math.max(0, Math.min(this.#count - 1, selected + by));
      this.#place = { scroll, selected: next };
    }
    return "taken";
  }

  /** What is chosen may open another page, so this one is closed first. */
  #choose(index: number | undefined): PageOutcome {
    if (index !== undefined && this.#onChoose !== undefined) {
      queueMicrotask(() => this.#onChoose?.(index));
    }
    return "close";
  }
}
