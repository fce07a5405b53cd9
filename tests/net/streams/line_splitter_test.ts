import assert from "node:assert/strict";
import fc from "fast-check";
import { LineSplitter } from "../../../net/streams/line_splitter.ts";
import { FrameTooLongError } from "../../../net/transport.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The lines of the chunks, as text; what does not end with a line feed is the last. */
function linesOf(chunks: readonly Uint8Array[], maxBytes = 5000): string[] {
  const splitter = new LineSplitter(maxBytes);
  const lines: string[] = [];
  for (const chunk of chunks) {
    for (const line of splitter.split(chunk)) lines.push(decoder.decode(line));
  }
  const unfinished = splitter.finish();
  if (unfinished !== undefined) lines.push(decoder.decode(unfinished));
  return lines;
}

/** One chunk a byte. */
function byteByByte(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

/** More than a line usually has. */
const counted = Array.from({ length: 1000 }, (_, index) => index).join(" ");

const cases: readonly [text: string, lines: readonly string[]][] = [
  ["", []],
  ["\n", [""]],
  ["a\nb\n", ["a", "b"]],
  ["a\r\nb\r\n", ["a", "b"]],
  ["a\n\n\r\nb", ["a", "", "", "b"]],
  ["a\rb\r\r\n", ["a\rb\r"]],
  ["a\r", ["a"]],
  ["grüß 😀\n", ["grüß 😀"]],
  [`${counted}\n${counted}`, [counted, counted]],
];

Deno.test("LineSplitter.split() gives lines without line feed and carriage return", () => {
  for (const [text, lines] of cases) assert.deepEqual(linesOf([encoder.encode(text)]), lines);
});

Deno.test("LineSplitter.split() gives the same lines byte by byte", () => {
  for (const [text, lines] of cases) {
    assert.deepEqual(linesOf(byteByByte(encoder.encode(text))), lines, JSON.stringify(text));
  }
});

/** Bytes cut at any places, empty chunks among them. */
const cutBytes = fc.tuple(
  fc.array(fc.oneof(fc.nat(255), fc.constantFrom(10, 13)), { maxLength: 1500 }),
  fc.array(fc.nat(1500), { maxLength: 20 }),
).map(([numbers, cuts]) => {
  const bytes = Uint8Array.from(numbers);
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return { bytes, chunks: places.slice(1).map((end, index) => bytes.slice(places[index], end)) };
});

Deno.test("LineSplitter.split() gives the same lines however the bytes are cut", () => {
  fc.assert(fc.property(cutBytes, ({ bytes, chunks }) => {
    const expected = linesOf([bytes]);
    assert.deepEqual(linesOf(chunks), expected);
    assert.deepEqual(linesOf(byteByByte(bytes)), expected);
  }));
});

const sizes: readonly [bytes: number, end: string, fits: boolean][] = [
  [100, "\n", true],
  [100, "\r\n", true],
  [100, "", true],
  [100, "\r", true],
  [101, "\n", false],
  [101, "\r\n", false],
  [101, "", false],
];

Deno.test("LineSplitter.split() takes lines of maxBytes, and throws at one byte more", () => {
  for (const [bytes, end, fits] of sizes) {
    for (const before of ["", "short\n"]) {
      const line = "x".repeat(bytes);
      const all = encoder.encode(before + line + end);
      for (const chunks of [[all], byteByByte(all), [all.subarray(0, 50), all.subarray(50)]]) {
        const about = `${bytes} bytes, then ${JSON.stringify(end)}, in ${chunks.length} chunks`;
        if (fits) assert.equal(linesOf(chunks, 100).at(-1), line, about);
        else assert.throws(() => linesOf(chunks, 100), FrameTooLongError, about);
      }
    }
  }
});

Deno.test("LineSplitter.split() gives the lines before one that is too long", () => {
  const splitter = new LineSplitter(3);
  const lines = splitter.split(encoder.encode("a\nb\ntoo long\nc\n"));
  assert.equal(decoder.decode(lines.next().value ?? undefined), "a");
  assert.equal(decoder.decode(lines.next().value ?? undefined), "b");
  assert.throws(() => lines.next(), new FrameTooLongError(3));
});

Deno.test("LineSplitter.split() throws when a line without end grows past the bound", () => {
  const splitter = new LineSplitter(100);
  const chunk = new Uint8Array(10).fill(120);
  for (let taken = 0; taken < 100; taken += 10) assert.deepEqual([...splitter.split(chunk)], []);
  assert.throws(() => [...splitter.split(chunk)], FrameTooLongError);
});

Deno.test("LineSplitter.split() keeps what is unfinished when a buffer is used again", () => {
  const splitter = new LineSplitter(100);
  const buffer = encoder.encode("hel");
  assert.deepEqual([...splitter.split(buffer)], []);
  buffer.set(encoder.encode("lo\n"));
  assert.deepEqual([...splitter.split(buffer)].map((line) => decoder.decode(line)), ["hello"]);
});

Deno.test("LineSplitter.finish() gives what has no line feed, once", () => {
  const splitter = new LineSplitter(100);
  assert.equal(splitter.finish(), undefined);
  assert.equal([...splitter.split(encoder.encode("a\nb"))].length, 1);
  assert.equal(decoder.decode(splitter.finish()), "b");
  assert.equal(splitter.finish(), undefined);
});
