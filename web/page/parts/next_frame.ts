/** A page that is not seen is drawn no more: then a little later, so that its title still tells what comes. */
const unseenFrameMs = 250;
/** Of the time, what drawing leaves to keys and all else, by how long the last took; at most so long. */
const [restShare, longestRestMs] = [4, 250];

/** By the clock of `performance.now()`. */
let notBeforeMs = 0;

/** Runs what draws once, at the browser's next frame; in a flood not at each, so that keys are answered meanwhile. */
export function atNextFrame(task: () => void): void {
  const waitMs = notBeforeMs - performance.now();
  if (document.hidden) setTimeout(task, unseenFrameMs);
  else if (waitMs > 0) setTimeout(() => requestAnimationFrame(() => timed(task)), waitMs);
  else requestAnimationFrame(() => timed(task));
}

function timed(task: () => void): void {
  const startedMs = performance.now();
  task();
  // When the frame is on the screen.
  setTimeout(() => {
    const nowMs = performance.now();
    notBeforeMs = nowMs + Math.min(longestRestMs, restShare * (nowMs - startedMs));
  });
}
