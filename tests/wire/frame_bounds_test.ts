import assert from "node:assert/strict";

import { limits } from "../../protocol.ts";
import { checkFrame } from "../../wire/frame_bounds.ts";
import { encodeClientMessage } from "../../wire/native_client.ts";
import { assertMalformed } from "./assert_malformed.ts";

const encoder = new TextEncoder();
const much = "x".repeat(limits.smallFrameBytes);

function check(frame: string): void {
  checkFrame(encoder.encode(frame));
}

Deno.test("checkFrame() takes small frames, whatever they are", () => {
  for (const frame of ["", "rubbish", '{"type":"ping"}', '{"x":[[[[', much]) check(frame);
});

Deno.test("checkFrame() takes large ones of what says something or comes into rooms", () => {
  for (const type of ["hello", "say", "command"]) {
    check(`{"type":"${type}","text":"${much}"}`);
    check(` { "type" :\t"${type}" , "text":"${much}"}`);
    check(`${" ".repeat(80)}{"type":"${type}","text":"${much}"}`);
  }
});

Deno.test("checkFrame() does not count blanks around it", () => {
  check(
    `${" \t".repeat(limits.smallFrameBytes)}{"type":"ping"}${" ".repeat(limits.smallFrameBytes)}`,
  );
  check(" ".repeat(limits.frameBytes));
});

Deno.test("checkFrame() refuses large ones of any other type, and where type is not first", () => {
  for (const type of ["ping", "pong", "bye", "typing", "history", "says", "SAY", "", "__proto__"]) {
    const frame = `{"type":"${type}","text":"${much}"}`;
    assertMalformed("message_too_long", () => check(frame), { about: type });
  }
  for (
    const start of [
      '{"text":"","type":"say"',
      '{"x":{"type":"say"}',
      `{${" ".repeat(80)}"type":"say"`,
    ]
  ) {
    assertMalformed("message_too_long", () => check(`${start},"y":"${much}"}`), { about: start });
  }
  assertMalformed("not_an_object", () => check(`[${much}]`));
  assertMalformed("bad_json", () => check(`[${much}`));
  assertMalformed("bad_json", () => check(`x${much}`));
});

Deno.test("checkFrame() refuses a large one of too many values, of any form", () => {
  const items = (item: string) => `[${`${item},`.repeat(limits.largeFrameValues + 1)}0]`;
  const values = {
    deepArrays: "[".repeat(32_000),
    deepObjects: '{"":'.repeat(10_000),
    keys: Array.from({ length: 5000 }, (_, index) => `"k${index}":1`).join(","),
    sameKey: '"__proto__":1,'.repeat(3000),
    numbers: items("0.00000001"),
    objects: items("{}        "),
    texts: items('"\\"    "'),
  };
  for (const [about, value] of Object.entries(values)) {
    const frame = `{"type":"say","text":"hi","x":${value}}`;
    assert.ok(encoder.encode(frame).length > limits.smallFrameBytes, about);
    assertMalformed("message_too_long", () => check(frame), { about });
  }
});

Deno.test("checkFrame() does not look for values in texts", () => {
  const json = JSON.stringify(
    Array.from({ length: 5000 }, (_, index) => ({ [`\\"${index}`]: [0] })),
  );
  check(
    encodeClientMessage({ type: "say", room: "lobby", text: json.slice(0, 40_000), kind: "text" }),
  );
  check(`{"type":"say","text":"${much}`);
  check(`{"type":"say","text":"${much}\\`);
});

Deno.test("checkFrame() takes a hello to all rooms that one may be in, with what one has of each", () => {
  const rooms = Array.from(
    { length: limits.rooms },
    (_, index) => `${index}`.padStart(limits.roomNameLength, "r"),
  );
  const resume = new Map([...rooms, "@"].map((room) => [room, Number.MAX_SAFE_INTEGER]));
  const frame = encodeClientMessage({ type: "hello", version: 1, nick: "ann", rooms, resume });
  assert.ok(frame.length > limits.smallFrameBytes);
  check(frame);
});
