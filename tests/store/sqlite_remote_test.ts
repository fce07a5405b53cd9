import assert from "node:assert/strict";
import { GroupCommit } from "../../store/sqlite/group_commit.ts";
import { Remote } from "../../store/sqlite/remote.ts";
import { Thread } from "../../store/sqlite/thread.ts";
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

const answering = `
  let opened = false;
  self.onmessage = ({ data: { number, name } }) => {
    if (name === "openReader") opened = true;
    self.postMessage({ number, kind: "answer", answer: opened ? 7 : "not open" });
  };
`;

Deno.test("Thread asks another worker when one has died, opened first, and not at once", async () => {
  const codes = [dying, answering];
  let nowMs = 0;
  using thread = new Thread(
    () => new Remote(workerOf(codes.shift() ?? assert.fail("One too many was started"))),
    (remote) => remote.call("openReader", { directory: "" }),
    () => nowMs,
  );
  await assert.rejects(thread.call("newestSeq", undefined), /killed in a test/);
  nowMs = 999;
  await assert.rejects(thread.call("newestSeq", undefined), /killed in a test/);
  nowMs = 1000;
  assert.equal(await thread.call("newestSeq", undefined), 7);
  nowMs = 5000;
  assert.equal(await thread.call("newestSeq", undefined), 7);
});
