import assert from "node:assert/strict";
import fc from "fast-check";
import { formatCtcp, parseCtcp, withoutDelimiters } from "../../../../wire/irc/lines/ctcp.ts";

Deno.test("parseCtcp() takes the frame off", () => {
  assert.deepEqual(parseCtcp("\x01ACTION waves  twice\x01"), {
    command: "ACTION",
    params: "waves  twice",
  });
  assert.deepEqual(parseCtcp("\x01version\x01"), { command: "VERSION", params: "" });
  assert.deepEqual(parseCtcp("\x01ACTION breaks off"), { command: "ACTION", params: "breaks off" });
});

Deno.test("parseCtcp() takes text for text", () => {
  for (
    const text of ["", "hi", "\x01", "\x01\x01", "\x01 x\x01", "a\x01ACTION b\x01", "\x01A\x01 b"]
  ) {
    assert.equal(parseCtcp(text), undefined, JSON.stringify(text));
  }
});

Deno.test("formatCtcp() puts one frame on", () => {
  assert.equal(formatCtcp({ command: "ACTION", params: "waves" }), "\x01ACTION waves\x01");
  assert.equal(formatCtcp({ command: "VERSION", params: "" }), "\x01VERSION\x01");
  assert.equal(formatCtcp({ command: "ACTION", params: "a\x01b" }), "\x01ACTION ab\x01");
});

Deno.test("withoutDelimiters() leaves nothing that begins a frame", () => {
  assert.equal(withoutDelimiters("\x01ACTION a\x01 b"), "ACTION a b");
});

Deno.test("parseCtcp() reads what formatCtcp() writes, and takes anything", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const params = withoutDelimiters(text);
    assert.deepEqual(parseCtcp(formatCtcp({ command: "ACTION", params })), {
      command: "ACTION",
      params,
    });
    parseCtcp(`\x01${text}`);
  }));
});
