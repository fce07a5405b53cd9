import assert from "node:assert/strict";
import fc from "fast-check";
import { formatTime, parseTime } from "../../../../wire/irc/lines/time.ts";

Deno.test("formatTime() and parseTime() are server-time's form", () => {
  assert.equal(formatTime(1319042451620), "2011-10-19T16:40:51.620Z");
  assert.equal(parseTime("2011-10-19T16:40:51.620Z"), 1319042451620);
  assert.equal(parseTime("2011-10-19T16:40:51.6Z"), 1319042451600);
  assert.equal(parseTime("2011-10-19T16:40:51Z"), 1319042451000);
});

Deno.test("parseTime() takes a leap second", () => {
  assert.equal(parseTime("2012-06-30T23:59:60.419Z"), Date.parse("2012-07-01T00:00:00.419Z"));
});

Deno.test("parseTime() refuses any other form, and what is in no calendar", () => {
  const wrong = [
    "",
    "*",
    "1319042451",
    "2011-10-19",
    "2011-10-19T16:40Z",
    "2011-10-19T16:40:51",
    "2011-10-19T16:40:51+01:00",
    "2011-10-19 16:40:51Z",
    "2011-10-19T16:40:51.Z",
    "2011-10-19T16:40:51.6200Z",
    "2011-13-19T16:40:51Z",
    "2011-02-30T16:40:51Z",
    "2011-10-19T24:00:00Z",
    "2011-10-19T16:40:61Z",
    " 2011-10-19T16:40:51Z",
    "2011-10-19T16:40:51Z\n",
    "+002011-10-19T16:40:51Z",
  ];
  for (const text of wrong) assert.equal(parseTime(text), undefined, text);
});

Deno.test("parseTime() reads what formatTime() writes, and takes anything", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 253402300799999 }), (ms) => {
    assert.equal(parseTime(formatTime(ms)), ms);
  }));
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."0129-T:.Z") }), (text) => {
    parseTime(text);
  }));
});
