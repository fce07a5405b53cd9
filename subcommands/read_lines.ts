import { splitLines } from "../net/line_splitter.ts";

export interface ReadLinesOptions {
  /** Without the line feed and a carriage return before it. */
  readonly maxLineBytes: number;
  /** A line had more; it is passed over. */
  readonly onTooLong: () => void;
}

/** The lines of a stream as text, the last perhaps without a line feed. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  { maxLineBytes, onTooLong }: ReadLinesOptions,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  for await (const line of splitLines(chunks, maxLineBytes, onTooLong)) yield decoder.decode(line);
}
