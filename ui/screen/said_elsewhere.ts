import { type Conversation, directKey } from "../../client/conversations/conversation.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import type { SentMessage, SentMessages } from "../../client/outgoing/sent_messages.ts";
import { placeName } from "./drawing/describe_screen.ts";

export interface SaidElsewhereOptions {
  readonly conversations: Conversations;
  readonly sent: SentMessages;
  readonly nowMs: () => number;
}

interface Said {
  readonly typedIn: Conversation;
  /** Whether there was such a conversation before. */
  readonly isOld: boolean;
}

/** What is said where the person does not look, or cannot any more: if it fails, that is told where it is seen. */
export class SaidElsewhere {
  readonly #options: SaidElsewhereOptions;
  readonly #said = new WeakMap<SentMessage, Said>();

  constructor(options: SaidElsewhereOptions) {
    this.#options = options;
  }

  /** To one person, without going there. */
  say(nick: string, text: string): void {
    const { conversations, sent } = this.#options;
    const { current: typedIn } = conversations;
    const isOld = conversations.find(directKey(nick)) !== undefined;
    const conversation = conversations.openDirect(nick);
    const said = sent.say(conversation, text);
    if (conversation !== typedIn) this.#said.set(said, { typedIn, isOld });
  }

  /** To be told of all that failed, as `onFailure` of `SentMessages`. */
  failed(pending: SentMessage, conversation: Conversation, reason: string): void {
    const { conversations } = this.#options;
    const said = this.#said.get(pending);
    if (said !== undefined) {
      this.#tell(said, conversation, `Not said to ${conversation.name}: ${reason}`);
    } else if (!conversations.list.includes(conversation)) {
      const preposition = conversation.type === "room" ? "in" : "to";
      conversations.tell(`Not said ${preposition} ${placeName(conversation)}: ${reason}`);
    }
  }

  /** The person reads where it was typed, and a conversation that begins with a failure is none. */
  #tell({ typedIn, isOld }: Said, conversation: Conversation, text: string): void {
    const { conversations, sent, nowMs } = this.#options;
    const { current, list } = conversations;
    if (conversation === current) return;
    const place = list.includes(typedIn) ? typedIn : current;
    place.timeline.append({ type: "told", ts: nowMs(), text });
    const isEmpty = conversation.timeline.items.length === 0 && sent.of(conversation).length === 1;
    if (!isOld && isEmpty) conversations.closeDirect(conversation);
  }
}
