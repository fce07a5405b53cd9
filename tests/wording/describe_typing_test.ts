import assert from "node:assert/strict";
import { describeTyping } from "../../wording/describe_typing.ts";

Deno.test("describeTyping() names one or two, and counts more", () => {
  assert.equal(describeTyping([]), "");
  assert.equal(describeTyping(["bob"]), "bob is typing");
  assert.equal(describeTyping(["bob", "eve"]), "bob and eve are typing");
  assert.equal(describeTyping(["bob", "eve", "zoe"]), "3 people are typing");
});
