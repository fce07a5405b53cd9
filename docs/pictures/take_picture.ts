import { fileURLToPath } from "node:url";
import type { Tmux } from "../../tests/ui/tmux.ts";
import { terminalSvg } from "./terminal_svg.ts";

const here = fileURLToPath(new URL("./", import.meta.url));

/** Writes `NAME.svg` once there is such a row. Throws if there is none. */
export async function takePicture(
  name: string,
  title: string,
  terminal: Tmux,
  columns: number,
  isReady: (row: string) => boolean,
): Promise<void> {
  const { rows } = await terminal.until(({ rows }) => rows.some(isReady));
  if (!rows.some(isReady)) throw new Error(`"${name}" is not as expected:\n${rows.join("\n")}`);
  const styled = (await terminal.styled()).trimEnd().split("\n");
  const [isShown = 0, column = 0, row = 0] =
    (await terminal.tell("#{cursor_flag} #{cursor_x} #{cursor_y}")).split(" ").map(Number);
  const cursor = isShown === 1 ? { column, row } : undefined;
  const picture = terminalSvg({ title, rows: styled, columns, cursor });
  Deno.writeTextFileSync(`${here}${name}.svg`, picture);
  console.log(`docs/pictures/${name}.svg`);
}
