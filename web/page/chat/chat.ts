import type { ChatClient } from "../../../client/chat_client.ts";
import { ClientError } from "../../../client/client_error.ts";
import type { ClientEvent, ConnectedEvent } from "../../../client/client_event.ts";
import { type AlertText, Bell } from "../../../client/conversations/bell.ts";
import { ServerCommands } from "../../../client/commands/server_commands.ts";
import { ConnectionNews } from "../../../client/connection/connection_news.ts";
import { type Conversation, targetOf } from "../../../client/conversations/conversation.ts";
import { keepRead } from "../../../client/conversations/keep_read.ts";
import { Conversations } from "../../../client/conversations/conversations.ts";
import { Pager } from "../../../client/conversations/pager.ts";
import { TypingNotes } from "../../../client/conversations/typing.ts";
import { SentMessages } from "../../../client/outgoing/sent_messages.ts";
import { tellNotSaid } from "../../../client/outgoing/tell_not_said.ts";
import type { SettingsStorage } from "../../../client/settings/settings.ts";
import type { ClientState } from "../../../client/state.ts";
import type { ByeMessage } from "../../../protocol.ts";
import { Answers } from "./answers.ts";
import { describeBye } from "../../../wording/describe.ts";
import { FrameCounter } from "./frame_counter.ts";
import type { PageDialog } from "./page_dialog.ts";
import type { PageSettings } from "./page_settings.ts";
import { Reading } from "./reading.ts";
import { Search } from "./search.ts";
import { Writing, type WritingOptions } from "./writing.ts";
import { Observable } from "../parts/observable.ts";

export interface ChatOptions {
  /** Connected already: somebody has come in. */
  readonly client: ChatClient;
  readonly settings: SettingsStorage<PageSettings>;
  readonly writing: WritingOptions;
  /** Runs a task once, at the next frame that the browser draws or, where none is drawn, a little later. */
  readonly atNextFrame: (task: () => void) => void;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs?: () => number;
  /** Of a clock that never goes back. */
  readonly monotonicMs?: () => number;
  /** Somebody said something that the person wants to hear of, by its settings, and does not look at. */
  readonly onAlert?: (alert: AlertText, conversation: Conversation) => void;
  /** Takes away all that the browser keeps of the person. */
  readonly onForget?: () => void;
}

export type ConnectionStatus =
  | { readonly type: "connected" }
  /** The next attempt is made at `retryAtMs`, by the clock that never goes back. */
  | {
    readonly type: "lost";
    readonly retryAtMs: number;
    readonly reason: string;
    readonly isRefused: boolean;
  };

/**
 * What the page knows and does while somebody is in: the client's events, brought to its conversations. What it holds
 * changes in place; `changed` tells that it did, at most once a frame, and components that read it are drawn anew.
 */
export class Chat {
  readonly client: ChatClient;
  readonly conversations: Conversations;
  /** What the person has said that does not stand in its conversation yet. */
  readonly sent: SentMessages;
  /** Where the person reads in each conversation. */
  readonly reading: Reading;
  /** What the person writes. */
  readonly writing: Writing;
  readonly connection: Observable<ConnectionStatus> = new Observable({ type: "connected" });
  /** Set at the end: the server's goodbye, or that there was none. */
  readonly ended: Observable<{ readonly bye?: ByeMessage } | undefined> = new Observable(undefined);
  /** What is searched for, while somebody searches. */
  readonly search: Search;
  /** What is asked or shown over all else. */
  readonly dialog: Observable<PageDialog | undefined> = new Observable(undefined);
  readonly settings: Observable<PageSettings>;
  /** To what dialogs ask the server. */
  readonly answers: Answers;
  /** Nothing is kept of the person: see `forget()`. */
  isForgotten = false;
  readonly serverCommands: ServerCommands;
  readonly monotonicMs: () => number;
  readonly nowMs: () => number;
  readonly #changes: FrameCounter;
  readonly #news: ConnectionNews;
  readonly #bell: Bell;
  readonly #typingNotes = new TypingNotes();

