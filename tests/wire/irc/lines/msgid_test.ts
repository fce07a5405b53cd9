import assert from "node:assert/strict";
import fc from "fast-check";
import { formatMsgid, parseMsgid, parseSelector } from "../../../../wire/irc/lines/msgid.ts";

Deno.test("formatMsgid() is a seq in base 36, and parseMsgid() takes no other form", () => {
  assert.equal(formatMsgid(1234567), "qglj");
  assert.equal(parseMsgid("qglj"), 1234567);
  for (
    const msgid of ["", "QGLJ", "0qglj", "-1", "+1", "1.5", " 1", "1 ", "zzzzzzzzzzz", "1e+4"]
  ) {
    assert.equal(parseMsgid(msgid), undefined, msgid);
  }
});

Deno.test("parseSelector() reads where something is in a history", () => {
  assert.deepEqual(parseSelector("msgid=qglj"), { kind: "msgid", seq: 1234567 });
  assert.deepEqual(parseSelector("timestamp=2011-10-19T16:40:51.620Z"), {
    kind: "timestamp",
    ms: 1319042451620,
  });
});

Deno.test("parseSelector() refuses anything else", () => {
  const wrong = [
    "",
    "*",
    "=",
    "msgid",
    "msgid=",
    "msgid=A",
    "MSGID=a",
    "timestamp=1",
    "seq=1",
    "a=",
  ];
  for (const text of wrong) assert.equal(parseSelector(text), undefined, text);
});

Deno.test("every seq comes back from its msgid", () => {
  fc.assert(fc.property(fc.maxSafeNat(), (seq) => {
    assert.equal(parseMsgid(formatMsgid(seq)), seq);
    assert.deepEqual(parseSelector(`msgid=${formatMsgid(seq)}`), { kind: "msgid", seq });
  }));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const seq = parseMsgid(text);
    if (seq !== undefined) assert.equal(formatMsgid(seq), text);
    parseSelector(text);
  }));
});
