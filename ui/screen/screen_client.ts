import type { ChatClient } from "../../client/chat_client.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import { Conversations } from "../../client/conversations/conversations.ts";
import { Pager } from "../../client/conversations/pager.ts";
import { SentMessages } from "../../client/outgoing/sent_messages.ts";
import { TypingNotes } from "../../client/conversations/typing.ts";
import type { ByeMessage } from "../../protocol.ts";
import { complete, type KnownEmoji } from "../complete.ts";
import { Attention } from "./attention.ts";
import { ConnectionStatus } from "./connection_status.ts";
import { placeName } from "./drawing/describe_screen.ts";
import { Drawing, type Drawn } from "./drawing/drawing.ts";
import { Redraw } from "./drawing/redraw.ts";
import { timelineSource } from "./drawing/timeline_source.ts";
import { greeting } from "./greeting.ts";
import { InputActions } from "./input_actions.ts";
import type { InputEvent } from "../keys/input_event.ts";
import { knownWords } from "./known_words.ts";
import { Overlay } from "./overlay.ts";
import { Preferences } from "./preferences.ts";
import { Reading } from "./reading/reading.ts";
import type { TimelineSource } from "./reading/timeline_view.ts";
import { SaidElsewhere } from "./said_elsewhere.ts";
import type { ScreenClientOptions } from "./screen_client_options.ts";
import { SearchResults } from "./search_results.ts";
import { ServerCommands } from "./server_commands.ts";
import { localClock, type RowClock } from "./style/look.ts";
import { Submitting } from "./submitting.ts";
import { ScreenWriter } from "./drawing/screen_writer.ts";
import { Writing } from "../writing/writing.ts";

/** What the status line tells changes with time alone: a countdown, who types no more. */
const tickMs = 1000;

/** The client on a whole terminal: where its parts meet. Whoever makes it opens the terminal, and closes it. */
export class ScreenClient implements Disposable {
  readonly #client: ChatClient;
  readonly #options: ScreenClientOptions;
  readonly #monotonicMs: () => number;
  readonly #connection = new ConnectionStatus();
  readonly #overlay = new Overlay();
  readonly #typingNotes = new TypingNotes();
  readonly #preferences: Preferences;
  readonly #conversations: Conversations;
  readonly #sent: SentMessages;
  readonly #saidElsewhere: SaidElsewhere;
  readonly #commands: ServerCommands;
  readonly #writing: Writing;
  readonly #reading: Reading;
  readonly #results: SearchResults;
  readonly #actions: InputActions;
  readonly #attention: Attention;
  readonly #writer: ScreenWriter;
  readonly #drawing: Drawing;
  readonly #redraw: Redraw;
  readonly #ticker: ReturnType<typeof setInterval>;
  #emoji: readonly KnownEmoji[] = [];

  constructor(client: ChatClient, options: ScreenClientOptions) {
    const { terminal, nowMs = Date.now, monotonicMs = () => performance.now() } = options;
    const { depth, clock = localClock, rooms } = options;
    this.#client = client;
    this.#options = options;
    this.#monotonicMs = monotonicMs;
    this.#redraw = new Redraw({ draw: () => this.#draw(), monotonicMs });
    this.#attention = new Attention(terminal, monotonicMs);
    const size = () => terminal.size;
    this.#writer = new ScreenWriter({ write: (text) => terminal.write(text), size });
    this.#drawing = new Drawing({ size, depth, clock, writer: this.#writer });
    this.#preferences = new Preferences(options.settings);
    const settings = () => this.#preferences.settings;
    const { state } = client;
    const conversations = new Conversations({ state, settings, nowMs, monotonicMs, rooms });
    this.#conversations = conversations;
    const sent = new SentMessages({
      client,
      nowMs,
      onChange: () => this.#redraw.request(),
      onFailure: (...about) => this.#saidElsewhere.failed(...about),
    });
    this.#sent = sent;
    this.#saidElsewhere = new SaidElsewhere({ conversations, sent, nowMs });
    this.#commands = new ServerCommands({ client, conversations, monotonicMs });
    this.#writing = this.#createWriting();
    this.#reading = this.#createReading();
    this.#results = this.#createResults(clock);
    this.#actions = this.#createActions(this.#createSubmitting());
    this.#actions.here();
    this.#ticker = setInterval(() => this.#redraw.request(), tickMs);
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

  #createWriting(): Writing {
    const known = () => knownWords(this.#client, this.#conversations, this.#emoji);
    return new Writing({
      complete: (text, cursor) => complete(text, cursor, known()),
      maxBytes: () => this.#client.state.maxTextBytes,
      onChange: (text) => this.#typed(text),
      onRefuse: (reason) => this.#hint(reason),
    });
  }

  #createReading(): Reading {
    return new Reading({
      pager: new Pager(this.#client),
      source: (conversation) => this.#source(conversation),
      height: () => this.#drawing.height,
      onChange: () => this.#redraw.request(),
      onFailure: (text) => this.#hint(text),
    });
  }

  #createResults(clock: RowClock): SearchResults {
    return new SearchResults({
      conversations: this.#conversations,
      reading: this.#reading,
      overlay: this.#overlay,
      writing: this.#writing,
      commands: this.#commands,
      clock,
    });
  }

