import type { ClientMessage, DirectMessage, RoomMessage, ServerMessage } from "../protocol.ts";
import type { Directory } from "./directory.ts";

/** How one kind of client speaks. Cutting bytes into frames is the transport's work. */
export interface Dialect {
  readonly name: string;
  /** Bound of a frame from the client, without what ends it. */
  readonly maxFrameBytes: number;
  /** Clients answer each `ping` with a `pong`: those that are silent are asked, and hung up on in the end. */
  readonly answersPings: boolean;
  /** Clients keep the token that `welcome` brings, and so can come again as the same person. */
  readonly keepsTokens: boolean;
  /** What ends each frame to a client. */
  readonly lineEnd: LineEnd;
  /** What comes too fast is read later; otherwise it is refused. */
  readonly waitsForRate: boolean;
  /** Clients keep for themselves whom a room has: they hear of each who comes and goes also where that is a large one. */
  readonly hearsEachMember?: true;
  /**
   * All that a frame asks is done and told to everybody before the next one is looked at, but where both are merely
   * said: what comes of one never stands behind what was asked after it.
   */
  readonly finishesInOrder: boolean;
  /**
   * What is said to a client that says nothing for a while, since it may be a person who waits. One dialect alone has
   * it, and also is for all who begin as no other dialect has it.
   */
  greeting?(server: string): readonly string[];
  /** Cuts what one client sends into frames; absent, each line is one. `onTooLong` throws. */
  split?(onTooLong: () => void): FrameSplitter;
  /** Whether a client that begins so speaks it; `more` while that cannot be told. */
  recognizes(firstBytes: Uint8Array): "yes" | "no" | "more";
  /** For one session. */
  open(context: CodecContext): Codec;
}

/** Cuts bytes into frames. */
export interface FrameSplitter {
  /** Those that are whole; each is good until the next is asked for. */
  split(chunk: Uint8Array): Iterator<Uint8Array, void>;
  /** At the end of the input: those that it ends. */
  finish?(): Iterator<Uint8Array, void>;
}

/** What a codec may do beside answering what it is asked. */
export interface CodecContext {
  /** What its client may look up: who and what is here. */
  readonly directory: Directory;
  /** Of the server's clients of the dialect, by whatever tells them apart: who has the same one shares the bytes. */
  readonly encoders: Map<string, Encoder>;
  /** The dialect's greeting was said to it. */
  readonly isGreeted: boolean;
  /** Sends frames to its client, such as answers to what only the dialect knows of. */
  send(...frames: readonly string[]): void;
  /** Sends what is no frame, as it is. */
  sendBytes(bytes: Uint8Array): void;
  /** Ends the session as if its client had gone: nothing more of it is heard, and what was told it goes out. */
  end(): void;
}

export type LineEnd = "\n" | "\r\n" | "";

/** One client's state in a dialect: makes messages of its frames, and frames of messages. */
export interface Codec {
  /** For what many get. Clients with the same one share the bytes; it may change during a session. */
  readonly encoder: Encoder;
  /** Any number of messages, of one frame from the client. Throws `ProtocolError`: only that frame is lost. */
  decode(frame: Uint8Array): readonly ClientMessage[];
  /** Messages for this client alone, in order. */
  encode(messages: readonly ServerMessage[]): readonly string[];
  /**
   * What this client itself has said, now that it is kept; with an `id`, which nobody else sees, it is the
   * acknowledgement. Undefined if it is to get what everybody gets.
   */
  encodeOwn(message: RoomMessage | DirectMessage): readonly string[] | undefined;
  /** Of messages that many get those that this client has in a way of its own; absent or undefined: none. */
  ownCopies?(messages: readonly ServerMessage[]): readonly OwnCopy[] | undefined;
  /** Whether the frame merely says something, and need not wait for what was said before. Absent: none does. */
  isSaying?(frame: Uint8Array): boolean;
  /**
   * Whether the frame goes on with one that was charged, and that bounds how much of it may come: it costs nothing more.
   * Absent: none does.
   */
  isPrepaid?(frame: Uint8Array): boolean;
  /** All that the last frame asked is done, and told: for a dialect that `finishesInOrder`. */
  finish?(): void;
  /** Called every second or so, with the time. */
  passTime?(nowMs: number): void;
}

/** What one client gets in place of a message that many get. */
export interface OwnCopy {
  /** Of the message, among those of its batch. */
  readonly index: number;
  /** None: it is not to have it. */
  readonly frames: readonly string[];
}

/** Makes frames that depend on nobody who gets them. */
export interface Encoder {
  /** None for what the dialect cannot say. */
  encode(messages: readonly ServerMessage[]): readonly string[];
}
