import assert from "node:assert/strict";
import { join } from "node:path";
import { replaceFile } from "../../subcommands/replace_file.ts";
import { TemporaryDirectory } from "../support/temporary_directory.ts";

Deno.test("replaceFile() writes a file anew, and leaves nothing beside it", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  for (const text of ["a longer one, é\n", "", "short"]) {
    replaceFile(path, text, 0o600);
    assert.equal(Deno.readTextFileSync(path), text);
    assert.deepEqual([...Deno.readDirSync(directory.path)].map(({ name }) => name), ["file"]);
  }
});

Deno.test("replaceFile() goes on from one that was left unfinished", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  Deno.writeTextFileSync(`${path}.new`, "unfinished and much longer than it");
  replaceFile(path, "whole", 0o600);
  assert.equal(Deno.readTextFileSync(path), "whole");
});

Deno.test("replaceFile() leaves a file as it was where it cannot be replaced, and throws", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  Deno.mkdirSync(`${path}.new`);
  Deno.writeTextFileSync(path, "before");
  assert.throws(() => replaceFile(path, "after", 0o600));
  assert.equal(Deno.readTextFileSync(path), "before");
});
