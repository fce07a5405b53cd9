import type { Conversation } from "../../../client/conversations/conversation.ts";
import {
  complete,
  type Completion,
  endsInEmojiName,
  type KnownEmoji,
} from "../../../client/writing/complete.ts";
import type { ConversationList } from "../../../client/conversations/conversation_list.ts";
import type { ClientState } from "../../../client/state.ts";
import { InputHistory } from "../../../client/writing/input_history.ts";
import { knownWords } from "../../../client/writing/known_words.ts";
import type { CommandSummary, LeftMessage } from "../../../protocol.ts";
import type { Drafts } from "./drafts.ts";
import { Observable } from "../parts/observable.ts";
import { describeLeft } from "../../../wording/describe_moderation.ts";

export interface WritingOptions {
  readonly drafts: Drafts;
  /** Called when an emoji is to be completed, and again only where that failed. */
  readonly loadEmoji: () => Promise<readonly KnownEmoji[]>;
}

/** Where the person is, of which words are known. */
export interface WritingPlace {
  readonly state: Pick<ClientState, "nick">;
  readonly conversations: Pick<ConversationList, "current" | "list">;
}

/** One was taken elsewhere, perhaps while one wrote. */
export interface SentOut {
  readonly why: string;
  /** The room that one was in, without the sign. */
  readonly from: string;
  /** Where one is since then. */
  readonly to: Conversation;
}

/** What the person writes: a draft for each conversation, and what was written before. */
export class Writing {
  /** Why what is written cannot be said, or a key did nothing; until something else is written. */
  readonly problem: Observable<string | undefined> = new Observable(undefined);
  /** It changes when the person is to write on: the input takes the focus. */
  readonly wanted: Observable<number> = new Observable(0);
  /** What is written on goes nowhere until the person says so. */
  readonly sentOut: Observable<SentOut | undefined> = new Observable(undefined);
  readonly #texts = new WeakMap<Conversation, Observable<string>>();
  readonly #history = new InputHistory();
  #emoji: Promise<readonly KnownEmoji[] | undefined> | undefined;
  #knownEmoji: readonly KnownEmoji[] | undefined;

  constructor(private readonly place: WritingPlace, private readonly options: WritingOptions) {}

  /** What is written there and not said yet. */
  draft(conversation: Conversation): Observable<string> {
    const known = this.#texts.get(conversation);
    if (known !== undefined) return known;
    const created = new Observable(this.options.drafts.get(conversation.key));
    this.#texts.set(conversation, created);
    return created;
  }

  /** The person has changed what is written in the current conversation. */
  typed(text: string): void {
    this.#set(this.#current, text);
  }

  /** It was said there, or run as a command. */
  done(conversation: Conversation): void {
    const draft = this.draft(conversation);
    this.#history.add(draft.value);
    this.#set(conversation, "");
  }

  /** What was written before (-1) or after (1) what is shown. */
  recall(step: 1 | -1): void {
    const recalled = this.#history.recallNext(step, this.#written);
    if (recalled !== undefined) this.typed(recalled);
  }

  /** The person is not in a room any more, which was looked at. Who left it by what it wrote goes on writing. */
  leftRoom(left: Conversation, message: LeftMessage): void {
    if (message.by === undefined && this.draft(left).value === "") return;
    this.sentOut.value = { why: describeLeft(message), from: left.name, to: this.#current };
  }

  /** The person has gone elsewhere from there. */
  left(conversation: Conversation): void {
    this.#set(conversation, this.#history.leave(this.draft(conversation).value));
  }

  /** Has what is written in the current conversation begin with a nick, to answer somebody. */
  address(nick: string): void {
    const start = `${nick}: `;
    this.write(this.#written.startsWith(start) ? this.#written : start + this.#written);
  }

  /** Gives back what could not be said, to be changed: what is written already becomes what was written before. */
  putBack(text: string): void {
    this.#history.add(this.#written);
    this.write(text);
  }

  /** Replaces what is written in the current conversation, and has the person go on there. */
  write(text: string): void {
    this.typed(text);
    this.wanted.value++;
  }

  /**
   * What the word before `cursor` may be completed to; `commands`: all that may be typed. Where emoji have to be loaded
   * first, `onLoaded` is called then.
   */
  complete(
    text: string,
    cursor: number,
    commands: readonly CommandSummary[],
    onLoaded: () => void,
  ): Completion {
    const emoji = this.#knownEmoji;
    if (emoji === undefined && endsInEmojiName(text.slice(0, cursor))) {
      void this.#loadEmoji().then((loaded) => loaded && onLoaded());
    }
    return complete(text, cursor, knownWords({ ...this.place, commands, emoji }));
  }

  get #current(): Conversation {
    return this.place.conversations.current;
  }

  get #written(): string {
    return this.draft(this.#current).value;
  }

  #loadEmoji(): Promise<readonly KnownEmoji[] | undefined> {
    return this.#emoji ??= this.options.loadEmoji().then(
      (emoji) => this.#knownEmoji = emoji,
      () => this.#emoji = undefined,
    );
  }

  #set(conversation: Conversation, text: string): void {
    this.problem.value = undefined;
    this.draft(conversation).value = text;
    this.options.drafts.set(conversation.key, text);
  }
}
