/** Lines that belong together: https://ircv3.net/specs/extensions/batch */

import type { OutLine } from "../out_line.ts";

export interface Batch {
  /** Unique among those that are open. */
  readonly reference: string;
  readonly type: string;
  readonly params?: readonly string[];
  readonly source: string;
}

/** The lines in a batch; what is in one of its own becomes a batch within. */
export function batched(
  { reference, type, params = [], source }: Batch,
  lines: readonly OutLine[],
): readonly OutLine[] {
  const about = { source, command: "BATCH", needs: "batch" } as const;
  return [
    { ...about, params: [`+${reference}`, type, ...params] },
    ...lines.map((line) => line.batch === undefined ? { ...line, batch: reference } : line),
    { ...about, params: [`-${reference}`] },
  ];
}
