// deno-lint-ignore-file no-control-regex -- what is written has escape sequences in it

import assert from "node:assert/strict";
import fc from "fast-check";
import { type CursorPlace, ScreenWriter } from "../../../../ui/screen/drawing/screen_writer.ts";

const begin = "\x1b[?2026h\x1b[?25l";
const end = "\x1b[?2026l";

/** Takes what is written when it is told to. */
class FakeScreen {
  readonly writes: string[] = [];
  columns = 10;
  rows = 4;
  #taken = Promise.withResolvers<void>();
  #isSlow = false;
  readonly writer = new ScreenWriter(this);

  get size() {
    return { columns: this.columns, rows: this.rows };
  }

  write(text: string): Promise<void> {
    this.writes.push(text);
    return this.#isSlow ? this.#taken.promise : Promise.resolve();
  }

  /** What is written for a frame. */
  async draw(frame: string, cursor?: CursorPlace): Promise<string> {
    const before = this.writes.length;
    this.writer.draw(frame.split("\n"), cursor);
    await this.writer.settled();
    return this.writes.slice(before).join("");
  }

  block(): void {
    this.#isSlow = true;
  }

  release(): void {
    this.#isSlow = false;
    this.#taken.resolve();
  }
}

Deno.test("draw() writes all of the first frame onto a cleared screen", async () => {
  const written = await new FakeScreen().draw("one\n\ntwo", { column: 3, row: 2 });
  const rows = "\x1b[1H\x1b[2Kone\x1b[3H\x1b[2Ktwo";
  assert.equal(written, `${begin}\x1b[m\x1b[2J${rows}\x1b[3H\x1b[4G\x1b[?25h${end}`);
});

Deno.test("draw() writes the rows that changed, and clears those that are gone", async () => {
  const screen = new FakeScreen();
  await screen.draw("one\ntwo\nthree");
  assert.equal(await screen.draw("one\n2"), `${begin}\x1b[2H\x1b[2K2\x1b[3H\x1b[2K${end}`);
});

Deno.test("draw() writes nothing if nothing changed, and little if the cursor moved", async () => {
  const screen = new FakeScreen();
  await screen.draw("one", { column: 1, row: 0 });
  assert.equal(await screen.draw("one", { column: 1, row: 0 }), "");
  const moved = await screen.draw("one", { column: 2, row: 0 });
  assert.equal(moved, `${begin}\x1b[1H\x1b[3G\x1b[?25h${end}`);
  assert.equal(await screen.draw("one"), begin + end);
});

Deno.test("draw() ends what a row began", async () => {
  const link = "\x1b]8;;https://example.org\x1b\\";
  const written = await new FakeScreen().draw(`\x1b[7m${link}x`);
  assert.ok(written.endsWith(`x\x1b[m\x1b]8;;\x1b\\${end}`));
});

Deno.test("draw() writes no rows below the terminal's last", async () => {
  const screen = new FakeScreen();
  assert.doesNotMatch(await screen.draw("1\n2\n3\n4\n5"), /K5/);
  screen.rows = 5;
  assert.match(await screen.draw("1\n2\n3\n4\n5"), /K5/);
});

Deno.test("draw() has one write under way, and then writes the newest frame only", async () => {
  const screen = new FakeScreen();
  screen.block();
  screen.writer.draw(["first"], undefined);
  for (let frame = 0; frame < 100; frame++) screen.writer.draw([`frame ${frame}`], undefined);
  assert.equal(screen.writes.length, 1);
  screen.release();
  await screen.writer.settled();
  const [, second, ...others] = screen.writes;
  assert.equal(second, `${begin}\x1b[1H\x1b[2Kframe 99${end}`);
  assert.deepEqual(others, []);
});

Deno.test("reset() makes the next frame be written whole", async () => {
  const screen = new FakeScreen();
  const first = await screen.draw("one\ntwo", { column: 0, row: 0 });
  screen.writer.reset();
  assert.equal(await screen.draw("one\ntwo", { column: 0, row: 0 }), first);
});

/** What a terminal would show: as much of one as rows of plain text need. */
function replay(writes: readonly string[], rowCount: number): string[] {
  const rows = Array.from({ length: rowCount }, () => "");
  for (const written of writes) {
    if (written.includes("\x1b[2J")) rows.fill("");
    for (const [, row, text = ""] of written.matchAll(/\x1b\[(\d+)H\x1b\[2K([^\x1b]*)/g)) {
      rows[Number(row) - 1] = text;
    }
  }
  return rows;
}

Deno.test("draw() brings the screen to each frame, whatever was before", async () => {
  const frames = fc.array(fc.array(fc.constantFrom("", "a", "bb", "0123456789"), { maxLength: 6 }));
  await fc.assert(fc.asyncProperty(frames, async (frames) => {
    const screen = new FakeScreen();
    for (const frame of frames) {
      await screen.draw(frame.join("\n"));
      const wanted = Array.from({ length: 4 }, (_, row) => frame[row] ?? "");
      assert.deepEqual(replay(screen.writes, 4), wanted);
    }
  }));
});
