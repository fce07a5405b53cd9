import { equal } from "node:assert/strict";
import { reasonOf } from "../../helpers/reason_of.ts";

Deno.test("reasonOf() gives an error's message without its name, and whatever else was thrown as text", () => {
  equal(reasonOf(new TypeError("no such file")), "no such file");
  equal(reasonOf("full"), "full");
  equal(reasonOf(undefined), "undefined");
});
