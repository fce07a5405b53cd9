import assert from "node:assert/strict";
import { join } from "node:path";
import { Failure } from "../../subcommands/failure.ts";
import { readSecretFile } from "../../subcommands/secret_file.ts";
import { makePipe } from "../support/files/make_pipe.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

Deno.test("readSecretFile() gives the one line of a file, in the form in which passwords are compared", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "secret");
  const read = (text: string) => {
    Deno.writeTextFileSync(path, text);
    return readSecretFile(path);
  };
  for (const ending of ["", "\n", "\r\n", "\n\n"]) {
    assert.equal(read(` pa\u0308ss wort ${ending}`), " päss wort ");
  }
  assert.equal(read("x".repeat(1024)), "x".repeat(1024));
  const bad: readonly [text: string, why: RegExp][] = [
    ["", /empty$/],
    ["\n", /empty$/],
    ["\x00\x1b\n", /empty$/],
    ["one\ntwo\n", /more than one line$/],
    ["x".repeat(1025), /more than 1024 bytes$/],
    ["x".repeat(1_000_000), /more than 1024 bytes$/],
  ];
  for (const [text, why] of bad) {
    assert.throws(() => read(text), (error) => {
      return error instanceof Failure && error.exitStatus === 2 && why.test(error.message) &&
        error.message.startsWith(`No password in "${path}": `);
    }, why.source);
  }
  assert.throws(() => readSecretFile(join(directory.path, "missing")), Failure);
  assert.throws(() => readSecretFile(directory.path), Failure);
  if (Deno.build.os === "windows") return;
  const pipe = join(directory.path, "pipe");
  makePipe(pipe);
  assert.throws(() => readSecretFile(pipe), /a pipe or a device/);
});

Deno.test({
  name: "readSecretFile() reads a pipe that is open already, as a shell gives it",
  ignore: Deno.build.os === "windows",
  async fn() {
    const module = new URL("../../subcommands/secret_file.ts", import.meta.url);
    const code = `const { readSecretFile } = await import("${module}");
      console.log(readSecretFile("/dev/fd/0"));`;
    const process = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", code],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = process.stdin.getWriter();
    await writer.write(new TextEncoder().encode("päss wort\n"));
    await writer.close();
    const { stdout } = await process.output();
    assert.equal(new TextDecoder().decode(stdout), "päss wort\n");
  },
});
