import { reasonOf } from "../../helpers/reason_of.ts";
import type { DirectMessage, MessageKind, Person, SaidMessage } from "../../protocol.ts";
import type { ChatClient } from "../chat_client.ts";
import { type Conversation, directKey, targetOf } from "../conversations/conversation.ts";

/** Something said that is not in the conversation in which it was typed, not yet or not at all. It never changes, but is replaced. */
export interface SentMessage {
  readonly text: string;
  readonly kind: MessageKind;
  readonly state: "pending" | "failed";
  /** Why it was not said, for a person to read. */
  readonly reason?: string;
  /** When it was said, by this machine's clock. */
  readonly atMs: number;
  /** The nick of the one person that it is said to, where that is not the conversation. */
  readonly to?: string;
  /** Who that is; absent, whoever has the nick. */
  readonly toPerson?: Person;
}

export interface SentMessagesOptions {
  readonly client: Pick<ChatClient, "say">;
  readonly nowMs: () => number;
  readonly onChange: () => void;
  /** Whether what was said in the conversation stands in another: somebody else has the nick now. */
  readonly isElsewhere?: (echo: SaidMessage, conversation: Conversation) => boolean;
  /** Before `onChange`: what was said from the conversation to somebody elsewhere is heard. */
  readonly onEcho?: (echo: DirectMessage, conversation: Conversation) => void;
  /**
   * After `onChange`. `pending`: as it was before; it is kept as failed, whether anybody can see that or not, unless it
   * was for somebody elsewhere.
   */
  readonly onFailure?: (pending: SentMessage, conversation: Conversation, reason: string) => void;
}

/** Acknowledged, but not in the conversation yet: while that catches up it comes in a later page. */
interface Heard {
  readonly seq: number;
  /** `knownSeq` of the timeline at that time; a lower one later is of another history. */
  readonly knownSeq: number;
  /** What had failed before it was said. */
  readonly failedBefore: readonly SentMessage[];
}

/** After them the oldest of a conversation are forgotten. What is pending the client bounds. */
const maxFailed = 20;
const none: readonly SentMessage[] = [];

/** What the person has said, until it stands in its conversation. */
export class SentMessages {
  /** In the order in which it was said. */
  readonly #sent = new WeakMap<Conversation, readonly SentMessage[]>();
  readonly #heard = new WeakMap<SentMessage, Heard>();

  constructor(private readonly options: SentMessagesOptions) {}

  /** In the order in which it was said; the same array until something changes. */
  of(conversation: Conversation): readonly SentMessage[] {
    const sent = this.#sent.get(conversation) ?? none;
    const gone = new Set(sent.flatMap((each) => this.#goneWith(each, conversation)));
    if (gone.size === 0) return sent;
    const left = sent.filter((each) => !gone.has(each));
    this.#sent.set(conversation, left);
    return left;
  }

  /**
   * Says it, in the conversation or from there `to` one person; what comes of it is told by `onChange`, unless it comes
   * with what stands in the conversation.
   */
  say(
    conversation: Conversation,
    text: string,
    { kind = "text", ...others }: Partial<Pick<SentMessage, "kind" | "to" | "toPerson">> = {},
  ): void {
    const atMs = this.options.nowMs();
    const pending: SentMessage = { text, kind, ...others, state: "pending", atMs };
    const before = this.of(conversation);
    this.#set(conversation, [...before, pending]);
    const target = others.to === undefined ? targetOf(conversation) : others;
    this.options.client.say(text, { ...target, kind }).then(
      (echo) => this.#succeeded(conversation, pending, echo, before.filter(isFailed)),
      (error: unknown) => this.#failed(conversation, pending, error),
    );
  }

  /** Says once more what failed, as the last of all. */
  sayAgain(conversation: Conversation, failed: SentMessage): void {
    const { text, kind, to, toPerson } = failed;
    this.forget(conversation, failed);
    this.say(conversation, text, { kind, to, toPerson });
  }

  /** The person does not want to see any more what failed. */
  forget(conversation: Conversation, failed: SentMessage): void {
    this.#set(conversation, this.of(conversation).filter((each) => each !== failed));
  }

  #succeeded(
    conversation: Conversation,
    said: SentMessage,
    echo: SaidMessage,
    failedBefore: readonly SentMessage[],
  ): void {
    const isElsewhere = said.to !== undefined || this.options.isElsewhere?.(echo, conversation);
    if (isElsewhere && echo.type === "direct") {
      const gone = new Set([said, ...failedBefore]);
      this.#sent.set(conversation, this.of(conversation).filter((each) => !gone.has(each)));
      this.options.onEcho?.(echo, conversation);
      return this.options.onChange();
    }
    // The server may know the person by another nick: then it is in another conversation.
    const isHere = echo.type === "message" || isWith(conversation, echo);
    const { knownSeq } = conversation.timeline;
    this.#heard.set(said, { seq: isHere ? echo.seq : 0, knownSeq, failedBefore });
    this.options.onChange();
  }

  /** What goes once this stands in the timeline: itself and, since the person has seen it, what failed before. */
  #goneWith(said: SentMessage, { timeline }: Conversation): readonly SentMessage[] {
    const heard = this.#heard.get(said);
    if (heard === undefined) return none;
    const isThere = timeline.knownSeq >= heard.seq || timeline.knownSeq < heard.knownSeq;
    return isThere ? [said, ...heard.failedBefore] : none;
  }

  #failed(conversation: Conversation, said: SentMessage, error: unknown): void {
    const reason = reasonOf(error);
    const failed: SentMessage = { ...said, state: "failed", reason };
    const isElsewhere = said.to !== undefined;
    const sent = this.of(conversation)
      .flatMap((each) => each !== said ? [each] : isElsewhere ? [] : [failed]);
    const forgotten = new Set(sent.filter(isFailed).slice(0, -maxFailed));
    this.#set(conversation, sent.filter((each) => !forgotten.has(each)));
    this.options.onFailure?.(said, conversation, reason);
  }

  #set(conversation: Conversation, sent: readonly SentMessage[]): void {
    this.#sent.set(conversation, sent);
    this.options.onChange();
  }
}

function isWith({ key, person }: Conversation, { to, toPerson }: DirectMessage): boolean {
  return person === undefined || toPerson === undefined
    ? directKey(to) === key
    : toPerson === person;
}

function isFailed({ state }: SentMessage): boolean {
  return state === "failed";
}
