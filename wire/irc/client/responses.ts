import type { CapabilityName } from "../capabilities.ts";
import { batched } from "../lines/batch.ts";
import { formatLines, type OutLine } from "../out_line.ts";

/** As many lines are kept for one label at most; what is more is told without it. */
const maxLines = 10_000;

/** What is answered to one command, with its label: https://ircv3.net/specs/extensions/labeled-response */
export class Responses {
  #label: string | undefined;
  #lines: OutLine[] = [];
  /** Of a command without a label, while it is looked at: a long answer is one write. */
  #unsent: OutLine[] | undefined;
  #batchCount = 0;

  constructor(
    private readonly capabilities: ReadonlySet<CapabilityName>,
    private readonly send: (...lines: readonly string[]) => void,
    private readonly hostName: string,
  ) {}

  /** What is added from now on is the answer to a command with that label. */
  begin(label: string | undefined): void {
    this.#label = this.capabilities.has("labeled-response") ? label : undefined;
    if (this.#label === undefined) this.#unsent ??= [];
  }

  /** Sends what the command was answered at once; what comes later goes by itself. */
  flush(): void {
    const lines = this.#unsent ?? [];
    this.#unsent = undefined;
    if (lines.length > 0) this.send(...formatLines(lines, this.capabilities));
  }

  get isLabelled(): boolean {
    return this.#label !== undefined;
  }

  add(lines: readonly OutLine[]): void {
    const isKept = this.#label !== undefined && this.#lines.length + lines.length <= maxLines;
    if (isKept) this.#lines.push(...lines);
    else if (this.#unsent !== undefined) this.#unsent.push(...lines);
    else this.send(...formatLines(lines, this.capabilities));
  }

  /** Nothing more is answered to the command. */
  end(): void {
    if (this.#label === undefined) return;
    const label = this.#label;
    const lines = this.#lines.filter((line) => isTold(line, this.capabilities));
    this.#label = undefined;
    this.#lines = [];
    this.send(...labelled(label, lines, this.capabilities, this));
  }

  /** Unique among those that are open. */
  nextReference(): string {
    return `r${++this.#batchCount}`;
  }

  get source(): string {
    return this.hostName;
  }
}

function isTold({ needs, unless }: OutLine, enabled: ReadonlySet<CapabilityName>): boolean {
  return (needs === undefined || enabled.has(needs)) &&
    (unless === undefined || !enabled.has(unless));
}

function labelled(
  label: string,
  lines: readonly OutLine[],
  enabled: ReadonlySet<CapabilityName>,
  responses: Responses,
): readonly string[] {
  const { source } = responses;
  const [only] = lines;
  const format = (all: readonly OutLine[]) => formatLines(all, enabled);
  const withLabel = (line: OutLine): OutLine => ({ ...line, label });
  if (only === undefined) return format([withLabel({ source, command: "ACK" })]);
  if (lines.length === 1 || !enabled.has("batch") || isOneBatch(lines)) {
    return format([withLabel(only), ...lines.slice(1)]);
  }
  const reference = responses.nextReference();
  const [start = only, ...rest] = batched({ reference, type: "labeled-response", source }, lines);
  return format([withLabel(start), ...rest]);
}

/** The first line begins a batch, and the last one ends it. */
function isOneBatch(lines: readonly OutLine[]): boolean {
  const [first, last] = [lines[0], lines.at(-1)];
  const reference = first?.command === "BATCH" ? first.params?.[0] : undefined;
  return reference !== undefined && last?.command === "BATCH" &&
    last.params?.[0] === `-${reference.slice(1)}`;
}
