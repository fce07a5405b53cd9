import assert from "node:assert/strict";
import type { ByteStream } from "../../../net/line_transport.ts";
import { prefixedStream } from "../../../net/streams/prefixed_stream.ts";

Deno.test("prefixedStream() gives the first bytes, however little is asked for, and then the stream's", async () => {
  const calls: string[] = [];
  const stream: ByteStream = {
    read(buffer) {
      buffer[0] = 9;
      return Promise.resolve(1);
    },
    write: (bytes) => Promise.resolve(bytes.length),
    closeWrite: () => Promise.resolve(void calls.push("closeWrite")),
    close: () => void calls.push("close"),
  };
  const prefixed = prefixedStream(stream, Uint8Array.of(1, 2, 3));
  const buffer = new Uint8Array(2);
  const read: number[][] = [];
  for (let count = 0; count < 3; count++) {
    const length = await prefixed.read(buffer) ?? 0;
    read.push([...buffer.subarray(0, length)]);
  }
  assert.deepEqual(read, [[1, 2], [3], [9]]);
  assert.equal(await prefixed.write(buffer), 2);
  await prefixed.closeWrite();
  prefixed.close();
  assert.deepEqual(calls, ["closeWrite", "close"]);
});
