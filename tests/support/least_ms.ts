/** The shortest time of a few runs, in milliseconds: what else the machine does only makes it longer. */
export function leastMs(run: () => unknown, runs = 3): number {
  const times = Array.from({ length: runs }, () => {
    const before = performance.now();
    run();
    return performance.now() - before;
  });
  return Math.min(...times);
}
