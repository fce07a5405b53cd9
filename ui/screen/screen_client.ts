import type { ChatClient } from "../../client/chat_client.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import type { Conversation } from "../../client/conversation.ts";
import { Conversations } from "../../client/conversations.ts";
import { Pager } from "../../client/pager.ts";
import { SentMessages } from "../../client/sent_messages.ts";
import type { SettingsStorage } from "../../client/settings.ts";
import { TypingNotes } from "../../client/typing.ts";
import type { ByeMessage } from "../../protocol.ts";
import { complete, type KnownEmoji } from "../complete.ts";
import { describeConnection } from "../connection_text.ts";
import { Attention, type AttentionTerminal } from "./terminal/attention.ts";
import { ConnectionStatus } from "./drawing/connection_status.ts";
import { placeName } from "./drawing/describe_screen.ts";
import { Drawing, type Drawn } from "./drawing/drawing.ts";
import { InputActions } from "./input_actions.ts";
import type { InputEvent } from "./keys/input_event.ts";
import { knownWords } from "./known_words.ts";
import { localClock, type RowClock } from "./style/look.ts";
import { Overlay } from "./overlay.ts";
import { Preferences } from "./preferences.ts";
import { Reading } from "./reading/reading.ts";
import { Redraw } from "./drawing/redraw.ts";
import { ScreenWriter } from "./terminal/screen_writer.ts";
import { Submitting } from "./submitting.ts";
import type { ColorDepth } from "./style/theme.ts";
import { Writing } from "./writing/writing.ts";

/** The terminal, as `FullScreenTerminal` is one. */
export interface ScreenTerminal extends AttentionTerminal {
  readonly size: { readonly columns: number; readonly rows: number };
  write(text: string): Promise<void>;
  suspend(): void;
}

export interface ScreenClientOptions {
  /** Asked for when connecting; the first is where one is until one goes elsewhere. */
  readonly rooms: readonly string[];
  readonly terminal: ScreenTerminal;
  readonly depth: ColorDepth;
  readonly settings: SettingsStorage;
  /** Whether others are told that one types. */
  readonly typing: boolean;
  /** In the time zone of this machine if absent. */
  readonly clock?: RowClock;
  readonly nowMs?: () => number;
  /** Of a clock that never goes back. */
  readonly monotonicMs?: () => number;
}

/** What the status line tells changes with time alone: a countdown, who types no more. */
const tickMs = 1000;

/** The client on a whole terminal: where its parts meet. Whoever makes it opens the terminal, and closes it. */
export class ScreenClient implements Disposable {
  readonly #client: ChatClient;
  readonly #options: ScreenClientOptions;
  readonly #nowMs: () => number;
  readonly #monotonicMs: () => number;
  readonly #connection = new ConnectionStatus();
  readonly #overlay = new Overlay();
  readonly #preferences: Preferences;
  readonly #conversations: Conversations;
  readonly #sent: SentMessages;
  readonly #writing: Writing;
  readonly #reading: Reading;
  readonly #submitting: Submitting;
  readonly #actions: InputActions;
  readonly #attention: Attention;
  readonly #writer: ScreenWriter;
  readonly #drawing: Drawing;
  readonly #redraw: Redraw;
  /** A conversation's key may become another's. */
  readonly #typingNotes = new WeakMap<Conversation, TypingNotes>();
  readonly #ticker: ReturnType<typeof setInterval>;
  #emoji: readonly KnownEmoji[] = [];

