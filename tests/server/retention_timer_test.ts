import assert from "node:assert/strict";

import type { LogRecord } from "../../server/log.ts";
import { type KeepRules, RetentionTimer } from "../../server/retention_timer.ts";
import { MemoryStore } from "../../store/memory.ts";
import type { Retention } from "../../store/store.ts";
import { bounded } from "../support/bounded.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Answers each trim as told, and notes what was asked. */
class Trimmed extends MemoryStore {
  readonly asked: Retention[] = [];
  readonly #answers: (() => number)[];
  readonly #done = Promise.withResolvers<void>();

  constructor(...answers: (() => number)[]) {
    super();
    this.#answers = answers;
  }

  /** Resolves when all answers are given. */
  get done(): Promise<void> {
    return bounded(this.#done.promise, () => `${this.#answers.length} more trims`);
  }

  override trim(keep: Retention): Promise<number> {
    this.asked.push(keep);
    const answer = this.#answers.shift();
    if (this.#answers.length === 0) this.#done.resolve();
    return Promise.resolve().then(() => answer?.() ?? 0);
  }
}

function start(
  store: MemoryStore,
  keep: KeepRules,
  log: (record: LogRecord) => void = () => {},
  isTrusted = true,
) {
  return new RetentionTimer(store, keep, { now: () => 10 * dayMs, isTrusted }, log);
}

Deno.test("RetentionTimer goes on step by step until nothing is left to forget", async () => {
  const store = new Trimmed(() => 500, () => 3, () => 0);
  using _timer = start(store, { days: 3, messages: 7 });
  await store.done;
  assert.deepEqual(store.asked, Array(3).fill({ sinceTs: 7 * dayMs, newest: 7 }));
});

Deno.test("RetentionTimer asks for what is bounded alone", async () => {
  const store = new Trimmed(() => 0);
  using _timer = start(store, { messages: 7 });
  await store.done;
  assert.deepEqual(store.asked, [{ sinceTs: undefined, newest: 7 }]);
});

Deno.test("RetentionTimer does nothing where all is kept, and nothing more once it is disposed", async () => {
  const store = new Trimmed(() => 0);
  start(store, {})[Symbol.dispose]();
  start(store, { days: 1 })[Symbol.dispose]();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(store.asked, []);
});

Deno.test("RetentionTimer tells what fails", async () => {
  const { promise, resolve } = Promise.withResolvers<LogRecord>();
  const failing = new Trimmed(() => {
    throw new Error("disk I/O error");
  });
  using _timer = start(failing, { days: 1 }, resolve);
  const { event, message } = await bounded(promise, () => "a record");
  assert.equal(event, "storage_failed");
  assert.match(message, /disk I\/O error/);
});

Deno.test("RetentionTimer forgets nothing for its age by a clock that is doubted", async () => {
  const store = new Trimmed(() => 3, () => 0);
  using _timer = start(store, { days: 3, messages: 7 }, undefined, false);
  await store.done;
  assert.deepEqual(store.asked, Array(2).fill({ sinceTs: undefined, newest: 7 }));
});
