/** Resolves in the next turn of the event loop, after the input and output that this one brought. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Runs it in the next turn of the event loop; `turnsInARow` of the same work came directly before. While turn follows on
 * turn, Deno looks for input only in every 61st (the event interval of tokio, which it stands on), so each time so many
 * are done there is a rest: a timer's, of one or two milliseconds.
 */
export function inNextTurn(run: () => void, turnsInARow: number, restAfterTurns: number): void {
  if (turnsInARow > 0 && turnsInARow % restAfterTurns === 0) setTimeout(run, 0);
  else setImmediate(run);
}
