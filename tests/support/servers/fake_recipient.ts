import { noDirectory } from "./no_directory.ts";
import { lineFraming } from "../../../net/line_transport.ts";
import type { DirectMessage, RoomMessage, ServerMessage } from "../../../protocol.ts";
import type { EncodedBatch, OwnMessage } from "../../../server/delivery/encoded_batch.ts";
import { type PageRequest, readPage } from "../../../server/answers/read_page.ts";
import { readMarks } from "../../../server/answers/read_marks.ts";
import type { ParticipantSession } from "../../../server/participants.ts";
import type { Recipient } from "../../../server/delivery/recipient.ts";
import { MemoryStore } from "../../../store/memory.ts";
import type { Store } from "../../../store/store.ts";
import { native } from "../../../wire/native.ts";
import { decodeServerMessage } from "../../../wire/native_client.ts";
import { forgettingIn } from "./forgetting_in.ts";
import { persons } from "./persons.ts";

const uncleaned = { text: (text: string) => text, line: (text: string) => text };

/** Keeps what it gets, in order, whichever way it came. */
export class FakeRecipient implements ParticipantSession, Recipient {
  readonly recipient = this;
  readonly mayAskForMore = true;
  readonly hearsEachMember: boolean = false;
  readonly #codec = native.open({
    directory: noDirectory,
    encoders: new Map(),
    isGreeted: false,
    send() {},
    sendBytes() {},
    end() {},
  });
  readonly got: ServerMessage[] = [];
  /** What came after something that is still being made. */
  #waiting: (() => void)[] | undefined;

  /** Pages are read from the store. */
  constructor(private readonly store: Store = new MemoryStore()) {}

  sendBatch(batch: EncodedBatch, own: readonly OwnMessage[] | undefined): void {
    this.#push(batch.bytesFor(this.#codec, lineFraming, own));
  }

  send(...messages: readonly ServerMessage[]): void {
    this.#push(lineFraming.pack(this.#codec.encode(messages)));
  }

  sendOwn(message: RoomMessage | DirectMessage): void {
    this.send(message);
  }

  dismiss(last: ServerMessage): void {
    this.send(last);
  }

  sendPage(request: PageRequest): void {
    const { store } = this;
    const forgetting = forgettingIn(store);
    this.#sendLater(
      async () => [await readPage({ store, persons, log() {}, forgetting }, request)],
    );
  }

  sendMarks(identity: string): void {
    this.#sendLater(() => readMarks({ store: this.store, log() {} }, identity));
  }

  holdUntil(resolved: Promise<unknown>): void {
    this.#sendLater(() => resolved.then(() => []));
  }

  #sendLater(make: () => Promise<readonly ServerMessage[]>): void {
    if (this.#waiting === undefined) void this.#make(make);
    else this.#waiting.push(() => this.#sendLater(make));
  }

  async #make(make: () => Promise<readonly ServerMessage[]>): Promise<void> {
    this.#waiting = [];
    const messages = await make();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (messages.length > 0) this.send(...messages);
    for (const take of waiting) take();
  }

  #push(bytes: Uint8Array): void {
    if (this.#waiting === undefined) this.#take(bytes);
    else this.#waiting.push(() => this.#take(bytes));
  }

  #take(bytes: Uint8Array): void {
    for (const line of new TextDecoder().decode(bytes).trimEnd().split("\n")) {
      this.got.push(decodeServerMessage(new TextEncoder().encode(line), uncleaned));
    }
  }
}
