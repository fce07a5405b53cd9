import { formatProgress, type ProgressState } from "../ui/progress_bar.ts";

export interface Progress extends Disposable {
  add(count: number): void;
}

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
    Deno.stderr.writeSync(encoder.encode(eraseLine + text));
  };
  return {
    add(count) {
      done += count;
      const nowMs = performance.now();
      if (shown && nowMs - drawnAtMs >= redrawEveryMs) draw(nowMs);
    },
    [Symbol.dispose]() {
      if (shown) Deno.stderr.writeSync(encoder.encode(eraseLine));
    },
  };
}
