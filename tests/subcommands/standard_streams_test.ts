import assert from "node:assert/strict";
import { readLines } from "../../subcommands/standard_streams.ts";

const encoder = new TextEncoder();

async function linesOf(input: string, chunkBytes: number) {
  const lines: (string | undefined)[] = [];
  const onTooLong = () => void lines.push(undefined);
  async function* chunks() {
    const bytes = encoder.encode(input);
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes);
  }
  for await (const line of readLines(chunks(), 4, onTooLong)) lines.push(line);
  return lines;
}

Deno.test("readLines() gives lines, and passes over those that are too long", async () => {
  const cases: readonly [input: string, lines: (string | undefined)[]][] = [
    ["", []],
    ["a\n\nb", ["a", "", "b"]],
    ["1234\n12345\n1234\r\n", ["1234", undefined, "1234"]],
    [`${"x".repeat(100)}\nend\n`, [undefined, "end"]],
    ["ok\n12345", ["ok", undefined]],
    ["1234\r5\nöö\n", [undefined, "öö"]],
  ];
  for (const [input, lines] of cases) {
    for (const chunkBytes of [1, 3, 1000]) {
      assert.deepEqual(await linesOf(input, chunkBytes), lines, `"${input}" by ${chunkBytes}`);
    }
  }
});

Deno.test("readLines() lets go of the stream when nobody reads on", async () => {
  let released = false;
  async function* chunks() {
    try {
      for (;;) yield encoder.encode("line\n");
    } finally {
      released = true;
    }
  }
  for await (const line of readLines(chunks(), 4, assert.fail)) {
    assert.equal(line, "line");
    break;
  }
  assert.ok(released);
});
