import assert from "node:assert/strict";
import { CatchUp, type CaughtUp } from "../../../client/resume/catch_up.ts";
import { limits } from "../../../protocol.ts";
import { said } from "../room_messages.ts";

function page(seqs: readonly number[], complete: boolean, remaining?: number) {
  return { messages: seqs.map((seq) => said(seq)), complete, remaining };
}

function seqsOf(caughtUp: CaughtUp | undefined): number[] | undefined {
  return caughtUp?.messages.map(({ seq }) => seq);
}

const forward = { limit: limits.historyPage };

Deno.test("CatchUp takes what was said before one came as context, then what is live", () => {
  const room = new CatchUp();
  room.joined(9);
  assert.equal(room.seq, undefined);
  const context = room.receivePage(page([7, 8, 9], false), "unasked");
  assert.deepEqual(context, {
    messages: [said(7), said(8), said(9)],
    missed: false,
    leftOut: false,
    seq: 9,
  });
  assert.deepEqual([room.receiveLive(9), room.receiveLive(10), room.receiveLive(10)], [
    false,
    true,
    false,
  ]);
  assert.equal(room.wanted, undefined);
});

Deno.test("CatchUp is live at once in a room in which nothing was missed", () => {
  for (const [seq, newestSeq] of [[undefined, 0], [0, 0], [5, 5]] as const) {
    const room = new CatchUp(seq);
    room.joined(newestSeq);
    assert.ok(room.receiveLive(newestSeq + 1));
    assert.equal(room.seq, newestSeq + 1);
  }
});

Deno.test("CatchUp takes what was missed from one page, each once", () => {
  const room = new CatchUp(5);
  room.joined(9);
  const missed = room.receivePage(page([4, 5, 6, 9], true), "unasked");
  assert.deepEqual(seqsOf(missed), [6, 9]);
  assert.deepEqual([missed?.missed, missed?.progress, missed?.seq], [true, undefined, 9]);
  assert.ok(room.receiveLive(10));
});

Deno.test("CatchUp pages forward over a gap, and passes over what is live meanwhile", () => {
  const room = new CatchUp(5);
  room.joined(20);
  assert.equal(room.receivePage(page([18, 19, 20], false), "unasked"), undefined);
  assert.deepEqual(room.wanted, { after: 5, ...forward });
  assert.ok(!room.receiveLive(21));
  const first = room.receivePage(page([6, 10, 15], false), "wanted");
  assert.deepEqual(seqsOf(first), [6, 10, 15]);
  assert.deepEqual(first?.progress, { fetched: 3, total: undefined });
  assert.deepEqual(room.wanted, { after: 15, ...forward });
  const last = room.receivePage(page([18, 19, 20, 21, 22], true), "wanted");
  assert.deepEqual([seqsOf(last), last?.progress], [[18, 19, 20, 21, 22], undefined]);
  assert.equal(room.wanted, undefined);
  assert.deepEqual([room.receiveLive(22), room.receiveLive(23)], [false, true]);
});

Deno.test("CatchUp tells how much of how much is there, over several connections", () => {
  const room = new CatchUp(5);
  room.joined(20);
  room.receivePage(page([19, 20], false, 6), "unasked");
  const first = room.receivePage(page([6, 10, 15], false, 5), "wanted");
  assert.deepEqual(first?.progress, { fetched: 3, total: 8 });
  room.disconnected();
  room.joined(30);
  room.receivePage(page([29, 30], false, 7), "unasked");
  const second = room.receivePage(page([16, 17], false, 7), "wanted");
  assert.deepEqual(second?.progress, { fetched: 5, total: 12 }, "with what was said meanwhile");
  assert.equal(
    room.receivePage(page([18, 19, 20, 21, 22, 29, 30], true), "wanted")?.progress,
    undefined,
  );
});

Deno.test("CatchUp begins again where it was when the connection is lost", () => {
  const room = new CatchUp(5);
  room.joined(20);
  room.receivePage(page([20], false), "unasked");
  room.receivePage(page([6, 7], false), "wanted");
  room.disconnected();
  assert.equal(room.wanted, undefined);
  assert.ok(!room.receiveLive(21));
  room.joined(21);
  assert.deepEqual(seqsOf(room.receivePage(page([20, 21], true), "unasked")), [20, 21]);
  assert.ok(room.receiveLive(22));
});

Deno.test("CatchUp asks for what does not come unasked", () => {
  const room = new CatchUp(5);
  room.joined(9);
  assert.ok(!room.receiveLive(8), "the echo of what was said earlier is no sign");
  assert.equal(room.wanted, undefined);
  assert.ok(!room.receiveLive(10));
  assert.deepEqual(room.wanted, { after: 5, ...forward });
  const anew = new CatchUp();
  anew.joined(9);
  assert.ok(anew.receiveLive(10), "who is new goes without");
});

