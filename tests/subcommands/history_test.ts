import assert from "node:assert/strict";

import { stores } from "../../store/mod.ts";
import { openForExport } from "../../store/sqlite/reading/export.ts";
import { inboxOf } from "../../store/store.ts";
import { Failure } from "../../subcommands/failure.ts";
import { runHistory } from "../../subcommands/history.ts";
import { deletionOf } from "../store/conformance/deletion.ts";
import { draft } from "../store/draft.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const said = [
  draft({ room: "lobby", ts: 1000, text: "one", id: "1" }),
  draft({ room: "dev", ts: 2000, text: "two\nlines \u{1f600}", kind: "action" }),
  draft({ room: "lobby", ts: 3000, text: "three", from: "bob", kind: "x.poll", identity: "i" }),
];
const direct = draft({ room: inboxOf("a"), alsoIn: inboxOf("b"), to: "bob", text: "secret" });

Deno.test("history export writes what was said in rooms, a JSON object a line", async () => {
  await using directory = await filled();
  const lines = await outputOf("export", "--data", directory.path);
  const records = lines.map((line) => JSON.parse(line));
  assert.deepEqual(records.map(({ room, text }) => [room, text]), [
    ["lobby", "one"],
    ["dev", "two\nlines \u{1f600}"],
    ["lobby", "three"],
  ]);
  assert.deepEqual(records[0], {
    ...{ room: "lobby", seq: records[0].seq, ts: 1000, time: "1970-01-01T00:00:01.000Z" },
    ...{ from: "ann", text: "one", kind: "text", identity: "identity-of-ann", id: "1" },
  });
  const ofDev = await outputOf("export", "--data", directory.path, "--room", "#Dev");
  assert.deepEqual(ofDev, [lines[1]]);
});

Deno.test("history export --format text is to be read, and no text forges a line", async () => {
  await using directory = await filled();
  const lines = await outputOf("export", "--data", directory.path, "--format", "text");
  const start = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /;
  for (const line of lines) assert.match(line, start);
  assert.deepEqual(lines.map((line) => line.replace(start, "")), [
    ...["#lobby ann: one", "#dev * ann two", "#dev * ann lines \u{1f600}", "#lobby bob: three"],
  ]);
});

Deno.test("history export works while a server has the file", async () => {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await filled());
  const { program, port } = await Program.startServer("--data", path);
  stack.use(program);
  const ann = stack.use(await RawClient.join(port, "ann"));
  await ann.say("just now");
  const lines = await outputOf("export", "--data", path);
  assert.equal(JSON.parse(lines.at(-1) ?? "").text, "just now");
  await ann.say("and on it goes");
});

Deno.test("history import takes in what was exported, once", async () => {
  await using from = await filled();
  await using to = await TemporaryDirectory.make();
  const lines = await outputOf("export", "--data", from.path);
  const first = await runImport(to.path, lines);
  assert.deepEqual([first.status, first.told.length], [0, 1]);
  assert.match(first.told[0] ?? "", /^Imported 3 messages into .*chatroom\.sqlite$/);
  const again = await runImport(to.path, lines);
  assert.match(again.told[0] ?? "", /^Imported 0 messages .*; 3 were there already$/);
  const copied = (await outputOf("export", "--data", to.path)).map((line) => JSON.parse(line));
  assert.deepEqual(
    copied.map(({ ts, text, kind }) => [ts, text, kind]),
    said.map(({ ts, text, kind }) => [ts, text, kind]),
  );
});

