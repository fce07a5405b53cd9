import assert from "node:assert/strict";
import { ReadMarkCommit } from "../../../../store/sqlite/records/read_mark_commit.ts";
import type { MarksOfIdentity } from "../../../../store/sqlite/threads/calls.ts";

/** A writer that gives its answers when it is told to, and a reader of a file without a mark. */
function open() {
  const written: (readonly MarksOfIdentity[])[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const write = (marked: readonly MarksOfIdentity[]) => {
    written.push(marked);
    const answer = Promise.withResolvers<void>();
    answers.push(answer);
    return answer.promise;
  };
  const commit = new ReadMarkCommit(write, ({ newer = [] }) => Promise.resolve(newer), 60_000);
  return { written, answers, commit };
}

const lobby = (seq: number) => ({ place: "lobby", seq, ts: 0 });

Deno.test("ReadMarkCommit writes what was marked together, of each place the furthest", async () => {
  const { written, answers, commit } = open();
  for (let seq = 1; seq <= 100; seq++) commit.mark("ann", lobby(seq));
  commit.mark("ann", lobby(50));
  commit.mark("bob", lobby(7));
  assert.deepEqual(written, [], "it waits for more");
  const flushed = commit.flush();
  await Promise.resolve();
  assert.deepEqual(await commit.of("ann"), [lobby(100)], "while it is written, too");
  answers[0]?.resolve();
  await flushed;
  assert.deepEqual(written, [[
    { identity: "ann", marks: [lobby(100)] },
    { identity: "bob", marks: [lobby(7)] },
  ]]);
  await commit.flush();
  assert.equal(written.length, 1, "there is nothing more");
});

Deno.test("ReadMarkCommit tries again what could not be written, unless there is newer", async () => {
  const { written, answers, commit } = open();
  commit.mark("ann", lobby(5));
  commit.mark("bob", lobby(7));
  const failed = commit.flush();
  await Promise.resolve();
  commit.mark("ann", lobby(6));
  answers[0]?.reject(new Error("disk full"));
  await failed;
  assert.deepEqual(await commit.of("bob"), [lobby(7)]);
  const flushed = commit.flush();
  await Promise.resolve();
  answers[1]?.resolve();
  await flushed;
  assert.deepEqual(written[1], [
    { identity: "ann", marks: [lobby(6)] },
    { identity: "bob", marks: [lobby(7)] },
  ]);
});
