// deno-lint-ignore-file no-control-regex -- they are what is looked for
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { cleanText } from "../../../chat/text.ts";
import type { RoomMessage, ServerMessage } from "../../../protocol.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";
import { linesOf, type Look } from "../../../wire/text/format.ts";

const look: Look = { room: "lobby", colors: false };
const ts = new Date(2026, 10, 3, 12, 3).getTime();
const said: RoomMessage = {
  ...{ type: "message", room: "lobby", seq: 1, ts, from: "ann", text: "hi", kind: "text" },
};

Deno.test("linesOf() says what was said, by whom, when and, elsewhere, in which room", () => {
  const cases: readonly [message: ServerMessage, ...lines: string[]][] = [
    [said, "12:03 ann: hi"],
    [{ ...said, room: "dev" }, "12:03 #dev ann: hi"],
    [{ ...said, kind: "action", text: "waves" }, "12:03 * ann waves"],
    [{ ...said, kind: "notice" }, "12:03 -ann- hi"],
    [{ ...said, kind: "notice", type: "direct", to: "bob" }, "12:03 -ann- -> you: hi"],
    [{ ...said, kind: "deletion", text: "deleted a message" }, "12:03 -- ann deleted a message"],
    [{ ...said, kind: "topic", text: "set the topic: tea" }, "12:03 -- ann set the topic: tea"],
    [{ ...said, kind: "reaction", text: "👍", replyTo: 1 }, "12:03 -- ann reacted 👍"],
    [{ ...said, text: "one\n12:04 bob: two" }, "12:03 ann: one", "      12:04 bob: two"],
    [{ ...said, type: "direct", to: "bob" }, "12:03 ann -> you: hi"],
    [{ ...said, type: "direct", from: "bob", to: "carl" }, "12:03 you -> carl: hi"],
    [{ type: "join", room: "dev", ts, nick: "ann" }, "12:03 #dev -- ann joined"],
    [{ type: "notice", text: "a\nb" }, "== a", "   b"],
    [{ type: "error", code: "text_empty", message: "Nothing to say" }, "!! Nothing to say"],
    [{ type: "typing", room: "lobby", nick: "ann" }],
    [{ type: "pong" }],
  ];
  for (const [message, ...lines] of cases) assert.deepEqual(linesOf(message, look, "bob"), lines);
});

Deno.test("linesOf() tells in a page which day each message is of", () => {
  const next = { ...said, ts: new Date(2026, 10, 4, 0, 1).getTime(), text: "later" };
  const page = { type: "history", room: "lobby", messages: [said, next], complete: true } as const;
  assert.deepEqual(linesOf(page, look, "bob"), [
    ...["-- earlier", "-- 2026-11-03", "12:03 ann: hi", "-- 2026-11-04", "00:01 ann: later"],
    "-- now",
  ]);
  assert.deepEqual(linesOf({ ...page, messages: [] }, look, "bob"), []);
  assert.equal(linesOf({ ...page, room: "dev" }, look, "bob")[0], "-- earlier in #dev");
  const direct: ServerMessage = {
    ...{ type: "directs", complete: true },
    messages: [{ ...said, type: "direct", to: "bob" }],
  };
  assert.equal(linesOf(direct, look, "bob")[0], "-- earlier direct messages");
});

Deno.test("linesOf() lets no text begin a line, whatever is typed", () => {
  const part = fc.constantFrom("\n", "\r", "\t", "12:03 bob: x", "-- x", "\x1b[2J", " ", "\u2028");
  const text = fc.array(fc.oneof(part, fc.string({ unit: anyCodePoint })), { maxLength: 12 });
  fc.assert(fc.property(text, fc.boolean(), fc.option(fc.nat(90)), (parts, colors, columns) => {
    const shown = linesOf(
      { ...said, text: cleanText(parts.join("")) },
      { ...look, colors, columns: columns ?? undefined },
      "bob",
    );
    const [first = "", ...others] = shown;
    assert.match(first, /^(\x1b\[2m)?12:03/);
    for (const line of others) assert.match(line, /^ {6}/);
    for (const line of shown) assert.doesNotMatch(line, /[\n\r]/);
  }));
});
