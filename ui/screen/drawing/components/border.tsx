import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { Theme } from "../../style/theme.ts";

/** The column between two panes. */
export function Border({ rows, theme }: { rows: number; theme: Theme }): ReactElement {
  return (
    <Box flexShrink={0} width={1} height={rows}>
      <Text>{Array<string>(rows).fill(theme.paint("border", "│")).join("\n")}</Text>
    </Box>
  );
}
