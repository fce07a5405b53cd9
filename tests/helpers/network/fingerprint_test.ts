import assert from "node:assert/strict";
import { parseFingerprint } from "../../../helpers/network/fingerprint.ts";

Deno.test("parseFingerprint() reads what people paste, and nothing else", () => {
  const written = "kq3f-2abc-defg-hijk-lmno";
  for (const text of [written, written.toUpperCase(), written.replaceAll("-", "")]) {
    assert.equal(parseFingerprint(text), written);
  }
  const wrong = [
    "",
    "kq3f",
    `${written}a`,
    written.slice(1),
    written.replace("k", "1"),
    "é".repeat(20),
  ];
  for (const text of wrong) assert.equal(parseFingerprint(text), undefined, text);
});
