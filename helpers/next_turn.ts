/** Resolves in the next turn of the event loop, after the input and output that this one brought. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
