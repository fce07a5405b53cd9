import assert from "node:assert/strict";
import { Outbox } from "../../net/outbox.ts";
import { Overdraft } from "../../net/limits/overdraft.ts";
import { bounded } from "../support/bounded.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A connection whose writes end when the test says so. */
class Writes {
  readonly started: string[] = [];
  #ends: PromiseWithResolvers<number>[] = [];

  readonly write = (bytes: Uint8Array): Promise<number> => {
    const end = Promise.withResolvers<number>();
    this.started.push(decoder.decode(bytes));
    this.#ends.push(end);
    return end.promise;
  };

  /** Ends the write in flight; all of it is written unless `count` says otherwise. */
  async finish(count = encoder.encode(this.started.at(-1)).length): Promise<void> {
    assert.equal(this.#ends.length, 1, "one write is in flight");
    this.#ends.shift()?.resolve(count);
    await settled();
  }

  async fail(): Promise<void> {
    this.#ends.shift()?.reject(new Error("Broken pipe"));
    await settled();
  }

  get inFlight(): number {
    return this.#ends.length;
  }
}

/** Lets all that hangs on settled promises happen. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What stands for bytes that the test makes when it likes. */
class Later {
  readonly made = Promise.withResolvers<string>();
  begun = false;
}

function createOutbox(maxBytes = 100) {
  const writes = new Writes();
  const outbox = new Outbox<Later>(writes, maxBytes, (later) => {
    later.begun = true;
    return later.made.promise.then((text) => encoder.encode(text));
  });
  return { writes, outbox, push: (text: string) => outbox.push(encoder.encode(text)) };
}

/** Whether the promise is resolved by now. */
async function isResolved(promise: Promise<void>): Promise<boolean> {
  let resolved = false;
  promise.then(() => resolved = true);
  await settled();
  return resolved;
}

Deno.test("Outbox.push() writes at once when nothing is in flight", async () => {
  const { writes, push } = createOutbox();
  assert.ok(push("a"));
  assert.deepEqual(writes.started, ["a"]);
  await writes.finish();
  assert.ok(push("b"));
  assert.deepEqual(writes.started, ["a", "b"]);
  await writes.finish();
});

Deno.test("Outbox tells what waits, and what was written so far", async () => {
  const { writes, outbox, push } = createOutbox();
  const bytes = () => [outbox.waitingBytes, outbox.writtenBytes];
  push("abc");
  push("de");
  assert.deepEqual(bytes(), [5, 0]);
  await writes.finish(1);
  assert.deepEqual(bytes(), [4, 1]);
  await writes.finish();
  assert.deepEqual(bytes(), [2, 3]);
  outbox.close();
  assert.deepEqual(bytes(), [0, 3]);
});

Deno.test("Outbox.push() joins what comes during a write into the next, in order", async () => {
  const { writes, push } = createOutbox();
  for (const text of ["a", "b", "", "cc", "d"]) assert.ok(push(text));
  assert.deepEqual(writes.started, ["a"]);
  await writes.finish();
  assert.deepEqual(writes.started, ["a", "bccd"]);
  push("e");
  await writes.finish();
  assert.deepEqual(writes.started, ["a", "bccd", "e"]);
  await writes.finish();
  assert.equal(writes.inFlight, 0);
});

Deno.test("Outbox.push() writes the rest of a partial write before what came later", async () => {
  const { writes, push } = createOutbox();
  push("abcdef");
  push("g");
  await writes.finish(2);
  assert.deepEqual(writes.started, ["abcdef", "cdef"]);
  await writes.finish(3);
  await writes.finish(1);
  assert.deepEqual(writes.started, ["abcdef", "cdef", "f", "g"]);
  await writes.finish();
  assert.equal(writes.inFlight, 0);
});

Deno.test("Outbox.push() takes maxBytes, those in flight included, and refuses more", async () => {
  const { writes, push } = createOutbox(10);
  assert.ok(push("123456"));
  assert.ok(push("7890"));
  assert.ok(!push("x"));
  await writes.finish(4);
  assert.ok(push("abcd"));
  assert.ok(!push("x"));
  await writes.finish();
  assert.equal(writes.started.at(-1), "7890abcd");
  await writes.finish();
  assert.ok(!push("12345678901"));
  assert.ok(push("1234567890"));
});

Deno.test("Outbox.push() that is refused leaves out nothing of what was taken", async () => {
  const { writes, push } = createOutbox(3);
  push("a");
  assert.ok(!push("bcd"));
  assert.ok(push("ef"));
  await writes.finish();
  assert.deepEqual(writes.started, ["a", "ef"]);
});

Deno.test("Outbox.flushed() resolves when all that was pushed is written", async () => {
  const { writes, outbox, push } = createOutbox();
  assert.ok(await isResolved(outbox.flushed()));
  push("ab");
  push("c");
  const flushed = outbox.flushed();
  await writes.finish(1);
  await writes.finish(1);
  assert.ok(!await isResolved(flushed));
  await writes.finish();
  assert.ok(await isResolved(flushed));
  assert.ok(await isResolved(outbox.flushed()));
});

Deno.test("Outbox.pushLater() makes it once all before it is written, and all behind it waits", async () => {
  const { writes, outbox, push } = createOutbox();
  const later = new Later();
  push("a");
  push("b");
  outbox.pushLater(later);
  push("c");
  await writes.finish();
  assert.equal(later.begun, false, "b is not written yet");
  assert.deepEqual(writes.started, ["a", "b"]);
  await writes.finish();
  assert.ok(later.begun);
  push("d");
  assert.equal(writes.inFlight, 0);
  later.made.resolve("page");
  await settled();
  assert.deepEqual(writes.started, ["a", "b", "page"]);
  await writes.finish();
  assert.deepEqual(writes.started, ["a", "b", "page", "cd"]);
  await writes.finish();
  assert.ok(await isResolved(outbox.flushed()));
});

Deno.test("Outbox.pushLater() makes one after another, and nothing of nothing", async () => {
  const { writes, outbox, push } = createOutbox();
  for (const text of ["1", "", "2"]) {
    const later = new Later();
    later.made.resolve(text);
    outbox.pushLater(later);
  }
  push("3");
  await settled();
  assert.deepEqual(writes.started, ["1"]);
  await writes.finish();
  await settled();
  assert.deepEqual(writes.started, ["1", "2"]);
  await writes.finish();
  await writes.finish();
  assert.deepEqual(writes.started, ["1", "2", "3"]);
  assert.ok(await isResolved(outbox.flushed()));
});

Deno.test("Outbox.flushed() waits for what is still to be made", async () => {
  const { writes, outbox } = createOutbox();
  const later = new Later();
  outbox.pushLater(later);
  const flushed = outbox.flushed();
  assert.equal(await isResolved(flushed), false);
  later.made.resolve("a");
  await settled();
  await writes.finish();
  assert.ok(await isResolved(flushed));
});

Deno.test("Outbox.push() behind what is still to be made is bounded, and what is made is not", async () => {
  const { writes, outbox, push } = createOutbox(10);
  const later = new Later();
  outbox.pushLater(later);
  assert.ok(push("1234567890"));
  assert.equal(push("x"), false);
  later.made.resolve("much more than ten");
  await settled();
  assert.deepEqual(writes.started, ["much more than ten"]);
  await writes.finish();
  assert.deepEqual(writes.started.at(-1), "1234567890");
  await writes.finish();
  assert.ok(push("1234567890"), "all was written");
});

Deno.test("Outbox.close() drops what is still to be made", async () => {
  const { writes, outbox } = createOutbox();
  const later = new Later();
  outbox.pushLater(later);
  const next = new Later();
  outbox.pushLater(next);
  const flushed = outbox.flushed();
  outbox.close();
  assert.ok(await isResolved(flushed));
  later.made.resolve("too late");
  await settled();
  assert.equal(next.begun, false, "it is closed");
  assert.deepEqual(writes.started, []);
});

Deno.test("Outbox.close() drops what is queued, and resolves who waits", async () => {
  const { writes, outbox, push } = createOutbox(3);
  push("a");
  push("b");
  const flushed = outbox.flushed();
  outbox.close();
  outbox.close();
  assert.ok(await isResolved(flushed));
  assert.ok(push("more than there may be"));
  await writes.finish();
  assert.deepEqual(writes.started, ["a"]);
  assert.ok(await isResolved(outbox.flushed()));
});

Deno.test("Outbox.close() drops the rest of a partial write", async () => {
  const { writes, outbox, push } = createOutbox();
  push("abc");
  outbox.close();
  await writes.finish(1);
  assert.deepEqual(writes.started, ["abc"]);
});

Deno.test("Outbox.close() comes of a write that fails", async () => {
  const { writes, outbox, push } = createOutbox(2);
  push("a");
  push("b");
  const flushed = outbox.flushed();
  await writes.fail();
  assert.ok(await isResolved(flushed));
  assert.ok(push("dropped"));
  assert.deepEqual(writes.started, ["a"]);
});

/** With a bound of 10 bytes; what is beyond it comes out of the overdraft. */
function createOverdrawn(overdraft: Overdraft) {
  const writes = new Writes();
  const outbox = new Outbox(writes, 10, undefined, overdraft);
  return { writes, outbox, push: (bytes: number) => outbox.push(new Uint8Array(bytes)) };
}

Deno.test("Outbox.push() takes more than maxBytes while the other side reads, up to four times as much", async () => {
  let nowMs = 0;
  const overdraft = new Overdraft({ stalledAfterMs: 100, monotonicMs: () => nowMs });
  const { writes, push } = createOverdrawn(overdraft);
  assert.ok(push(10));
  assert.ok(push(20));
  nowMs = 99;
  assert.ok(push(1));
  nowMs = 100;
  assert.ok(!push(1), "nothing was taken for so long");
  await writes.finish(1);
  assert.ok(push(10), "something was");
  assert.ok(!push(1), "it is four times the bound");
  nowMs = 250;
  await writes.finish();
  await writes.finish();
  nowMs = 1000;
  assert.ok(push(10), "all was written, so nothing is late");
});

Deno.test("Outbox.push() takes more than maxBytes for all outboxes together up to a bound", async () => {
  const overdraft = new Overdraft({ totalBytes: 30 });
  const [one, other, third] = [overdraft, overdraft, overdraft].map(createOverdrawn);
  assert.ok(one && other && third);
  assert.ok(one.push(30) && other.push(20));
  assert.ok(!third.push(11), "the others have it all");
  assert.ok(third.push(10));
  await one.writes.finish(15);
  assert.ok(third.push(15));
  assert.ok(!third.push(1));
  other.outbox.close();
  other.outbox.close();
  assert.ok(third.push(10));
  await third.writes.fail();
  assert.ok(one.push(20), "a connection that broke has nothing");
});

Deno.test("Outbox.push() counts what was made of a Later towards what is beyond the bound", async () => {
  const overdraft = new Overdraft({ totalBytes: 20 });
  const writes = new Writes();
  const outbox = new Outbox<Later>(
    writes,
    10,
    () => Promise.resolve(new Uint8Array(25)),
    overdraft,
  );
  outbox.pushLater(new Later());
  await settled();
  assert.ok(outbox.push(new Uint8Array(5)));
  assert.ok(!outbox.push(new Uint8Array(1)));
  await writes.finish();
  await writes.finish();
  assert.ok(outbox.push(new Uint8Array(30)));
});

Deno.test("Outbox.push() joins no more into one write than is to be copied", async () => {
  const writes = new Writes();
  const outbox = new Outbox(writes, 1024 * 1024);
  const bytes = new Uint8Array(100 * 1024);
  for (let count = 0; count < 6; count++) outbox.push(bytes);
  while (writes.inFlight > 0) await writes.finish();
  assert.deepEqual(writes.started.map(({ length }) => length / bytes.length), [1, 2, 2, 1]);
});

Deno.test("Outbox.push() brings everything over a real connection, in order", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const [sender, receiver] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
    listener.accept(),
  ]);
  const received = new Response(receiver.readable).text();
  const outbox = new Outbox(sender, 1024 * 1024);
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}\n`);
  for (const line of lines) assert.ok(outbox.push(encoder.encode(line)));
  await bounded(outbox.flushed(), () => "all to be written");
  sender.close();
  assert.equal(await received, lines.join(""));
});
