import assert from "node:assert/strict";
import { join } from "node:path";
import { createFile, replaceFile } from "../../subcommands/replace_file.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

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

Deno.test("createFile() makes a file for its owner alone, and leaves one alone that is there", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "file");
  assert.equal(createFile(path, "first"), true);
  assert.equal(createFile(path, "second"), false);
  assert.equal(Deno.readTextFileSync(path), "first");
  assert.deepEqual([...Deno.readDirSync(directory.path)].map(({ name }) => name), ["file"]);
  if (Deno.build.os === "windows") return;
  assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
});

Deno.test("createFile() leaves nothing behind where it cannot be made, and throws", async () => {
  await using directory = await TemporaryDirectory.make();
  assert.throws(() => createFile(join(directory.path, "missing", "file"), "text"));
  assert.deepEqual([...Deno.readDirSync(directory.path)], []);
});
