import { Outbox } from "../../net/outbox.ts";
import type { Overdraft } from "../../net/limits/overdraft.ts";
import type { Transport } from "../../net/transport.ts";
import {
  type DirectMessage,
  limits,
  type RoomMessage,
  type ServerMessage,
} from "../../protocol.ts";
import type { Codec, Dialect, Encoder } from "../../wire/dialect.ts";
import type { Directory } from "../../wire/directory.ts";
import type { EncodedBatch, OwnMessage } from "../delivery/encoded_batch.ts";
import type { Recipient } from "../delivery/recipient.ts";
import type { PageRequest } from "../answers/read_page.ts";
import type { Measurements } from "../measuring/measurements.ts";

export interface ClientWriterOptions {
  readonly transport: Transport;
  readonly dialect: Dialect;
  /** What may wait to be written, and for a while somewhat more. */
  readonly outboxBytes: number;
  readonly overdraft: Overdraft;
  readonly directory: Directory;
  readonly encoders: Map<string, Encoder>;
  /** The dialect's greeting was said to the client. */
  readonly isGreeted: boolean;
  readonly measurements: Pick<Measurements, "refused">;
  readonly readPage: (request: PageRequest) => Promise<ServerMessage>;
  readonly readMarks: (identity: string) => Promise<readonly ServerMessage[]>;
  /** The codec wants the session to end. */
  readonly onEnd: () => void;
  /** Nothing more can be brought to the client. Called once, perhaps from within whatever sends. */
  readonly onFailure: (error: unknown) => void;
}

/** The outbox was full. */
export class SlowReaderError extends Error {
  override readonly name = "SlowReaderError";
  override readonly message = "the client reads too slowly";
}

/** What may be large: it waits as data, and is encoded once all before it is on its way. */
const listing: ReadonlySet<ServerMessage["type"]> = new Set([
  ...["joined", "members", "whois", "rooms", "results"] as const,
]);
type Later =
  | PageRequest
  | { readonly marksOf: string }
  | { readonly resolved: Promise<unknown> }
  | ServerMessage;
/** Enough to come into all rooms, with a page of each. */
const maxAskedFor = 2 * limits.rooms;
const maxWaiting = 2 * maxAskedFor;
const nothing = new Uint8Array();

/** Brings messages to one client: as its codec says them, as its transport frames them, through an outbox. */
export class ClientWriter implements Recipient {
  readonly codec: Codec;
  readonly #outbox: Outbox<Later>;
  #silent = false;
  #waiting = 0;

  constructor(private readonly options: ClientWriterOptions) {
    const { transport, dialect, directory, encoders, isGreeted, outboxBytes, overdraft } = options;
    this.#outbox = new Outbox(transport, outboxBytes, (later) => this.#make(later), overdraft);
    // Last: it may have something to say at once.
    const send = (...frames: readonly string[]) => this.#push(transport.framing.pack(frames));
    const sendBytes = (bytes: Uint8Array) => this.#push(bytes);
    const end = () => this.options.onEnd();
    this.codec = dialect.open({ directory, encoders, isGreeted, send, sendBytes, end });
  }

  sendBatch(batch: EncodedBatch, own: readonly OwnMessage[] | undefined): void {
    if (this.#silent) return;
    try {
      this.#push(batch.bytesFor(this.codec, this.options.transport.framing, own));
    } catch (error) {
      this.#fail(error);
    }
  }

  send(...messages: readonly ServerMessage[]): void {
    const [message] = messages;
    if (message?.type === "error") this.options.measurements.refused.add(message.code);
    if (messages.length === 1 && message !== undefined && listing.has(message.type)) {
      this.#sendLater(message);
    } else this.#sendFrames(() => this.codec.encode(messages));
  }

  sendOwn(message: RoomMessage | DirectMessage): void {
    this.#sendFrames(() => this.codec.encodeOwn(message) ?? this.codec.encode([message]));
  }

  sendPage(request: PageRequest): void {
    this.#sendLater(request);
  }

  sendMarks(identity: string): void {
    this.#sendLater({ marksOf: identity });
  }

  holdUntil(resolved: Promise<unknown>): void {
    this.#sendLater({ resolved });
  }

  get hearsEachMember(): boolean {
    return this.options.dialect.hearsEachMember ?? false;
  }

  get mayAskForMore(): boolean {
    return this.#waiting < maxAskedFor;
  }

  /** What is sent from now on is dropped; what is queued still goes out. Idempotent. */
  silence(): void {
    this.#silent = true;
  }

  /** Resolves when nothing of what was sent is still to be made into bytes, or never will be. */
  made(): Promise<void> {
    return this.#waiting === 0 ? Promise.resolve() : this.flushed();
  }

  /** Waits to be written. */
  get waitingBytes(): number {
    return this.#outbox.waitingBytes;
  }

  /** Since the client came. */
  get writtenBytes(): number {
    return this.#outbox.writtenBytes;
  }

  /** Resolves when all that was sent is written, or never will be. */
  flushed(): Promise<void> {
    return this.#outbox.flushed();
  }

  /** Drops what is queued, too. Idempotent. */
  close(): void {
    this.#silent = true;
    this.#outbox.close();
  }

  #sendLater(later: Later): void {
    if (this.#silent) return;
    if (this.#waiting >= maxWaiting) return this.#fail(new SlowReaderError());
    this.#waiting++;
    this.#outbox.pushLater(later);
  }

  #sendFrames(encode: () => readonly string[]): void {
    if (this.#silent) return;
    try {
      this.#push(this.options.transport.framing.pack(encode()));
    } catch (error) {
      this.#fail(error);
    }
  }

  #push(bytes: Uint8Array): void {
    // There is nothing to send where the dialect has no word for the message.
    if (this.#silent || bytes.length === 0) return;
    if (!this.#outbox.push(bytes)) this.#fail(new SlowReaderError());
  }

  #fail(error: unknown): void {
    if (this.#silent) return;
    this.#silent = true;
    this.options.onFailure(error);
  }

  async #make(later: Later): Promise<Uint8Array> {
    const { transport, readPage, readMarks } = this.options;
    try {
      if ("resolved" in later) {
        await later.resolved;
        return nothing;
      }
      const messages = "type" in later
        ? [later]
        : "marksOf" in later
        ? await readMarks(later.marksOf)
        : [await readPage(later)];
      return transport.framing.pack(this.codec.encode(messages));
    } catch (error) {
      this.#fail(error);
      return nothing;
    } finally {
      this.#waiting--;
    }
  }
}
