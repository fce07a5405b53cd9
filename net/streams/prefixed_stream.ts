import type { ByteStream } from "../line_transport.ts";

/** The stream with these bytes, which were read of it already, in front again. */
export function prefixedStream(stream: ByteStream, firstBytes: Uint8Array): ByteStream {
  let left = firstBytes;
  return {
    read(buffer) {
      if (left.length === 0) return stream.read(buffer);
      const count = Math.min(left.length, buffer.length);
      buffer.set(left.subarray(0, count));
      left = left.subarray(count);
      return Promise.resolve(count);
    },
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}
