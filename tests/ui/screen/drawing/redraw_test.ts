import assert from "node:assert/strict";
import { mock } from "node:test";
import { Redraw } from "../../../../ui/screen/drawing/redraw.ts";

/** A time that passes when it is told to. */
class Time implements Disposable {
  nowMs = 1000;
  readonly drawnAtMs: number[] = [];

  constructor() {
    mock.timers.enable({ apis: ["setTimeout", "setImmediate"] });
  }

  redraw(everyMs?: number): Redraw {
    const monotonicMs = () => this.nowMs;
    return new Redraw(() => this.drawnAtMs.push(this.nowMs), monotonicMs, everyMs);
  }

  pass(ms: number, eachMs: () => void = () => {}): void {
    for (let passed = 0; passed < ms; passed++) {
      this.nowMs++;
      mock.timers.tick(1);
      eachMs();
    }
  }

  [Symbol.dispose](): void {
    mock.timers.reset();
  }
}

Deno.test("request() draws at once after a while, and once for all that changed in a turn", () => {
  using time = new Time();
  using redraw = time.redraw();
  for (let times = 0; times < 100; times++) redraw.request();
  assert.deepEqual(time.drawnAtMs, []);
  time.pass(1);
  assert.deepEqual(time.drawnAtMs, [1001]);
  time.pass(1000);
  redraw.request();
  time.pass(1);
  assert.deepEqual(time.drawnAtMs, [1001, 2002]);
});

Deno.test("request() draws at most 30 times a second, however much changes", () => {
  using time = new Time();
  using redraw = time.redraw();
  redraw.request();
  time.pass(10_000, () => redraw.request());
  const { length } = time.drawnAtMs;
  assert.ok(length <= 301 && length >= 290, `${length}`);
});

Deno.test("request() draws what came last, within the time of one drawing", () => {
  using time = new Time();
  using redraw = time.redraw(50);
  redraw.request();
  time.pass(1);
  redraw.request();
  time.pass(49);
  assert.equal(time.drawnAtMs.length, 1);
  time.pass(1);
  assert.deepEqual(time.drawnAtMs, [1001, 1051]);
});

Deno.test("request() draws nothing without need, nor once it is disposed of", () => {
  using time = new Time();
  const redraw = time.redraw();
  time.pass(1000);
  redraw.request();
  redraw[Symbol.dispose]();
  redraw.request();
  time.pass(1000);
  assert.deepEqual(time.drawnAtMs, []);
});

Deno.test("request() draws what is urgent at once in a flood, and the rest later instead", () => {
  using time = new Time();
  using redraw = time.redraw(50);
  redraw.request();
  time.pass(1);
  redraw.request();
  time.pass(9);
  redraw.request({ urgent: true });
  time.pass(1);
  assert.deepEqual(time.drawnAtMs, [1001, 1011]);
  redraw.request();
  time.pass(89);
  assert.equal(time.drawnAtMs.length, 2);
  time.pass(1);
  assert.deepEqual(time.drawnAtMs, [1001, 1011, 1101]);
});

Deno.test("request() leaves time between two urgent drawings", () => {
  using time = new Time();
  using redraw = time.redraw(50);
  redraw.request();
  time.pass(1);
  redraw.request({ urgent: true });
  time.pass(7);
  assert.equal(time.drawnAtMs.length, 1);
  time.pass(1);
  assert.deepEqual(time.drawnAtMs, [1001, 1009]);
});

Deno.test("request() draws on average at most 30 times a second, however much is urgent", () => {
  using time = new Time();
  using redraw = time.redraw();
  time.pass(10_000, () => redraw.request({ urgent: true }));
  const { length } = time.drawnAtMs;
  assert.ok(length <= 304 && length >= 290, `${length}`);
});