Deno.test("CatchUp asks again for the page that the server could not make", () => {
  const room = new CatchUp(5);
  room.joined(9);
  assert.ok(room.unaskedFailed());
  assert.ok(!room.unaskedFailed());
  assert.deepEqual(room.wanted, { after: 5, ...forward });
});

Deno.test("CatchUp gets who is new the context later, and loses nothing that was live meanwhile", () => {
  const room = new CatchUp();
  room.joined(9);
  room.unaskedFailed();
  assert.deepEqual(room.wanted, { before: 10, limit: limits.joinedPage });
  assert.ok(!room.receiveLive(10));
  const context = room.receivePage(page([8, 9], true), "wanted");
  assert.deepEqual([seqsOf(context), context?.missed], [[8, 9], false]);
  assert.deepEqual(room.wanted, { after: 9, ...forward });
  assert.deepEqual(seqsOf(room.receivePage(page([10], true), "wanted")), [10]);
  assert.ok(room.receiveLive(11));
});

Deno.test("CatchUp leaves out what is too much, and tells so", () => {
  const room = new CatchUp(0, 4);
  room.joined(100);
  room.receivePage(page([100], false), "unasked");
  room.receivePage(page([1, 2], false), "wanted");
  room.receivePage(page([3, 4], false), "wanted");
  assert.deepEqual(room.wanted, { after: 4, before: Number.MAX_SAFE_INTEGER, ...forward });
  const newest = room.receivePage(page([99, 100, 101], false), "wanted");
  assert.deepEqual([seqsOf(newest), newest?.leftOut, newest?.progress], [
    [99, 100, 101],
    true,
    undefined,
  ]);
  assert.ok(room.receiveLive(102));
});

Deno.test("CatchUp counts into the total what will come, and not what is left out", () => {
  const totals = (newest: readonly number[], remaining: number) => {
    const room = new CatchUp(0, 4);
    room.joined(100);
    room.receivePage(page(newest, false), "unasked");
    const total = room.receivePage(page([1, 2, 3], false, remaining), "wanted")?.progress?.total;
    assert.deepEqual(room.wanted, { after: 3, limit: 1 }, "no more than the bound");
    return total;
  };
  assert.equal(totals([99, 100], 2), 5);
  assert.equal(totals([99, 100], 3), 6);
  assert.equal(totals([99, 100], 4), 6, "the newest page ends early, and comes last");
  assert.equal(totals([], 4), 4);
});

Deno.test("CatchUp takes a count at its bound for a greater one", () => {
  const { countedRemaining, historyPage } = limits;
  const totals = [countedRemaining - 1, countedRemaining].map((remaining) => {
    const room = new CatchUp(0);
    room.resumed();
    room.unaskedFailed();
    return room.receivePage(page([1, 2, 3], false, remaining), "wanted")?.progress?.total;
  });
  assert.deepEqual(totals, [countedRemaining + 2, 10_000 + historyPage]);
});

Deno.test("CatchUp does not ask for ever for pages that bring nothing", () => {
  const room = new CatchUp(5);
  room.joined(9);
  room.receivePage(page([], false), "unasked");
  assert.equal(room.receivePage(page([], false), "wanted"), undefined);
  assert.equal(room.wanted?.before, Number.MAX_SAFE_INTEGER);
  assert.deepEqual(seqsOf(room.receivePage(page([], true), "wanted")), []);
  assert.equal(room.wanted, undefined);
  assert.ok(room.receiveLive(10));
});

Deno.test("CatchUp goes on from its own number where the server was set back to an older state", () => {
  const room = new CatchUp(40);
  room.joined(30);
  assert.deepEqual([room.seq, room.receiveLive(31), room.receiveLive(1001)], [40, false, true]);
});

Deno.test("CatchUp takes direct messages live after a page that tells that none was missed", () => {
  const directs = new CatchUp(3);
  directs.resumed();
  assert.deepEqual(seqsOf(directs.receivePage(page([], true), "unasked")), []);
  assert.deepEqual([directs.receiveLive(3), directs.receiveLive(4)], [false, true]);
  assert.equal(directs.wanted, undefined);
});

Deno.test("CatchUp takes direct messages, of which nobody tells whether there are any", () => {
  const directs = new CatchUp(3);
  directs.resumed();
  assert.ok(!directs.receiveLive(3));
  assert.equal(directs.wanted, undefined);
  assert.ok(!directs.receiveLive(6), "a page with what came before it may be on its way");
  assert.deepEqual(directs.wanted, { after: 3, ...forward });
  assert.equal(directs.receivePage(page([5], true), "unasked"), undefined);
  assert.deepEqual(seqsOf(directs.receivePage(page([5, 6], true), "wanted")), [5, 6]);
  assert.ok(directs.receiveLive(7));
});
