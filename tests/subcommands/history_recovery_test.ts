import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";

import { stores } from "../../store/mod.ts";
import { drafts, numbered } from "../store/draft.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const pageSize = 4096;

interface Run {
  readonly status: number;
  readonly out: string;
  readonly told: string;
}

async function history(...args: string[]): Promise<Run> {
  await using program = Program.start(commandLine("history", ...args));
  const status = await program.status();
  return { status, out: program.out.items.join("\n"), told: program.error.items.join("\n") };
}

async function makeHistory(): Promise<TemporaryDirectory & { readonly file: string }> {
  const directory = await TemporaryDirectory.make();
  await using store = await stores.sqlite({ directory: directory.path });
  await store.append(drafts(numbered(3000).map((text) => `${text} ${"word ".repeat(20)}`)));
  return Object.assign(directory, { file: store.location });
}

async function damageEveryTenthPage(file: string): Promise<void> {
  const bytes = await Deno.readFile(file);
  for (let at = 9 * pageSize; at < bytes.length; at += 10 * pageSize) bytes.fill(0xa5, at, at + 50);
  await Deno.writeFile(file, bytes);
}

Deno.test("history check of a whole file says so; also while a server has it", async () => {
  await using directory = await makeHistory();
  const { status, out } = await history("check", "--data", directory.path);
  assert.deepEqual([status, out], [0, `The history "${directory.file}" is whole`]);
  await using _store = await stores.sqlite({ directory: directory.path });
  assert.equal((await history("check", directory.file)).status, 0);
  const { status: refused, told } = await history("recover", "--data", directory.path);
  assert.equal(refused, 1);
  assert.match(told, /another chatroom server has it open/);
});

Deno.test("history check writes nothing of a file to the terminal that could move its cursor", async () => {
  await using directory = await makeHistory();
  const database = new DatabaseSync(directory.file);
  database.exec('CREATE TABLE "\x1b[2Jodd" (one); INSERT INTO "\x1b[2Jodd" VALUES (1)');
  const { page } = { ...database.prepare("SELECT max(rootpage) AS page FROM sqlite_schema").get() };
  database.close();
  const bytes = await Deno.readFile(directory.file);
  // The place of its only row, behind the page's header.
  bytes.fill(0xff, (Number(page) - 1) * pageSize + 8, (Number(page) - 1) * pageSize + 10);
  await Deno.writeFile(directory.file, bytes);
  const { status, out } = await history("check", directory.file);
  assert.equal(status, 1);
  assert.match(out, /^ {2}table odd /m);
});

Deno.test("history recover makes a new file that a server opens, of what history check calls damaged", async () => {
  await using directory = await makeHistory();
  await damageEveryTenthPage(directory.file);
  const before = await Deno.readFile(directory.file);
  const { status, out } = await history("check", directory.file);
  assert.equal(status, 1);
  assert.match(out, /is damaged:.*\d+ of \d+ pages.* unreadable; 2,\d+ messages can be read/s);
  const recovery = ["recover", "--data", directory.path, "--to", `${directory.path}/saved/`];
  const { status: recovered, told } = await history(...recovery);
  assert.equal(recovered, 0, told);
  assert.match(
    told,
    /^Recovered 2,\d+ of about 3,000 messages into .*saved\/chatroom\.sqlite; \d+ of/,
  );
  assert.deepEqual(await Deno.readFile(directory.file), before);
  const saved = await history("check", "--data", `${directory.path}/saved`);
  assert.equal(saved.status, 0, saved.out);
  const { status: again, told: why } = await history(...recovery);
  assert.equal(again, 2);
  assert.match(why, /is there already: name a new file with --to/);
  await using store = await stores.sqlite({ directory: `${directory.path}/saved` });
  const { entries } = await store.search({
    terms: [{ text: "word", prefix: false }],
    limit: 10,
    offset: 0,
  });
  assert.equal(entries.length, 10);
});

Deno.test("history check and recover tell what is no history in a line, and make no file", async () => {
  await using directory = await TemporaryDirectory.make();
  const file = (name: string) => `${directory.path}/${name}`;
  await Deno.writeTextFile(file("text"), "hello ".repeat(5000));
  await Deno.writeTextFile(file("empty"), "");
  const mistakes: readonly [args: string[], status: number, why: RegExp][] = [
    [["check", file("none")], 2, /^chatroom: Cannot read ".*none": No such file[^\n]*$/],
    [["check", directory.path], 2, /it is not a file/],
    [["check", file("text")], 1, /file is not a database/],
    [["check", file("empty")], 1, /it is empty/],
    [["recover", file("none")], 2, /Cannot read/],
    [["recover", file("text")], 1, /^No message can be read: no file is made/],
    [["recover", file("empty")], 1, /^No message can be read: no file is made/],
    [["recover", file("text"), "--to", "/proc/none/x"], 1, /^chatroom: Cannot recover [^\n]*$/],
  ];
  await Promise.all(mistakes.map(async ([args, status, why]) => {
    const run = await history(...args);
    assert.equal(run.status, status, args.join(" "));
    assert.match(run.out + run.told, why);
  }));
  const left = [...Deno.readDirSync(directory.path)].map(({ name }) => name);
  assert.deepEqual(left.toSorted(), ["empty", "text"]);
});

Deno.test("history import - takes what history export - writes", async () => {
  await using directory = await makeHistory();
  await using exporting = Program.start(
    commandLine("history", "export", "--data", directory.path, "-"),
  );
  assert.equal(await exporting.status(), 0);
  await using importing = Program.start(
    commandLine("history", "import", "--data", `${directory.path}/copy`, "-"),
  );
  importing.write(...exporting.out.items);
  await importing.closeInput();
  assert.equal(await importing.status(), 0);
  assert.match(importing.error.items.join("\n"), /^Imported 3,000 messages into [^\n]*$/);
});
