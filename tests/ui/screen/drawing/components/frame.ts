import { render } from "ink-testing-library";
import type { ReactElement } from "react";
import { plainRows } from "../../plain_rows.ts";

/** The rows of a frame as they are read, of at most 100 columns. */
export function frameOf(element: ReactElement): string[] {
  return plainRows(paintedFrame(element)).map((row) => row.trimEnd());
}

/** The same with SGR. */
export function paintedFrame(element: ReactElement): string[] {
  const { lastFrame, unmount } = render(element);
  try {
    return lastFrame()?.split("\n") ?? [];
  } finally {
    unmount();
  }
}
