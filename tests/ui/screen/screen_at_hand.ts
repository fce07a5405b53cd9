import type { Conversation } from "../../../client/conversations/conversation.ts";
import { Conversations } from "../../../client/conversations/conversations.ts";
import { Pager } from "../../../client/conversations/pager.ts";
import { SentMessages } from "../../../client/outgoing/sent_messages.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import type { ServerMessage } from "../../../protocol.ts";
import { complete } from "../../../ui/complete.ts";
import type { Target } from "../../../ui/screen/drawing/drawing.ts";
import { timelineSource } from "../../../ui/screen/drawing/timeline_source.ts";
import { InputActions } from "../../../ui/screen/input_actions.ts";
import { knownWords } from "../../../ui/screen/known_words.ts";
import { Overlay } from "../../../ui/screen/overlay.ts";
import { OpenPage } from "../../../ui/screen/pages/open_page.ts";
import { keysPage } from "../../../ui/screen/pages/pages.ts";
import { Preferences } from "../../../ui/screen/preferences.ts";
import { Reading } from "../../../ui/screen/reading/reading.ts";
import type { TimelineSource } from "../../../ui/screen/reading/timeline_view.ts";
import type { Unseen } from "../../../ui/screen/reading/unseen.ts";
import { type VisibleRows, visibleRows } from "../../../ui/screen/reading/viewport.ts";
import { SaidElsewhere } from "../../../ui/screen/said_elsewhere.ts";
import { SearchResults } from "../../../ui/screen/search_results.ts";
import { ServerCommands } from "../../../ui/screen/server_commands.ts";
import { createTheme } from "../../../ui/screen/style/theme.ts";
import { Submitting } from "../../../ui/screen/submitting.ts";
import { Writing } from "../../../ui/writing/writing.ts";
import { joined } from "../../client/room_messages.ts";
import { contents } from "../../client/timeline_items.ts";
import { FakeChatClient } from "../fake_chat_client.ts";
import { fakeLook } from "./fake_look.ts";
import { keyEvent, typedKeys } from "../keys/key_events.ts";
import { MemorySettings } from "./memory_settings.ts";
import { plainRows } from "./plain_rows.ts";

const look = fakeLook({ columns: 40, timestamps: "off", ownNick: "ann" });
const emoji = [{ emoji: "🎉", names: ["tada"] }];

/** All that a full-screen client is made of, but for what draws it: ann is in the lobby with bob. */
export class ScreenAtHand {
  readonly client = new FakeChatClient();
  readonly settings = new MemorySettings();
  readonly preferences: Preferences = new Preferences(this.settings);
  readonly overlay = new Overlay();
  /** What the terminal was told to do. */
  readonly calls: string[] = [];
  nowMs = 1000;
  monotonicMs = 0;
  isShown: (item: TimelineItem) => boolean = () => true;
  /** What is under the mouse. */
  target: Target | undefined;
  readonly conversations: Conversations;
  readonly sent: SentMessages;
  readonly writing: Writing;
  readonly reading: Reading;
  readonly saidElsewhere: SaidElsewhere;
  readonly commands: ServerCommands;
  readonly results: SearchResults;
  readonly actions: InputActions;
  readonly #height: number;

