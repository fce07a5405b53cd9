import { LineSplitter } from "../net/line_splitter.ts";

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
  const splitter = new LineSplitter(maxLineBytes, onTooLong);
  for await (const chunk of chunks) {
    for (const line of splitter.split(chunk)) yield decoder.decode(line);
  }
  const unfinished = splitter.finish();
  if (unfinished !== undefined) yield decoder.decode(unfinished);
}
