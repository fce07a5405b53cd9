import { Counter, Gauge, Histogram as PrometheusHistogram, Registry } from "prom-client";
import type { Figure, HistogramFigure, NumberFigure } from "../helpers/measuring/figure.ts";
import type { Histogram } from "../helpers/measuring/histogram.ts";

/** Figures as Prometheus reads them: its text format, version 0.0.4. They are read anew each time. */
export class Prometheus {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();

  constructor(figures: readonly Figure[]) {
    for (const figure of figures) register(figure, this.#registry);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

function register(figure: Figure, registry: Registry): void {
  switch (figure.type) {
    case "counter":
      return void new Counter(configurationOf(figure, registry));
    case "gauge":
      return void new Gauge(configurationOf(figure, registry));
    case "histogram":
      return registry.registerMetric(new CountedHistogram(figure));
    default:
      return figure satisfies never;
  }
}

/** `this` of `collect` is the counter or gauge that is asked: it takes over what the figure has. */
function configurationOf({ name, help, labels = [], read }: NumberFigure, registry: Registry) {
  return {
    ...{ name, help, labelNames: labels, registers: [registry] },
    async collect(this: Counter | Gauge): Promise<void> {
      const samples = await read();
      // From here on in one go: it may be asked twice at a time.
      this.reset();
      for (const { labels: values = [], value } of samples) {
        this.inc(
          Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ""])),
          value,
        );
      }
    },
  };
}

/** A histogram that is counted elsewhere: the library's own takes in single values only, and no counts. */
class CountedHistogram extends Gauge {
  readonly #shape: PrometheusHistogram;
  readonly #histogram: Histogram;

  constructor({ name, help, histogram }: HistogramFigure) {
    super({ name, help, registers: [] });
    this.#shape = new PrometheusHistogram({ name, help, registers: [] });
    this.#histogram = histogram;
  }

  override async get(): ReturnType<PrometheusHistogram["get"]> {
    const shape = await this.#shape.get();
    const { name } = shape;
    const { bounds, cumulative, sum, count } = this.#histogram;
    const buckets = [...bounds, "+Inf"].map((le, place) => ({
      metricName: `${name}_bucket`,
      labels: { le },
      value: cumulative[place] ?? count,
    }));
    const totals = [["sum", sum], ["count", count]] as const;
    const all = totals.map(([what, value]) => ({
      metricName: `${name}_${what}`,
      labels: {},
      value,
    }));
    return { ...shape, values: [...buckets, ...all] };
  }
}