  constructor({ height = 5, rooms = ["lobby"] }: { height?: number; rooms?: string[] } = {}) {
    const { client, overlay } = this;
    this.#height = height;
    const { state } = client;
    state.limits = undefined;
    const nowMs = () => this.nowMs;
    const monotonicMs = () => this.monotonicMs;
    const settings = () => this.preferences.settings;
    const conversations = new Conversations({ state, settings, nowMs, monotonicMs, rooms });
    this.conversations = conversations;
    this.sent = new SentMessages({
      client,
      nowMs,
      onChange: () => {},
      onFailure: (...about) => this.saidElsewhere.failed(...about),
    });
    this.writing = new Writing({
      complete: (text, cursor) => complete(text, cursor, knownWords(client, conversations, emoji)),
      maxBytes: () => state.maxTextBytes,
      onChange: () => {},
      onRefuse: (reason) => this.overlay.hint = reason,
    });
    this.reading = new Reading({
      pager: new Pager(client),
      source: (conversation) => this.#source(conversation),
      height: () => height,
      onChange: () => {},
      onFailure: (text) => this.overlay.hint = text,
    });
    const shared = { conversations, overlay, reading: this.reading, writing: this.writing };
    const { sent, preferences } = this;
    const saidElsewhere = new SaidElsewhere({ conversations, sent, nowMs });
    this.saidElsewhere = saidElsewhere;
    const commands = new ServerCommands({ client, conversations, monotonicMs });
    this.commands = commands;
    const results = new SearchResults({ ...shared, commands, clock: look.clock });
    this.results = results;
    const submitting = new Submitting({
      ...shared,
      ...{ client, sent, preferences, saidElsewhere, commands, results },
      scrollBack: () => this.reading.scroll(conversations.current, -height),
      retry: () => client.retryNow(),
    });
    this.actions = new InputActions({
      ...shared,
      ...{ submitting, results, monotonicMs },
      ownNick: () => state.nick,
      height: () => height,
      targetAt: () => this.target,
      leave: ({ atOnce }) => this.calls.push(atOnce ? "leave at once" : "leave"),
      suspend: () => this.calls.push("suspend"),
      drawAnew: () => this.calls.push("draw anew"),
    });
    this.take(...rooms.map((room) => joined({ room })));
  }

  /** What the server sends. */
  take(...messages: readonly ServerMessage[]): void {
    for (const message of messages) {
      this.client.state.apply(message);
      this.conversations.apply({ type: "message", message: this.commands.routed(message) });
    }
    this.actions.here();
  }

  /** Keys by name. */
  press(...names: readonly string[]): void {
    for (const name of names) this.actions.take(keyEvent(name));
  }

  /** Characters, as they are typed. */
  type(text: string): void {
    for (const event of typedKeys(text)) this.actions.take(event);
  }

  /** A line, and Enter. */
  enter(line: string): void {
    this.type(line);
    this.press("enter");
  }

  paste(text: string): void {
    this.actions.take({ type: "paste", text });
  }

  openKeys(): void {
    this.overlay.page = new OpenPage(keysPage());
  }

  click(target: Target): void {
    this.target = target;
    this.actions.take({ type: "mouse", action: "click", column: 0, row: 0 });
  }

  wheel(action: "wheelUp" | "wheelDown"): void {
    this.actions.take({ type: "mouse", action, column: 0, row: 0 });
  }

  /** The draft, with the cursor in it. */
  get draft(): string {
    const { text, cursor } = this.writing.draft;
    return this.writing.shown(`${text.slice(0, cursor)}|${text.slice(cursor)}`);
  }

  get current(): Conversation {
    return this.conversations.current;
  }

  /** What stands in the current conversation, in short. */
  get contents(): (number | string)[] {
    return contents(this.current.timeline);
  }

  /** The last that the client told. */
  get told(): number | string | undefined {
    return this.contents.at(-1);
  }

  /** The rows of the conversation that are seen. */
  get seen(): string[] {
    return plainRows(this.#visible.rows).map((row) => row.trim());
  }

  /** What is above and below them. */
  get unseen(): Unseen {
    const { current, conversations: { focused } } = this;
    return this.reading.unseen(current, this.#source(current), this.#visible, focused);
  }

  /** The rows of the page that is open; undefined if none is. */
  page(height: number = 60): string[] | undefined {
    const size = { columns: 80, height };
    const rows = this.overlay.page?.rows(size, createTheme("mono", 0));
    return rows && plainRows(rows).map((row) => row.trimEnd());
  }

  get #visible(): VisibleRows {
    const { current } = this;
    return visibleRows(this.#source(current), this.reading.viewport(current), this.#height);
  }

  #source(conversation: Conversation): TimelineSource {
    const { sent, reading, preferences: { settings }, client: { state } } = this;
    const parts = { sent, reading, settings, ownNick: state.nick };
    const source = timelineSource(conversation, parts, look, this.#height);
    return { ...source, isShown: (item) => this.isShown(item) };
  }
}