  #createSubmitting(): Submitting {
    const scrollBack = () =>
      this.#reading.scroll(this.#conversations.current, -this.#drawing.height);
    return new Submitting({
      client: this.#client,
      conversations: this.#conversations,
      sent: this.#sent,
      saidElsewhere: this.#saidElsewhere,
      commands: this.#commands,
      results: this.#results,
      reading: this.#reading,
      overlay: this.#overlay,
      preferences: this.#preferences,
      scrollBack,
      retry: () => this.#retry(),
    });
  }

  #createActions(submitting: Submitting): InputActions {
    return new InputActions({
      conversations: this.#conversations,
      writing: this.#writing,
      reading: this.#reading,
      overlay: this.#overlay,
      submitting,
      results: this.#results,
      ownNick: () => this.#client.state.nick,
      height: () => this.#drawing.height,
      targetAt: (column, row) => this.#drawing.at(column, row),
      monotonicMs: this.#monotonicMs,
      leave: (how) => void this.#client.close(undefined, how),
      suspend: () => this.#options.terminal.suspend(),
      drawAnew: () => this.drawAnew(),
    });
  }

  #take(event: ClientEvent): void {
    const { settings } = this.#preferences;
    this.#connection.apply(event, this.#monotonicMs());
    const isMessage = event.type === "message";
    const shown = isMessage ? { ...event, message: this.#commands.routed(event.message) } : event;
    for (const call of this.#conversations.apply(shown)) {
      this.#attention.call(call, settings.bell, this.#conversations.isRead(call.conversation));
    }
    if (event.type === "connected") {
      this.#overlay.connected();
      this.#reading.fillAgain();
      const told = greeting(event, this.#client.state, this.#preferences.problem);
      for (const text of told) this.#conversations.tell(text);
    }
    if (isMessage && event.message.type === "results") this.#results.open(event.message);
    this.#actions.here();
  }

  #retry(): boolean {
    const isRetried = this.#client.retryNow();
    if (isRetried) this.#connection.retried(this.#monotonicMs());
    return isRetried;
  }

  #typed(text: string): void {
    const { current } = this.#conversations;
    const { type, name } = current;
    if (!this.#options.typing) return;
    if (!this.#typingNotes.typed(current, text, this.#monotonicMs())) return;
    this.#client.sendTyping(type === "room" ? { room: name } : { to: name });
  }

  #hint(text: string): void {
    this.#overlay.hint = text;
    this.#redraw.request();
  }

  /** When it draws and not with each event: many may come. */
  #markRead(): void {
    this.#conversations.endReached();
    for (const [room, seq] of this.#conversations.readSeqs) {
      this.#client.markRead(room, seq);
    }
  }

  #draw(): void {
    this.#markRead();
    const { current, totals } = this.#conversations;
    this.#attention.title(placeName(current), totals);
    this.#drawing.draw(this.#drawn());
    this.#fill(current);
  }

  /** A pane that is not full has what was said before, if it is kept. */
  #fill(current: Conversation): void {
    const isConnected = this.#connection.at(this.#monotonicMs()).type === "connected";
    const isSeen = this.#overlay.page === undefined;
    if (isConnected && isSeen && this.#drawing.blank > 0) void this.#reading.fill(current);
  }

  #source(conversation: Conversation): TimelineSource {
    const drawn = this.#drawn();
    return timelineSource(conversation, drawn, this.#drawing.look(drawn), this.#drawing.height);
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
        unansweredMs: this.#client.unansweredMs,
        hint: this.#overlay.hint,
        nowMs: this.#monotonicMs(),
      },
    };
  }

  /** A megabyte of names, which nobody needs for the first picture. */
  async #loadEmoji(): Promise<void> {
    const { gemoji } = await import("gemoji");
    this.#emoji = gemoji;
  }
}
