import assert from "node:assert/strict";
import fc from "fast-check";
import {
  bytesBehind,
  cutToLine,
  fitsInLine,
  LineError,
  type LineErrorCode,
  readLine,
} from "../../../../wire/irc/lines/line.ts";

const encoder = new TextEncoder();
const read = (line: string) => readLine(encoder.encode(line));

function assertRefused(code: LineErrorCode, line: Uint8Array): void {
  assert.throws(() => readLine(line), (error) => error instanceof LineError && error.code === code);
}

Deno.test("readLine() takes 510 bytes beside 4096 of tags, and not one more of either", () => {
  const body = `PRIVMSG #dev :${"é".repeat(248)}`;
  const tags = `@+a=${"x".repeat(4091)} `;
  assert.equal(encoder.encode(body).length, 510);
  assert.equal(encoder.encode(tags).length, 4096);
  for (const line of [body, tags + body]) assert.equal(read(line), line);
  assertRefused("line_too_long", encoder.encode(`${body}x`));
  assertRefused("line_too_long", encoder.encode(`${tags}${body}x`));
  assertRefused("tags_too_long", encoder.encode(`@b${tags.slice(1)}${body}`));
  assertRefused("tags_too_long", encoder.encode("@".repeat(5000)));
  assertRefused("line_too_long", encoder.encode("x".repeat(100_000)));
});

Deno.test("readLine() tells bytes that are not UTF-8 apart", () => {
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xe2, 0x82]]) {
    assertRefused("bad_utf8", Uint8Array.from([...encoder.encode("PRIVMSG #dev :"), ...bytes]));
  }
});

Deno.test("readLine() takes any bytes, or says with its error why not", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
    try {
      assert.deepEqual(encoder.encode(readLine(bytes)), bytes);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
    }
  }));
});

Deno.test("fitsInLine() counts bytes, with room for CR and LF", () => {
  assert.ok(fitsInLine("x".repeat(510)));
  assert.ok(!fitsInLine("x".repeat(511)));
  assert.ok(fitsInLine("é".repeat(255)));
  assert.ok(!fitsInLine("é".repeat(256)));
  assert.ok(fitsInLine("\u{1f600}".repeat(127)));
  assert.ok(!fitsInLine("\u{1f600}".repeat(128)));
});

Deno.test("bytesBehind() is what is left of a line behind its beginning", () => {
  const start = ":é!u@h PRIVMSG #dev :";
  assert.equal(bytesBehind(start), 510 - 22);
  assert.ok(fitsInLine(start + "x".repeat(bytesBehind(start))));
  assert.ok(!fitsInLine(start + "x".repeat(bytesBehind(start) + 1)));
});

Deno.test("cutToLine() keeps as many whole characters as fit", () => {
  assert.equal(cutToLine("short"), "short");
  assert.equal(cutToLine("x".repeat(600)), "x".repeat(510));
  assert.equal(cutToLine(`x${"👍".repeat(200)}`), `x${"👍".repeat(127)}`);
});
