import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readTelnetCommands } from "../../../wire/text/telnet_commands.ts";
import { TelnetSplitter } from "../../../wire/text/telnet_splitter.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const iac = 255;

/** Frames as text or, of telnet, as numbers. */
function shown(frame: Uint8Array): string {
  return frame[0] === iac ? [...frame].join(" ") : decoder.decode(frame);
}

function bytesOf(parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "string" ? [...encoder.encode(part)] : part),
  );
}

function splitAll(chunks: readonly Uint8Array[], maxBytes = 1000): string[] {
  const splitter = new TelnetSplitter(maxBytes, () => {
    throw new RangeError("too long");
  });
  const frames: string[] = [];
  for (const chunk of chunks) {
    for (const frame of splitter.split(chunk)) frames.push(shown(frame));
  }
  for (const frame of splitter.finish()) frames.push(shown(frame));
  return frames;
}

function split(...parts: readonly (string | readonly number[])[]): string[] {
  const bytes = bytesOf(parts);
  const frames = splitAll([bytes]);
  const single = splitAll([...bytes].map((byte) => Uint8Array.of(byte)));
  const joined = (all: readonly string[]) => ({
    lines: all.filter((frame) => !/^255/.test(frame)),
    telnet: all.filter((frame) => /^255/.test(frame)).join(" "),
  });
  assert.deepEqual(joined(single), joined(frames), "byte by byte");
  return frames;
}

Deno.test("TelnetSplitter ends a line at CR LF, CR NUL, LF and CR", () => {
  assert.deepEqual(split("a\r\nb\r\0c\nd\re\n\n\r\n\r\rf"), [
    ...["a\n", "b\n", "c\n", "d\n", "e\n", "\n", "\n", "\n", "\n", "f"],
  ]);
});

Deno.test("TelnetSplitter takes telnet's commands out of the text, wherever they stand", () => {
  assert.deepEqual(split("he", [iac, 251, 31], "llo\r\n"), ["255 251 31", "hello\n"]);
  assert.deepEqual(split([iac, 251, 10, iac, 253, 13], "\nhello\n"), [
    ...["255 251 10 255 253 13", "\n", "hello\n"],
  ]);
  const size = [iac, 250, 31, 0, 10, 0, 13, iac, 240];
  assert.deepEqual(split(size, "hello\n"), [size.join(" "), "hello\n"]);
  assert.deepEqual(split("a\r", [iac, 241], "\nb\n"), ["a\n", "255 241", "b\n"]);
});

Deno.test("TelnetSplitter reads 255 twice as a byte that is no UTF-8", () => {
  assert.deepEqual(split("a", [iac, iac], "b\n"), ["a\ufffdb\n"]);
  const value = [iac, 250, 31, 0, iac, iac, 0, 24, iac, 240];
  assert.deepEqual(split(value, "b\n"), [value.join(" "), "b\n"]);
});

Deno.test("TelnetSplitter ends a subnegotiation at any command, and keeps no more of it than is of use", () => {
  assert.deepEqual(split([iac, 250, 24, 0, 65, iac, 251, 31], "b\n"), [
    "255 250 24 0 65 255 240 255 251 31",
    "b\n",
  ]);
  const [frame = "", line] = split([iac, 250, 24, ...Array(4096).fill(65), iac, 240], "b\n");
  assert.equal(line, "b\n");
  assert.ok(frame.split(" ").length < 300, frame);
});

Deno.test("TelnetSplitter erases what a client says it does", () => {
  assert.deepEqual(split("hellö", [iac, 247], "o\n", [iac, 247], "x", [iac, 248], "y\n"), [
    ...["255 247", "hello\n", "255 247 255 248", "y\n"],
  ]);
});

Deno.test("TelnetSplitter gives the end of transmission as a frame only where a line begins", () => {
  assert.deepEqual(split("a\x04b\n\x04c\n"), ["a\x04b\n", "\x04", "c\n"]);
});

Deno.test("TelnetSplitter takes a line of as many bytes as are allowed, and says once that one is longer", () => {
  const frames: string[] = [];
  let tooLong = 0;
  const splitter = new TelnetSplitter(1000, () => tooLong++);
  for (const text of ["x".repeat(1000), "\n", "y".repeat(500), "y".repeat(5000), "\nz\n"]) {
    for (const frame of splitter.split(encoder.encode(text))) frames.push(shown(frame));
  }
  assert.deepEqual(frames, [`${"x".repeat(1000)}\n`, "z\n"]);
  assert.equal(tooLong, 1);
});

Deno.test("TelnetSplitter says once that there is too much of telnet's own before a line", () => {
  let tooLong = 0;
  const splitter = new TelnetSplitter(1000, () => tooLong++);
  const endless = new Uint8Array(64 * 1024).fill(0x78);
  endless.set([iac, 250, 24]);
  for (const _ of splitter.split(endless));
  assert.equal(tooLong, 1);
  const negotiations = bytesOf([...Array.from({ length: 1000 }, () => [iac, 251, 31]), "ann\n"]);
  assert.equal(splitAll([negotiations]).at(-1), "ann\n");
});

Deno.test("TelnetSplitter makes the same of any bytes however they are cut, and only whole commands", () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(iac, 10, 13, 0, 250, 240, 251, 253, 4));
  fc.assert(fc.property(fc.array(byte, { maxLength: 200 }), (bytes) => {
    split(bytes);
    for (const frame of splitAll([Uint8Array.from(bytes)])) {
      if (!frame.startsWith("255 ")) assert.ok(!frame.slice(0, -1).includes("\n"));
      else readTelnetCommands(Uint8Array.from(frame.split(" ").map(Number)));
    }
  }));
});

Deno.test("readTelnetCommands() reads negotiations and values, and passes over the rest", () => {
  const frame = Uint8Array.from([
    ...[iac, 241, iac, 251, 24, iac, 250, 31, 0, iac, iac, 0, 24, iac, 240],
    ...[iac, 246, iac, 236],
  ]);
  assert.deepEqual(readTelnetCommands(frame), [
    { type: "negotiation", verb: 251, option: 24 },
    { type: "subnegotiation", option: 31, value: Uint8Array.of(0, 255, 0, 24) },
    { type: "are you there" },
    { type: "end of file" },
  ]);
});
