import assert from "node:assert/strict";
import { readOperatorFile } from "../../../subcommands/operators/operator_file.ts";

const hash = `$scrypt$ln=14,r=8,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

function read(text: string): readonly string[] {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(path, text);
    return readOperatorFile(path).map(({ name }) => name);
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("readOperatorFile() reads a name and a hash a line, and passes over comments", () => {
  assert.deepEqual(read(`# ops\n\nann ${hash}\r\nbob:${hash}\n  kim : ${hash}  \n`), [
    ...["ann", "bob", "kim"],
  ]);
  assert.deepEqual(read(""), []);
});

Deno.test("readOperatorFile() tells which line is wrong, and never what stands in it", () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    [`ann ${hash}\nbob`, /line 2: it must be NAME HASH/],
    [`\nann secret`, /line 2: the hash must be one that `chatroom server --hash-password` prints/],
    [`ann ${hash}\nann ${hash}`, /line 2: "ann" is there already/],
  ];
  for (const [text, message] of wrong) {
    assert.throws(() => read(text), (error: unknown) => {
      return error instanceof Error && message.test(error.message) && !/secret/.test(error.message);
    });
  }
  assert.throws(() => readOperatorFile("/nowhere"), /--operator-file must be a text file/);
});
