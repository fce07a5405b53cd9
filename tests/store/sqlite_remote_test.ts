import assert from "node:assert/strict";
import { GroupCommit } from "../../store/sqlite/group_commit.ts";
import { Remote } from "../../store/sqlite/remote.ts";
import { draft } from "./draft.ts";

/** A worker of this code. */
function workerOf(code: string): Worker {
  return new Worker(`data:text/javascript,${encodeURIComponent(code)}`, { type: "module" });
}

const dying = `self.onmessage = () => { throw new Error("killed in a test"); };`;

Deno.test("Remote.call() is rejected if the worker dies, and so is every later one", async () => {
  using remote = new Remote(workerOf(dying));
  const waiting = [remote.call("stats", undefined), remote.call("newestSeq", "lobby")];
  for (const call of waiting) await assert.rejects(call, /thread has ended: .*killed in a test/);
  await assert.rejects(remote.call("stats", undefined), /killed in a test/);
});

Deno.test("Remote.call() is rejected if the worker cannot start", async () => {
  using remote = new Remote(workerOf("this is no code"));
  await assert.rejects(remote.call("stats", undefined), /thread has ended/);
});

Deno.test("Remote disposed rejects what waits, and may be disposed again", async () => {
  const remote = new Remote(workerOf("self.onmessage = () => {};"));
  const waiting = remote.call("stats", undefined);
  remote[Symbol.dispose]();
  await assert.rejects(waiting, /it is closed/);
  remote[Symbol.dispose]();
  await assert.rejects(remote.call("stats", undefined), /it is closed/);
});

Deno.test("GroupCommit rejects all appends if the writer dies, and ends all the same", async () => {
  using remote = new Remote(workerOf(dying));
  const commits = new GroupCommit(remote);
  const known = { identity: "identity-of-ann", nick: "ann", keys: ["ann"] };
  commits.remember(known);
  const appends = [commits.append([draft()]), commits.append([draft(), draft()])];
  for (const append of appends) await assert.rejects(append, /Cannot keep .*killed in a test/);
  await assert.rejects(commits.append([draft()]), /Cannot keep a message: /);
  assert.deepEqual(commits.findNick(["ann"]), known);
  await commits.flush();
});
