import assert from "node:assert/strict";
import { join } from "node:path";
import { InputHistoryFile } from "../../subcommands/input_history_file.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

Deno.test("InputHistoryFile keeps what was typed over runs, of several clients at once", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "some", "where");
  const [one, other] = [new InputHistoryFile(path), new InputHistoryFile(path)];
  assert.deepEqual(one.load(), []);
  one.add("hello");
  other.add("two\nlines");
  one.add("ทำ");
  assert.deepEqual(new InputHistoryFile(path).load(), ["hello", "two\nlines", "ทำ"]);
  other.erase();
  assert.deepEqual(one.load(), []);
  one.erase();
});

Deno.test({
  name: "InputHistoryFile lets nobody else read it",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "chatroom");
    new InputHistoryFile(path).add("hello");
    const mode = (name: string) => (Deno.statSync(join(path, name)).mode ?? 0) & 0o777;
    assert.deepEqual([mode("."), mode("typed.jsonl")], [0o700, 0o600]);
  },
});

Deno.test("InputHistoryFile is bounded in lines and bytes, and keeps the newest", async () => {
  await using directory = await TemporaryDirectory.make();
  const file = new InputHistoryFile(directory.path);
  for (let number = 0; number < 400; number++) file.add(`${number} ${"x".repeat(2000)}`);
  assert.ok(Deno.statSync(join(directory.path, "typed.jsonl")).size < 300_000);
  assert.match(file.load().at(-1) ?? "", /^399 /);
  file.erase();
  for (let number = 0; number < 700; number++) file.add(`${number}`);
  assert.deepEqual([file.load().length, file.load()[0]], [500, "200"]);
});

Deno.test("InputHistoryFile passes over what is no line of it, and needs no directory", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "typed.jsonl");
  Deno.writeTextFileSync(path, '"whole"\n"cut off\n7\n{}\n"last"\n');
  assert.deepEqual(new InputHistoryFile(directory.path).load(), ["whole", "last"]);
  const none = new InputHistoryFile(undefined);
  none.add("hello");
  assert.deepEqual(none.load(), []);
  new InputHistoryFile("/dev/null/not").add("hello");
});