Deno.test("history export has nothing of what was deleted, and import keeps that so", async () => {
  await using from = await filled();
  {
    await using store = await stores.sqlite({ directory: from.path });
    const { entries: [one] } = await store.page({
      room: "lobby",
      limit: 1,
      before: 2 ** 50,
      maxBytes: 9,
    });
    await store.append([deletionOf([one?.seq ?? 0], { from: "carl", identity: "c" })]);
  }
  await using to = await TemporaryDirectory.make();
  const lines = await outputOf("export", "--data", from.path);
  assert.deepEqual((await runImport(to.path, lines)).status, 0);
  const read = async (directory: string) => {
    const records = await outputOf("export", "--data", directory, "--room", "lobby");
    return records.map((line) => JSON.parse(line))
      .map(({ text, kind, deletedBy }) => [text, kind, deletedBy]);
  };
  const left = [
    ["one", "text", undefined],
    ["", "deleted", "carl"],
    ["deleted", "deletion", undefined],
  ];
  assert.deepEqual([await read(from.path), await read(to.path)], [left, left]);
  const text = await outputOf("export", "--data", to.path, "--format", "text");
  assert.match(text.join("\n"), /#lobby bob: \(deleted by carl\)$/m);
  assert.match(text.at(-1) ?? "", /#lobby -- carl deleted$/);
});

Deno.test("history import reads a file, and tells what came too late for its room", async () => {
  await using from = await filled();
  await using to = await filled();
  const file = `${from.path}/export.jsonl`;
  const [line = ""] = await outputOf("export", "--data", from.path);
  await Deno.writeTextFile(file, `${JSON.stringify({ ...JSON.parse(line), id: "new" })}\n`);
  await using program = Program.start(commandLine("history", "import", "--data", to.path, file));
  assert.equal(await program.status(), 0);
  assert.match(
    program.error.items.join("\n"),
    /1 message into .*; 1 was older than what was there/,
  );
});

const broken: readonly [line: string, why: RegExp][] = [
  ["{", /line 2: The line is not JSON/],
  ["[]", /line 2: .*not a JSON object/],
  [JSON.stringify({ ...said[0], seq: 1, text: undefined }), /line 2: Field "text" is missing/],
  [JSON.stringify({ ...said[0], seq: 1, room: "a/b" }), /line 2: Cannot use "a\/b" as a room name/],
  [JSON.stringify({ ...said[0], seq: 1, from: "a\u001b[2J" }), /line 2: Cannot use .* as a nick/],
  [JSON.stringify({ ...said[0], seq: 1, room: inboxOf("a") }), /line 2: Cannot use "@a"/],
  [JSON.stringify({ ...said[0], seq: 1, text: "\u0007" }), /line 2: .*the text is empty/],
  [JSON.stringify({ ...said[0], seq: 1, ts: 4e15 }), /line 2: Field "ts" is in the future/],
  [JSON.stringify({ ...said[0], seq: 1, kind: "a b" }), /line 2: Field "kind" must be a word/],
  [JSON.stringify({ ...said[0], seq: 1, kind: undefined }), /line 2: Field "kind" is missing/],
  ["x".repeat(300_000), /line 2: it has more than 262144 bytes/],
];

const good = JSON.stringify({ ...said[0], seq: 1 });

Deno.test("history import fails with exit status 1 and a line of why, and keeps what was good", async () => {
  await using directory = await TemporaryDirectory.make();
  const { status, told } = await runImport(directory.path, [good, "{"]);
  assert.equal(status, 1);
  assert.match(told.join("\n"), /line 2: The line is not JSON/);
  assert.equal(told.length, 1, told.join("\n"));
  assert.equal((await outputOf("export", "--data", directory.path)).length, 1);
});

Deno.test("runHistory() names the line of an import that is wrong", async () => {
  await Promise.all(broken.map(async ([line, why]) => {
    await using directory = await TemporaryDirectory.make();
    const file = `${directory.path}/lines`;
    await Deno.writeTextFile(file, `${good}\n${line}\n`);
    await assert.rejects(
      runHistory({ action: "import", data: directory.path, file }),
      (error) => {
        assert.ok(error instanceof Failure && error.exitStatus === 1, line.slice(0, 100));
        assert.match(error.message, why);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
    using kept = openForExport(directory.path);
    assert.equal(kept.count(), 1, "what was good");
  }));
});

Deno.test("history tells what it cannot open in a line, with its exit status", async () => {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await filled());
  const empty = stack.use(await TemporaryDirectory.make());
  const { program: server } = await Program.startServer("--data", path);
  stack.use(server);
  const mistakes: readonly [args: string[], status: number, why: RegExp][] = [
    [["export", "--data", `${empty.path}/none`], 1, /there is no such file/],
    [["export", "--data", path, "--room", "nowhere"], 1, /Nothing was said in #nowhere/],
    [["export", "--data", path, "--room", "a/b"], 2, /Cannot use "a\/b" as a room name/],
    [["import", "--data", path], 1, /another .*server|in use/i],
    [["import", "--data", empty.path, `${empty.path}/none`], 2, /Cannot read/],
  ];
  await Promise.all(mistakes.map(async ([args, status, why]) => {
    await using program = Program.start(commandLine("history", ...args));
    await program.closeInput();
    assert.equal(await program.status(), status, args.join(" "));
    assert.match(program.error.items.join("\n"), why);
    assert.equal(program.error.items.length, 1, program.error.items.join("\n"));
    assert.deepEqual(program.out.items, []);
  }));
});

/** A directory with a history. */
async function filled(): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.make();
  await using store = await stores.sqlite({ directory: directory.path });
  await store.append([...said, direct]);
  return directory;
}

async function outputOf(...args: string[]): Promise<readonly string[]> {
  await using program = Program.start(commandLine("history", ...args));
  assert.equal(await program.status(), 0, program.error.items.join("\n"));
  assert.deepEqual(program.error.items, []);
  return program.out.items;
}

async function runImport(directory: string, lines: readonly string[]) {
  await using program = Program.start(commandLine("history", "import", "--data", directory));
  program.write(...lines);
  await program.closeInput();
  const status = await program.status();
  assert.deepEqual(program.out.items, []);
  return { status, told: program.error.items };
}

Deno.test({
  name: "output that cannot be written is told, with exit status 1; that nobody reads it is not",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using directory = await filled();
    const history = (...args: string[]) => commandLine("history", ...args);
    const commands = [
      history("export", "--data", directory.path),
      history("export", "--help"),
      history("--version"),
    ];
    for (const command of commands) {
      await using full = Program.start(["sh", "-c", 'exec "$@" > /dev/full', "sh", ...command]);
      assert.equal(await full.status(), 1);
      assert.match(full.error.items.join("\n"), /^chatroom: Cannot write .*: No space left[^\n]*$/);
      const line = '{ sleep 0.1; "$@"; echo "$?" >&2; } | true';
      await using unread = Program.start(["sh", "-c", line, "sh", ...command]);
      assert.equal(await unread.status(), 0);
      assert.deepEqual(unread.error.items, ["0"]);
    }
  },
});
