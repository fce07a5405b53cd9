/** What is known of the other side. */
export interface Peer {
  /** Canonical, as `helpers/networks.ts` has it. Of who comes through a trusted proxy its own. */
  readonly address: string;
  /** What it counts as where addresses are counted; absent for a trusted proxy's own. */
  readonly network?: string;
  /** Neither limits nor bans by address hold it: this machine itself, or a trusted proxy that names nobody. */
  readonly isExempt?: boolean;
  /** What keeps others on the way from reading along; absent where nothing does. */
  readonly encryption?: Encryption;
}

/** "TLS" where the version is not known. */
export type Encryption = "TLS" | "TLS 1.2" | "TLS 1.3";

/** How frames become bytes. Transports with the same one, by identity, can be sent the same bytes. */
export interface Framing {
  /** The bytes of several frames are the bytes of each, one after another; they may be joined and cut anywhere. */
  pack(frames: readonly string[]): Uint8Array;
}

/** Why nothing more is sent. Transports that have a word for it tell the other side. */
export type CloseReason = "done" | "going_away" | "refused" | "too_long" | "try_again" | "failed";

/** Carries frames both ways, over TCP for example. One contract for servers and clients. */
export interface Transport {
  readonly peer: Peer;
  readonly framing: Framing;
  /**
   * What comes, until the other side ends. A frame may be a view that is good only until the next is asked for.
   * For one reader at a time; the next one goes on where it stopped. Throws `FrameTooLongError`: what comes behind
   * can be read on, but is nothing that was meant so; and `BinaryFrameError`: the next is a frame again. Any other error
   * is a broken connection.
   */
  readonly frames: AsyncIterable<Uint8Array>;
  /**
   * Writes all or some of what `framing` packed, and gives how many bytes; one write at a time, and what is left of one
   * is in the next.
   */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends what is sent; what comes can still be read. `done` if there is no reason. */
  closeWrite(reason?: CloseReason): Promise<void>;
  /** At once, both ways. Idempotent. */
  close(): void;
}

/**
 * Connects to a server. Rejects if it cannot, or when the signal comes first. `tell` is for what a person is to be told
 * of the server.
 */
export type OpenTransport = (
  signal: AbortSignal,
  tell: (note: string) => void,
) => Promise<Transport>;

/** A frame did not end within the bound. Where the next one begins cannot be known: close the connection. */
export class FrameTooLongError extends Error {
  override readonly name = "FrameTooLongError";

  constructor(readonly maxBytes: number) {
    super(`A frame has more than ${maxBytes} bytes`);
  }
}

/** The other side has told why it ended the connection: for a person to read. */
export class ConnectionEndedError extends Error {
  override readonly name = "ConnectionEndedError";
}

/** A frame is not text, which all frames of the dialect are. It alone is lost. */
export class BinaryFrameError extends Error {
  override readonly name = "BinaryFrameError";
  override readonly message = "A binary frame is not taken: send text frames";
}
