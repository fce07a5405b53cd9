import type { Figure } from "../../helpers/measuring/figure.ts";

/** The value of a figure now: of what has these labels or, without any, of all together; of a histogram how many it has. */
export async function valueOf(
  figures: readonly Figure[],
  name: string,
  ...wanted: readonly string[]
): Promise<number> {
  const figure = figures.find((each) => each.name === name);
  if (figure === undefined) throw new Error(`Nothing is measured as ${name}`);
  if (figure.type === "histogram") return figure.histogram.count;
  let sum = 0;
  for (const { labels = [], value } of await figure.read()) {
    if (wanted.every((label) => labels.includes(label))) sum += value;
  }
  return sum;
}

/** Each series there is now, as `name label label`. */
export async function seriesOf(figures: readonly Figure[]): Promise<readonly string[]> {
  const series: string[] = [];
  for (const figure of figures) {
    if (figure.type === "histogram") series.push(figure.name);
    else {
      const samples = await figure.read();
      for (const { labels = [] } of samples) series.push([figure.name, ...labels].join(" "));
    }
  }
  return series;
}
