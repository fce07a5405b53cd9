import assert from "node:assert/strict";

import { parseText, parseTopic } from "../../chat/text.ts";
import { splitWord } from "../../commands/command.ts";
import { heapBytes } from "../support/measures/heap_bytes.ts";

const count = 300;
const spaces = " ".repeat(60_000);

/** As from a frame: a string that nothing else holds. */
function received(number: number): string {
  return JSON.parse(`"what is kept of it, ${number}${spaces}"`);
}

const keepers: Readonly<Record<string, (raw: string) => string>> = {
  "parseText()": parseText,
  "parseTopic()": parseTopic,
  "parseText() of a command's text": (raw) => parseText(splitWord(`word ${raw}`)[1]),
};

for (const [name, keep] of Object.entries(keepers)) {
  Deno.test(`${name} does not hold on to the frame that it was cut out of`, () => {
    const before = heapBytes();
    const kept = Array.from({ length: count }, (_, number) => keep(received(number)));
    const bytesEach = (heapBytes() - before) / count;
    assert.ok(bytesEach < 2000, `${Math.round(bytesEach)} bytes each`);
    assert.equal(kept.length, count);
  });
}
