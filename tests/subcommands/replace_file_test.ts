import assert from "node:assert/strict";
import { join } from "node:path";
import { replaceFile } from "../../subcommands/replace_file.ts";
import { TemporaryDirectory } from "../support/temporary_directory.ts";

Deno.test("replaceFile() writes a file anew, and leaves nothing beside it", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  for (const text of ["a longer one, é\n", "", "short"]) {
    replaceFile(path, text);
    assert.equal(Deno.readTextFileSync(path), text);
    assert.deepEqual([...Deno.readDirSync(directory.path)].map(({ name }) => name), ["file"]);
  }
});

Deno.test("replaceFile() goes on from one that was left unfinished, for its owner alone", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  const unfinished = `${path}.${Deno.pid}.new`;
  Deno.writeTextFileSync(unfinished, "unfinished and much longer than it", { mode: 0o666 });
  replaceFile(path, "whole");
  assert.equal(Deno.readTextFileSync(path), "whole");
  if (Deno.build.os === "windows") return;
  assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
});

Deno.test("replaceFile() leaves alone what another process has not finished", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  for (const other of [`${path}.new`, `${path}.${Deno.pid + 1}.new`]) {
    Deno.writeTextFileSync(other, "half");
    replaceFile(path, "whole");
    assert.equal(Deno.readTextFileSync(other), "half");
  }
});

Deno.test("replaceFile() leaves all as it was where it cannot be replaced, and throws", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  Deno.mkdirSync(path);
  assert.throws(() => replaceFile(path, "after"));
  assert.deepEqual([...Deno.readDirSync(directory.path)].map(({ name }) => name), ["file"]);
});
