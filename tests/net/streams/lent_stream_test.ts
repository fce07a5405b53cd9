import assert from "node:assert/strict";
import { LentStream } from "../../../net/streams/lent_stream.ts";
import { FakeStream } from "../../support/web_socket/fake_stream.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

Deno.test("what a borrower was reading when the stream was taken back is the owner's, after what it had left", async () => {
  const stream = new FakeStream([bytes(1, 2), bytes(3), bytes(4)]);
  stream.end();
  const lent = new LentStream(stream);
  const buffer = new Uint8Array(8);
  assert.equal(await lent.read(buffer), 2);
  const underWay = lent.read(new Uint8Array(8));
  const own = lent.takeBack(bytes(2));
  assert.equal(await underWay, null);
  assert.equal(await lent.read(buffer), null);
  const came: number[] = [];
  for (let count; (count = await own.read(buffer)) !== null;) {
    came.push(...buffer.subarray(0, count));
  }
  assert.deepEqual(came, [2, 3, 4]);
});

Deno.test("a borrower writes and closes until the stream is taken back", async () => {
  const stream = new FakeStream([]);
  const lent = new LentStream(stream);
  await lent.write(bytes(1));
  const own = lent.takeBack(bytes());
  await lent.write(bytes(2));
  await lent.closeWrite();
  lent.close();
  await own.write(bytes(3));
  assert.deepEqual([stream.written, stream.calls], [[1, 3], []]);
  own.close();
  assert.deepEqual(stream.calls, ["close"]);
});
