import { Pace } from "./pace.ts";
import type { Recipient } from "./recipient.ts";

/** Beyond this no channel may have more than `shareBytes` of what is said waiting, so that there is room for all others. */
const sharedFromBytes = 64 * 1024 * 1024;
const shareBytes = 64 * 1024;
/** Beyond this nothing more may be said; joins and leaves, and what needs no store, go on. */
const maxSaidBytes = 96 * 1024 * 1024;
const maxBytes = 128 * 1024 * 1024;

interface BusyChannel {
  /** It gets what happens there, or has asked for something that is still on its way. */
  concerns(recipient: Recipient): boolean;
  passed(): Promise<void>;
}

/**
 * How much waits in all channels together, about: what a crowd may make wait is bounded by it. It comes to any of its
 * bounds only while the store hangs, or is far behind.
 */
export class Backlog {
  bytes = 0;
  /** The channels in which something waits, or is just being seen to. */
  readonly busy = new Set<BusyChannel>();
  /** Who asked for what comes in now, if a session did. */
  asker: Recipient | undefined;
  /** Whose turn it is to publish. */
  readonly pace = new Pace();

  /** Whether no request at all is to be taken on until some of what waits is done. */
  get isFull(): boolean {
    return this.bytes > maxBytes;
  }

  /** How many bytes of what is said may wait in one channel, whose own bound is `channelBytes`. */
  limitFor(channelBytes: number): number {
    if (this.bytes <= sharedFromBytes) return channelBytes;
    return this.bytes <= maxSaidBytes ? Math.min(shareBytes, channelBytes) : 0;
  }
}
