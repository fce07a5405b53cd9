import assert from "node:assert/strict";
import { join } from "node:path";
import { openRegularFile, readRegularFile } from "../../helpers/regular_file.ts";
import { makePipe } from "../support/files/make_pipe.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

Deno.test("readRegularFile() and openRegularFile() read what a link leads to", async () => {
  await using directory = await TemporaryDirectory.make();
  const [file, link] = [join(directory.path, "file"), join(directory.path, "link")];
  Deno.writeTextFileSync(file, "text");
  if (Deno.build.os !== "windows") Deno.symlinkSync(file, link);
  for (const path of Deno.build.os === "windows" ? [file] : [file, link]) {
    assert.equal(readRegularFile(path), "text");
    using opened = openRegularFile(path);
    assert.equal(opened.readSync(new Uint8Array(10)), 4);
  }
});

Deno.test({
  name: "readRegularFile() and openRegularFile() wait for no pipe and no device",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const [pipe, link] = [join(directory.path, "pipe"), join(directory.path, "link")];
    makePipe(pipe);
    Deno.symlinkSync(join(directory.path, "gone"), link);
    const refused: readonly (readonly [path: string, why: RegExp])[] = [
      [pipe, /a pipe or a device/],
      ["/dev/zero", /a pipe or a device/],
      [directory.path, /a directory/],
      [link, /a link to nowhere/],
      [join(directory.path, "gone"), /^NotFound/],
    ];
    for (const [path, why] of refused) {
      assert.throws(() => readRegularFile(path), why);
      assert.throws(() => openRegularFile(path), why);
    }
  },
});
