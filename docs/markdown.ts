/** What pages that are made from the program's tables have in common. */

/** Its own line ends are in it, the last one too. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}

/** As Markdown's code, which may have backticks in it. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Puts what is made from the file `source` into a page, in place of what stands there between its marks. */
export function withMadePart(page: string, source: string, made: string): string {
  const begin = `<!-- Made by \`deno task docs\` from ${source}: change that. -->`;
  const end = "<!-- End of what is made. -->";
  const before = page.indexOf(begin);
  const after = page.indexOf(end, before);
  if (before < 0 || after < 0) throw new Error(`There is no place for what is made: ${begin}`);
  return [page.slice(0, before), begin, "\n\n", made, "\n", page.slice(after)].join("");
}
