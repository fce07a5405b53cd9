import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { Area } from "../layout.ts";

export interface RowsProps {
  readonly area: Area;
  /** Ready to be drawn: none wider than the area. */
  readonly rows: readonly string[];
}

/** An area with its rows from the top, always as large as it is to be. */
export function Rows({ area, rows }: RowsProps): ReactElement {
  return (
    <Box flexDirection="column" flexShrink={0} width={area.columns} height={area.rows}>
      {rows.slice(0, area.rows).map((row, index) => (
        // What is empty would take no row.
        <Text key={index} wrap="truncate">{row === "" ? " " : row}</Text>
      ))}
    </Box>
  );
}
