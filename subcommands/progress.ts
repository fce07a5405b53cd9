export interface ProgressState {
  readonly done: number;
  /** 0 if it is not known. */
  readonly total: number;
  /** Of what, as in `bytes`. */
  readonly unit: string;
  readonly elapsedMs: number;
}

export interface Progress extends Disposable {
  add(count: number): void;
}

const widestBar = 30;
const narrowestBar = 5;
const number = new Intl.NumberFormat("en");
const redrawEveryMs = 100;
const encoder = new TextEncoder();
const eraseLine = "\r\x1b[K";

/**
 * A bar on standard error while something long goes on; nothing where that is no terminal, or where standard
 * output is on the same terminal (`besideOutput`) and would be torn by it. Disposing takes the bar away.
 */
export function openProgress(
  what: string,
  { total, unit }: Pick<ProgressState, "total" | "unit">,
  { besideOutput = false }: { readonly besideOutput?: boolean } = {},
): Progress {
  const shown = Deno.stderr.isTerminal() && !(besideOutput && Deno.stdout.isTerminal());
  const startedAtMs = performance.now();
  let [done, drawnAtMs] = [0, -Infinity];
  const draw = (nowMs: number) => {
    drawnAtMs = nowMs;
    const { columns } = Deno.consoleSize();
    const state = { done, total, unit, elapsedMs: nowMs - startedAtMs };
    const text = formatProgress(what, state, columns);
    write(eraseLine + text);
  };
  return {
    add(count) {
      done += count;
      const nowMs = performance.now();
      if (shown && nowMs - drawnAtMs >= redrawEveryMs) draw(nowMs);
    },
    [Symbol.dispose]() {
      if (shown) write(eraseLine);
    },
  };
}

function write(text: string): void {
  try {
    Deno.stderr.writeSync(encoder.encode(text));
  } catch {
    // The terminal is gone: what goes on needs no bar.
  }
}

/** `Exported ████░░░░ 1,200 of 2,400 messages, 3 s left`, never wider than `columns`. */
export function formatProgress(
  what: string,
  { done, total, unit, elapsedMs }: ProgressState,
  columns: number,
): string {
  if (total === 0) return `${what} ${number.format(done)} ${unit}`.slice(0, columns);
  const share = Math.min(1, done / total);
  const left = share > 0 ? Math.ceil(elapsedMs * (1 / share - 1) / 1000) : 0;
  const counts = `${number.format(done)} of ${number.format(total)} ${unit}`;
  const rest = left > 0 ? `${counts}, ${number.format(left)} s left` : counts;
  const width = Math.min(widestBar, columns - what.length - rest.length - 3);
  if (width < narrowestBar) return `${what} ${Math.floor(share * 100)} %`.slice(0, columns);
  const filled = Math.round(width * share);
  return `${what} ${"█".repeat(filled)}${"░".repeat(width - filled)} ${rest}`;
}
