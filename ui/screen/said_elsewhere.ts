import { type Conversation, directKey } from "../../client/conversation.ts";
import type { Conversations } from "../../client/conversations.ts";
import type { SentMessage, SentMessages } from "../../client/sent_messages.ts";

export interface SaidElsewhereOptions {
  readonly conversations: Conversations;
  readonly sent: SentMessages;
  readonly nowMs: () => number;
}

interface Said {
  readonly conversation: Conversation;
  readonly said: SentMessage;
  readonly typedIn: Conversation;
  /** Whether there was such a conversation before. */
  readonly isOld: boolean;
}

/** What is said to one person without going there: if it fails, that is told where it was typed. */
export class SaidElsewhere {
  readonly #options: SaidElsewhereOptions;
  /** Pending, and so bounded by the client. */
  readonly #pending = new Set<Said>();

  constructor(options: SaidElsewhereOptions) {
    this.#options = options;
  }

  say(nick: string, text: string): void {
    const { conversations, sent } = this.#options;
    const { current: typedIn } = conversations;
    const isOld = conversations.find(directKey(nick)) !== undefined;
    const conversation = conversations.openDirect(nick);
    sent.say(conversation, text);
    const said = sent.of(conversation).at(-1);
    if (said === undefined || conversation === typedIn) return;
    this.#pending.add({ conversation, said, typedIn, isOld });
  }

  /** What was said has come, or has failed: to be called when `SentMessages` change. */
  sentChanged(): void {
    for (const each of this.#pending) {
      const { conversation, said: { text, atMs } } = each;
      const sent = this.#options.sent.of(conversation);
      if (sent.includes(each.said)) continue;
      this.#pending.delete(each);
      const failed = sent.find((other) =>
        other.state === "failed" && other.text === text && other.atMs === atMs
      );
      if (failed !== undefined) this.#tellFailure(each, failed);
    }
  }

  /** The person reads where it was typed, and a conversation that begins with a failure is none. */
  #tellFailure({ conversation, typedIn, isOld }: Said, { reason = "" }: SentMessage): void {
    const { conversations, sent, nowMs } = this.#options;
    const { current, list } = conversations;
    if (conversation === current) return;
    const place = list.includes(typedIn) ? typedIn : current;
    const text = `Not said to ${conversation.name}: ${reason}`;
    place.timeline.append({ type: "told", ts: nowMs(), text });
    const isEmpty = conversation.timeline.items.length === 0 && sent.of(conversation).length === 1;
    if (!isOld && isEmpty) conversations.closeDirect(conversation);
  }
}
