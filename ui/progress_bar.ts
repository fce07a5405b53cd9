export interface ProgressState {
  readonly done: number;
  /** 0 if it is not known. */
  readonly total: number;
  /** Of what, as in `bytes`. */
  readonly unit: string;
  readonly elapsedMs: number;
}

const widestBar = 30;
const narrowestBar = 5;
const number = new Intl.NumberFormat("en");

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
