import type { MessageKind } from "../protocol.ts";
import type { ChatClient } from "./chat_client.ts";
import type { Conversation } from "./conversation.ts";

/** Something said that is not in its conversation, not yet or not at all. It never changes, but is replaced. */
export interface SentMessage {
  readonly text: string;
  readonly kind: MessageKind;
  readonly state: "pending" | "failed";
  /** Why it was not said, for a person to read. */
  readonly reason?: string;
  /** When it was said, by this machine's clock. */
  readonly atMs: number;
}

export interface SentMessagesOptions {
  readonly client: Pick<ChatClient, "say" | "sayDirect">;
  readonly nowMs: () => number;
  readonly onChange: () => void;
}

/** After them the oldest of a conversation are forgotten. What is pending the client bounds. */
const maxFailed = 20;
const none: readonly SentMessage[] = [];

/** What the person has said, until it stands in its conversation. */
export class SentMessages {
  readonly #options: SentMessagesOptions;
  /** In the order in which it was said. */
  readonly #sent = new WeakMap<Conversation, readonly SentMessage[]>();

  constructor(options: SentMessagesOptions) {
    this.#options = options;
  }

  /** In the order in which it was said; the same array until something changes. */
  of(conversation: Conversation): readonly SentMessage[] {
    return this.#sent.get(conversation) ?? none;
  }

  /** Says it; what comes of it is told by `onChange`. */
  say(conversation: Conversation, text: string, kind: MessageKind = "text"): void {
    const pending: SentMessage = { text, kind, state: "pending", atMs: this.#options.nowMs() };
    const before = this.of(conversation);
    this.#set(conversation, [...before, pending]);
    this.#send(conversation, text, kind).then(
      () => this.#succeeded(conversation, pending, before.filter(isFailed)),
      (error: unknown) => this.#failed(conversation, pending, error),
    );
  }

  async #send({ type, name }: Conversation, text: string, kind: MessageKind): Promise<void> {
    const { client } = this.#options;
    if (type === "room") await client.say(text, { room: name, kind });
    else await client.sayDirect(name, text, kind);
  }

  /** What had failed before it was said was seen, and is history then. */
  #succeeded(
    conversation: Conversation,
    said: SentMessage,
    failedBefore: readonly SentMessage[],
  ): void {
    const gone = new Set([said, ...failedBefore]);
    this.#set(conversation, this.of(conversation).filter((each) => !gone.has(each)));
  }

  #failed(conversation: Conversation, said: SentMessage, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const failed: SentMessage = { ...said, state: "failed", reason };
    const sent = this.of(conversation).map((each) => each === said ? failed : each);
    const forgotten = new Set(sent.filter(isFailed).slice(0, -maxFailed));
    this.#set(conversation, sent.filter((each) => !forgotten.has(each)));
  }

  #set(conversation: Conversation, sent: readonly SentMessage[]): void {
    this.#sent.set(conversation, sent);
    this.#options.onChange();
  }
}

function isFailed({ state }: SentMessage): boolean {
  return state === "failed";
}
