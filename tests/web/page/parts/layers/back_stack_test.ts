import assert from "node:assert/strict";
import { BackStack, type PageHistory } from "../../../../../web/page/parts/layers/back_stack.ts";

/** A browser's history of one tab, in which other pages come before ours. */
class Browser implements PageHistory {
  readonly stack: BackStack;
  #entries: unknown[] = ["another site", null];
  #index = 1;
  /** What is told in a turn of its own, as browsers do. */
  #turns: Promise<void> = Promise.resolve();

  constructor() {
    this.stack = new BackStack(this);
  }

  get state(): unknown {
    return this.#entries[this.#index];
  }

  get isOnPage(): boolean {
    return this.#index > 0;
  }

  get entries(): number {
    return this.#entries.length;
  }

  pushState(state: unknown): void {
    this.#entries = [...this.#entries.slice(0, ++this.#index), state];
  }

  back(): void {
    this.#go(-1);
  }

  forward(): void {
    this.#go(1);
  }

  /** A link to a place in the page. */
  follow(): void {
    this.pushState(null);
    this.#turns = this.#turns.then(() => this.stack.moved());
  }

  async settled(): Promise<void> {
    let turns;
    while (turns !== this.#turns) {
      turns = this.#turns;
      await turns;
      await Promise.resolve();
    }
  }

  #go(step: number): void {
    this.#turns = this.#turns.then(() => {
      const index = Math.max(0, Math.min(this.#index + step, this.#entries.length - 1));
      if (index === this.#index) return;
      this.#index = index;
      if (this.isOnPage) this.stack.moved();
    });
  }
}

/** Opens a panel that adds its name to `closed` when "back" closes it. */
function opener(browser: Browser, closed: string[]): (name: string) => () => void {
  return (name) => browser.stack.open(() => closed.push(name));
}

Deno.test("back closes what was opened last, one at a time, and then leaves", async () => {
  const browser = new Browser();
  const closed: string[] = [];
  const open = opener(browser, closed);
  const shutPanel = open("panel");
  open("dialog");
  assert.equal(browser.entries, 3);

  browser.back();
  await browser.settled();
  assert.deepEqual(closed, ["dialog"]);
  browser.back();
  await browser.settled();
  assert.deepEqual(closed, ["dialog", "panel"]);
  // As a component does when it is taken away.
  shutPanel();
  await browser.settled();
  assert.ok(browser.isOnPage);
  browser.back();
  await browser.settled();
  assert.ok(!browser.isOnPage);
});

Deno.test("what is closed otherwise leaves nothing behind for back", async () => {
  const browser = new Browser();
  const closed: string[] = [];
  const shut = opener(browser, closed)("menu");
  shut();
  shut();
  await Promise.resolve();
  await browser.settled();
  browser.back();
  await browser.settled();
  assert.deepEqual([closed, browser.isOnPage], [[], false]);
});

Deno.test("a menu that closes and opens a dialog, at once or a turn later, leaves one entry for back", async () => {
  for (const isLater of [false, true]) {
    const browser = new Browser();
    const closed: string[] = [];
    const open = opener(browser, closed);
    const shutMenu = open("menu");
    shutMenu();
    if (isLater) await Promise.resolve();
    open("dialog");
    await browser.settled();
    assert.deepEqual(closed, []);
    browser.back();
    await browser.settled();
    assert.deepEqual([closed, browser.isOnPage], [["dialog"], true]);
  }
});

Deno.test("a link followed in a panel closes it; back comes past the entry it had", async () => {
  const browser = new Browser();
  const closed: string[] = [];
  const shut = opener(browser, closed)("rooms");
  browser.follow();
  await browser.settled();
  shut();
  await browser.settled();
  assert.deepEqual(closed, ["rooms"]);
  browser.back();
  await browser.settled();
  assert.deepEqual([browser.isOnPage, browser.state], [true, null]);
  browser.forward();
  await browser.settled();
  assert.deepEqual([browser.isOnPage, browser.state], [true, null]);
});