  constructor(client: ChatClient, options: ScreenClientOptions) {
    const { terminal, rooms, nowMs = Date.now, clock = localClock, depth } = options;
    const monotonicMs = this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
    this.#redraw = new Redraw({ draw: () => this.#draw(), monotonicMs });
    const onChange = () => this.#redraw.request();
    this.#client = client;
    this.#options = options;
    this.#nowMs = nowMs;
    this.#preferences = new Preferences(options.settings);
    const settings = () => this.#preferences.settings;
    const { state } = client;
    const conversations = this.#conversations = new Conversations({
      state,
      settings,
      nowMs,
      rooms,
    });
    const onSent = () => {
      this.#submitting.sentChanged();
      onChange();
    };
    this.#sent = new SentMessages({ client, nowMs, onChange: onSent });
    this.#attention = new Attention(terminal, nowMs);
    this.#writing = new Writing({
      complete: (text, cursor) =>
        complete(text, cursor, knownWords(client, conversations, this.#emoji)),
      onChange: (text) => this.#typed(text),
      onRefuse: (reason) => this.#hint(reason),
    });
    this.#writer = new ScreenWriter({
      write: (text) => terminal.write(text),
      size: () => terminal.size,
    });
    const size = () => terminal.size;
    const drawn = () => this.#drawn();
    this.#drawing = new Drawing({ drawn, size, depth, clock, writer: this.#writer });
    const height = () => this.#drawing.height;
    this.#reading = new Reading({
      pager: new Pager(client),
      source: (conversation) => this.#drawing.source(conversation),
      height,
      onChange,
      onFailure: (text) => this.#hint(text),
    });
    const shared = {
      conversations,
      reading: this.#reading,
      overlay: this.#overlay,
      writing: this.#writing,
    };
    this.#submitting = new Submitting({
      ...shared,
      ...{ client, clock, nowMs },
      sent: this.#sent,
      preferences: this.#preferences,
      scrollBack: () => this.#reading.scroll(conversations.current, -height()),
      retry: () => this.#retry(),
    });
    this.#actions = new InputActions({
      ...shared,
      ...{ height, nowMs },
      submitting: this.#submitting,
      targetAt: (column, row) => this.#drawing.at(column, row),
      leave: (how) => void client.close(undefined, how),
      suspend: () => terminal.suspend(),
      drawAnew: () => this.drawAnew(),
    });
    this.#actions.here();
    this.#ticker = setInterval(onChange, tickMs);
  }

  /** Shows what happens until the client is closed; gives the server's goodbye, if there was one. */
  async run(): Promise<ByeMessage | undefined> {
    this.#redraw.request();
    void this.#loadEmoji();
    let bye: ByeMessage | undefined;
    for await (const event of this.#client.events) {
      if (event.type === "closed") bye = event.bye;
      this.#take(event);
      // The last to be saved: nothing may be drawn after it.
      if (event.type === "closed") this.#markRead();
      this.#redraw.request();
    }
    return bye;
  }

  /** What the person does at the terminal. */
  input(event: InputEvent): void {
    this.#actions.take(event);
    this.#redraw.request({ urgent: true });
  }

  /** The terminal is of another size, or shows something else. */
  drawAnew(): void {
    this.#writer.reset();
    this.#redraw.request();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#ticker);
    this.#redraw[Symbol.dispose]();
  }

  #take(event: ClientEvent): void {
    const { settings } = this.#preferences;
    this.#connection.apply(event, this.#monotonicMs());
    const isMessage = event.type === "message";
    const shown = isMessage ? { ...event, message: this.#submitting.routed(event.message) } : event;
    for (const call of this.#conversations.apply(shown)) {
      this.#attention.call(call, settings.bell, this.#conversations.isRead(call.conversation));
    }
    if (event.type === "connected") {
      this.#submitting.connected();
      this.#greet(event);
    }
    if (event.type === "message" && event.message.type === "results") {
      this.#submitting.openResults(event.message);
    }
    this.#actions.here();
  }

  #retry(): boolean {
    const isRetried = this.#client.retryNow();
    if (isRetried) this.#connection.retried(this.#monotonicMs());
    return isRetried;
  }

  #greet(event: Extract<ClientEvent, { readonly type: "connected" }>): void {
    const told = describeConnection(event);
    if (told !== undefined) this.#conversations.tell(told);
    if (event.again) return;
    const { server, nick, motd } = this.#client.state;
    const help = "/help shows the commands, ? the keys, Ctrl+D leaves.";
    this.#conversations.tell(`You are ${nick} on ${server}. ${help}`);
    if (motd !== undefined) this.#conversations.tell(motd);
  }

  #typed(text: string): void {
    const { current } = this.#conversations;
    const notes = this.#typingNotes.get(current) ?? new TypingNotes();
    this.#typingNotes.set(current, notes);
    const { type, name } = current;
    if (!this.#options.typing || !notes.typed(type, text, this.#nowMs())) return;
    this.#client.sendTyping(type === "room" ? { room: name } : { to: name });
  }

  #hint(text: string): void {
    this.#overlay.hint = text;
    this.#redraw.request();
  }

  /** When it draws and not with each event: many may come. */
  #markRead(): void {
    this.#conversations.endReached();
    for (const { room, seq } of this.#conversations.changedReadMarks()) {
      this.#client.markRead(room, seq);
    }
  }

  #draw(): void {
    this.#markRead();
    const { current, totals } = this.#conversations;
    this.#attention.title(placeName(current), totals);
    this.#drawing.draw();
  }

  #drawn(): Drawn {
    return {
      conversations: this.#conversations,
      sent: this.#sent,
      writing: this.#writing,
      reading: this.#reading,
      settings: this.#preferences.settings,
      ownNick: this.#client.state.nick,
      page: this.#overlay.page,
      status: {
        connection: this.#connection.at(this.#monotonicMs()),
        roundTripMs: this.#client.roundTripMs,
        hint: this.#overlay.hint,
        nowMs: this.#nowMs(),
      },
    };
  }

  /** A megabyte of names, which nobody needs for the first picture. */
  async #loadEmoji(): Promise<void> {
    const { gemoji } = await import("gemoji");
    this.#emoji = gemoji;
  }
}