  constructor(private readonly options: ChatOptions) {
    const { client, settings, atNextFrame } = options;
    const { nowMs = Date.now, monotonicMs = () => performance.now() } = options;
    this.client = client;
    [this.nowMs, this.monotonicMs] = [nowMs, monotonicMs];
    this.settings = new Observable(settings.load().settings);
    this.conversations = new Conversations({
      ...{ state: client.state, nowMs, monotonicMs, rooms: client.rooms },
      settings: () => this.settings.value,
    });
    this.sent = new SentMessages({
      ...{ client, nowMs, onChange: () => this.touch() },
      isElsewhere: (echo, conversation) => this.conversations.isElsewhere(echo, conversation),
      onEcho: (echo, conversation) => this.conversations.tellEcho(echo, conversation),
      onFailure: (said, conversation, reason) =>
        tellNotSaid(this.conversations, said, conversation, reason),
    });
    this.answers = new Answers(client);
    this.search = new Search(this);
    this.reading = new Reading({
      pager: new Pager(client),
      onChange: () => this.touch(),
      onFailure: (text) => this.tell(text),
    });
    this.writing = new Writing(
      { state: client.state, conversations: this.conversations },
      options.writing,
    );
    this.serverCommands = new ServerCommands(this.conversations, monotonicMs);
    this.#bell = new Bell({
      ...{ conversations: this.conversations, monotonicMs },
      settings: () => this.settings.value,
    });
    this.#news = new ConnectionNews({ nowMs: monotonicMs });
    this.#changes = new FrameCounter(atNextFrame, () => this.#markRead());
  }

  /** To be read by components that show anything of the chat. */
  get changed(): Observable<number> {
    return this.#changes.count;
  }

  get state(): ClientState {
    return this.client.state;
  }

  get current(): Conversation {
    return this.conversations.current;
  }

  /** Shows what happens until the client is closed. */
  async show(): Promise<void> {
    for await (const event of this.client.events) {
      this.#apply(event);
      this.touch();
    }
  }

  /** Something is to be drawn anew. May be told as often as one likes. */
  touch(): void {
    this.#changes.touch();
  }

  switchTo(conversation: Conversation): void {
    this.conversations.switchTo(conversation);
    this.touch();
  }

  /** Whether the person looks at the page. */
  setFocused(isFocused: boolean): void {
    this.conversations.setFocused(isFocused);
    this.touch();
  }

  /** What is typed for the current conversation changed. */
  typed(draft: string): void {
    if (!this.settings.value.typing) return;
    if (!this.#typingNotes.typed(this.current, draft, this.monotonicMs())) return;
    this.client.sendTyping(targetOf(this.current));
  }

  /** What the page itself tells the person, in the conversation that is looked at. */
  tell(text: string): void {
    this.conversations.tell(text);
    this.touch();
  }

  /** Gives why the changes are not kept, or undefined. */
  changeSettings(changes: Partial<PageSettings>): string | undefined {
    this.settings.value = { ...this.settings.value, ...changes };
    this.touch();
    return this.options.settings.save(changes);
  }

  /** Another tab may have changed what is kept. */
  reloadSettings(): void {
    this.settings.value = this.options.settings.load().settings;
    this.touch();
  }

  /** Logs out for good: this browser keeps nothing of the person, and the server does not know it by it any more. */
  async forget(): Promise<void> {
    this.isForgotten = true;
    this.touch();
    this.options.onForget?.();
    try {
      this.client.runCommand("logout", "this");
    } catch (error) {
      // Without a connection the server cannot be told; what it knew this browser by is gone all the same.
      if (!(error instanceof ClientError)) throw error;
    }
    await this.client.close();
  }

  #apply(event: ClientEvent): void {
    const isMessage = event.type === "message";
    if (isMessage && this.answers.take(event.message)) return;
    const shown = isMessage
      ? { ...event, message: this.serverCommands.routed(event.message) }
      : event;
    const { current } = this;
    const alert = this.conversations.apply(shown);
    if (alert !== undefined) {
      const rung = this.#bell.ring(alert);
      if (rung !== undefined) this.options.onAlert?.(rung, alert.conversation);
    }
    const news = this.#news.describe(event);
    switch (event.type) {
      case "connected":
        this.connection.value = { type: "connected" };
        this.reading.fetchAgain(this.current);
        return this.#tellEverywhere(news);
      case "ready":
        return this.#greet(event.connected, news);
      case "disconnected": {
        const { bye, retryInMs } = event;
        const reason = (bye && describeBye(bye)) ?? event.reason;
        const retryAtMs = this.monotonicMs() + retryInMs;
        const isRefused = event.code === "refused";
        this.connection.value = { type: "lost", retryAtMs, reason, isRefused };
        return this.#tellEverywhere(news);
      }
      case "message":
        if (event.message.type === "left" && this.current !== current) {
          this.writing.leftRoom(current, event.message);
        }
        return this.search.heard(event.message);
      case "closed":
        this.#markRead();
        this.ended.value = { bye: event.bye };
        return;
      case "history":
      case "arrived":
        return;
      default:
        return event satisfies never;
    }
  }

  /** Below what was said before. */
  #greet({ again }: ConnectedEvent, news: string | undefined): void {
    if (again) return this.#tellEverywhere(news);
    const { motd } = this.state;
    for (const text of [news, motd]) if (text !== undefined) this.conversations.tell(text);
  }

  #tellEverywhere(text: string | undefined): void {
    if (text !== undefined) this.conversations.tellEverywhere(text);
  }

  /** What is drawn is read, if somebody looks. */
  #markRead(): void {
    keepRead(this.conversations, this.client);
  }
}
