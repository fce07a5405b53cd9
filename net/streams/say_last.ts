import { closeQuietly } from "../close_quietly.ts";
import { within } from "../../helpers/within.ts";
import type { ByteStream } from "../line_transport.ts";

/**
 * Writes these bytes and closes the stream, once the other side has closed it or the time is up: closing with something
 * unread would reset the connection, and what was said would be lost. Never rejects.
 */
export async function sayLast(
  stream: ByteStream,
  bytes: Uint8Array,
  withinMs: number,
): Promise<void> {
  await within(withinMs, writeAndDrain(stream, bytes));
  closeQuietly(stream);
}

async function writeAndDrain(stream: ByteStream, bytes: Uint8Array): Promise<void> {
  const passedOver = new Uint8Array(2048);
  try {
    for (let left = bytes; left.length > 0;) left = left.subarray(await stream.write(left));
    await stream.closeWrite();
    while (await stream.read(passedOver) !== null);
  } catch {
    // The other side is gone, or the stream was closed when the time was up.
  }
}
