/** A table; all but the first column is aligned to the right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = columns.map((_, i) => i === 0 ? "---" : "---:");
  return [columns, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Nothing where there is no target or no figure. */
export function target(
  name: string,
  figure: number | undefined,
  most: number | undefined,
  unit: string,
): string[] {
  if (figure === undefined || Number.isNaN(figure) || most === undefined) return [];
  const verdict = figure <= most ? "reached" : "NOT reached";
  return [`- ${name}: ${fixed(figure, 2)}${unit}, at most ${most}${unit}: ${verdict}`];
}

/** Nothing where there is no figure: undefined or NaN. */
export function fixed(number: number | undefined, digits: number): string {
  if (number === Infinity) return "> 1000";
  return number === undefined || Number.isNaN(number) ? "" : number.toFixed(digits);
}
