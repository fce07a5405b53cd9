import assert from "node:assert/strict";
import { nextTurn } from "../../../helpers/next_turn.ts";
import type {
  AppendOutcome,
  Asked,
  CallName,
  Calls,
  Write,
} from "../../../store/sqlite/threads/calls.ts";
import { GroupCommit } from "../../../store/sqlite/writing/group_commit.ts";
import { Remote } from "../../../store/sqlite/threads/remote.ts";
import { Thread } from "../../../store/sqlite/threads/thread.ts";
import type { KnownNick } from "../../../store/store.ts";
import { draft } from "../draft.ts";

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

/** Writes nothing until it is let, and then keeps what was asked. */
class FakeWriter implements Asked {
  readonly written: Write[] = [];
  fails = false;

  async call<Name extends CallName>(
    _name: Name,
    question: Calls[Name][0],
  ): Promise<Calls[Name][1]> {
    await nextTurn();
    if (this.fails) throw new Error("disk is full");
    this.written.push(question as Write);
    return [] satisfies AppendOutcome[] as Calls[Name][1];
  }
}

function known(nick: string, key: string = nick): KnownNick {
  return { identity: `identity-of-${nick}`, nick, keys: [key] };
}

Deno.test("GroupCommit finds a nick until it is written, and writes it with what came meanwhile", async () => {
  const writer = new FakeWriter();
  const commits = new GroupCommit(writer);
  commits.remember(known("a"));
  commits.remember(known("b"));
  assert.deepEqual(commits.findNick(["z", "a"]), known("a"));
  await nextTurn();
  commits.remember(known("c", "a"));
  assert.equal(commits.findNick(["a"])?.nick, "c", "the one noted last");
  await commits.flush();
  assert.equal(commits.findNick(["a"]), undefined);
  const nicks = writer.written.map(({ nicks }) => nicks.map(({ nick }) => nick));
  assert.deepEqual(nicks, [["a", "b"], ["c"]]);
});

Deno.test("GroupCommit keeps a nick that cannot be written for what is written next", async () => {
  const writer = new FakeWriter();
  const commits = new GroupCommit(writer);
  writer.fails = true;
  commits.remember(known("a"));
  await commits.flush();
  assert.deepEqual(commits.findNick(["a"]), known("a"));
  writer.fails = false;
  commits.remember(known("b"));
  await commits.flush();
  assert.deepEqual(writer.written.map(({ nicks }) => nicks.length), [2]);
});

Deno.test("GroupCommit writes little things soon, however much else waits, and large ones in turn", async () => {
  const writer = new FakeWriter();
  const commits = new GroupCommit(writer);
  const large = ["a", "b", "c"].map((name) => name.repeat(300 * 1024));
  const texts = [...large, "small", "smaller"];
  const kept = texts.map((text) => commits.append([draft({ text })]).catch(() => {}));
  await Promise.all(kept);
  const written = writer.written.map(({ appends }) =>
    appends.map(([draft]) => draft && draft.text.slice(0, 7))
  );
  const [a, b, c] = large.map((text) => text.slice(0, 7));
  assert.deepEqual(written, [[a, "small", "smaller"], [b], [c]]);
});

const answering = `
  let opened = false;
  self.onmessage = ({ data: { name } }) => {
    if (name === "openReader") opened = true;
    self.postMessage({ kind: "answer", answer: opened ? 7 : "not open" });
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

Deno.test("Thread starts a worker when something is first asked of it, and none to be closed", async () => {
  let started = 0;
  const start = () => {
    started++;
    return new Remote(workerOf(answering));
  };
  const open = (remote: Remote) => remote.call("openReader", { directory: "" });
  using unused = new Thread(start, open);
  await unused.close();
  await assert.rejects(unused.call("newestSeq", undefined), /it is closed/);
  assert.equal(started, 0);
  using used = new Thread(start, open);
  assert.deepEqual([await used.call("newestSeq", undefined), started], [7, 1]);
});

Deno.test("Thread that cannot open says why to whoever asks, and tries again", async () => {
  let nowMs = 0;
  let isThere = false;
  using thread = new Thread(
    () => new Remote(workerOf(answering)),
    async (remote) => {
      await remote.call("openReader", { directory: "" });
      if (!isThere) throw new Error("no such file");
    },
    () => nowMs,
  );
  await assert.rejects(thread.call("newestSeq", undefined), /no such file/);
  isThere = true;
  await assert.rejects(thread.call("newestSeq", undefined), /no such file/);
  nowMs = 1000;
  assert.equal(await thread.call("newestSeq", undefined), 7);
});
