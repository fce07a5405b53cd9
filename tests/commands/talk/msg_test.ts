import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { annToBob, createSetting } from "../setting.ts";

Deno.test("/msg says something to one person, under the command's id", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/msg @Bob  hi\nthere \x1b", { id: "id1" }), [
    { ...annToBob, text: "hi\nthere", kind: "text", id: "id1" },
  ]);
});

Deno.test("/msg keeps all behind a newline as it is, as saying it in a room does", () => {
  const { run, ann } = createSetting();
  for (const text of ["  if (x) {\n    y();\n  }", "\n  indented", "\tone\n\n\ttwo"]) {
    const [outcome] = run(ann, `/msg bob \n${text}`);
    assert.equal(outcome?.type === "direct" && outcome.text, text);
  }
});

Deno.test("/msg leaves it to the server whether somebody who is not here ever was", () => {
  const { run, ann } = createSetting();
  const [outcome, ...others] = run(ann, "/msg Carl hi", { id: "id1" });
  assert.ok(outcome?.type === "directToAbsent");
  const { from, nick, text, id } = outcome;
  assert.deepEqual([from, nick, text, id], ["ann", "Carl", "hi", "id1"]);
  assert.deepEqual(others, []);
});

Deno.test("/msg refuses what is no nick, no text, and too much", () => {
  const { run, ann } = createSetting();
  assertRefused("nick_invalid", () => run(ann, "/msg a/b hi"));
  assertRefused("text_empty", () => run(ann, "/msg bob \x07"));
  for (const args of ["", " ", "bob", "bob ", "bob \n "]) {
    assertRefused("bad_usage", () => run(ann, `/msg ${args}`));
  }
  const line = `/msg bob ${"x".repeat(limits.textBytes + 1)}`;
  assertRefused("text_too_long", () => run(ann, line));
});
