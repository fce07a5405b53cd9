import { Pace } from "./pace.ts";

/** From here on what waits to be said in one place is bounded to a share, so that there is room for all others. */
const muchBytes = 64 * 1024 * 1024;
const shareBytes = 64 * 1024;
/** From here on nothing more is said; who comes and goes, and what needs no store, goes on. */
const mostSaidBytes = 96 * 1024 * 1024;
const mostBytes = 128 * 1024 * 1024;

/**
 * How much waits in all places together, about: what a crowd may make wait is bounded by it. It comes to any of its
 * bounds only while the store hangs, or is far behind.
 */
export class Backlog {
  bytes = 0;
  /** Whose turn it is to publish. */
  readonly pace = new Pace();

  /** Nothing more is to be taken on until some of it is done. */
  get isFull(): boolean {
    return this.bytes > mostBytes;
  }

  /** How many bytes may wait to be said in one place that may otherwise have `mostOfOne`. */
  limitFor(mostOfOne: number): number {
    if (this.bytes <= muchBytes) return mostOfOne;
    return this.bytes <= mostSaidBytes ? Math.min(shareBytes, mostOfOne) : 0;
  }
}
