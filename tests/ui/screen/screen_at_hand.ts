import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { Conversations } from "../../../client/conversations/conversations.ts";
import { limits, type ServerMessage } from "../../../protocol.ts";
import type { InputEvent, MouseButton } from "../../../ui/keys/input_event.ts";
import { type Drawing, frameRows } from "../../../ui/screen/drawing/frame.ts";
import type { Target } from "../../../ui/screen/drawing/row.ts";
import { timelineSource } from "../../../ui/screen/drawing/timeline_source.ts";
import { OpenPage } from "../../../ui/screen/pages/open_page.ts";
import { keysPage } from "../../../ui/screen/pages/pages.ts";
import type { Reading } from "../../../ui/screen/reading/reading.ts";
import type { Unseen } from "../../../ui/screen/reading/unseen.ts";
import { type VisibleRows, visibleRows } from "../../../ui/screen/reading/viewport.ts";
import { runEffect } from "../../../ui/screen/effects.ts";
import type { ScreenEvent } from "../../../ui/screen/screen_event.ts";
import { createScreenState } from "../../../ui/screen/create_screen_state.ts";
import type { ScreenState } from "../../../ui/screen/screen_state.ts";
import { createTheme } from "../../../ui/screen/style/theme.ts";
import { update } from "../../../ui/screen/updating/update.ts";
import { hintText, view } from "../../../ui/screen/view.ts";
import type { Writing } from "../../../ui/writing/writing.ts";
import { eventsOf, joined } from "../../client/room_messages.ts";
import { contents } from "../../client/timeline_items.ts";
import { FakeChatClient } from "../fake_chat_client.ts";
import { fakeLook } from "./fake_look.ts";
import { keyEvent, typedKeys } from "../keys/key_events.ts";
import { MemoryInputHistory, MemorySettings } from "./memory_settings.ts";
import { plainRows } from "./plain_rows.ts";

const look = fakeLook({ columns: 40, timestamps: "off", ownNick: "ann" });

/** As the real client tells it: by getters, which are no properties of its own. */
class RoundTrip {
  constructor(private readonly client: FakeChatClient) {}

  get roundTripMs(): number | undefined {
    return this.client.roundTripMs;
  }

  get unansweredMs(): number | undefined {
    return this.client.unansweredMs;
  }
}

/** A full screen without a terminal: ann is in the lobby with bob. */
export class ScreenAtHand {
  readonly client = new FakeChatClient();
  readonly settings = new MemorySettings();
  readonly inputHistory = new MemoryInputHistory();
  readonly state: ScreenState;
  /** What the terminal was told to do. */
  readonly calls: string[] = [];
  nowMs = 1000;
  monotonicMs = 0;

  constructor({ height = 5, rooms = ["lobby"] }: { height?: number; rooms?: string[] } = {}) {
    const { client } = this;
    client.state.maxTextBytes = limits.textBytes;
    this.state = createScreenState({
      ...{ client, height, rooms, look, typing: false },
      settings: this.settings.load(),
      nowMs: () => this.nowMs,
      monotonicMs: () => this.monotonicMs,
      onChange: () => {},
      onEvent: (event) => this.apply(event),
    });
    this.state.emoji = [{ emoji: "🎉", names: ["tada"] }];
    this.take(...rooms.map((room) => joined({ room })));
  }

  /** An event, and what comes of it. */
  apply(event: ScreenEvent): void {
    for (const effect of update(this.state, event)) {
      if (effect.type === "leave") this.calls.push(effect.atOnce ? "leave at once" : "leave");
      runEffect(effect, {
        ...{
          client: this.client,
          settings: this.settings,
          inputHistory: this.inputHistory,
          sent: this.state.sent,
        },
        tell: (event) => this.apply(event),
        terminal: {
          alert: (title) => this.calls.push(`alert ${title}`),
          copy: (text) => this.calls.push(`copy ${text}`),
          suspend: () => this.calls.push("suspend"),
        },
        drawAnew: () => this.calls.push("draw anew"),
      });
    }
  }

  /** What the person does; a click meets nothing. */
  input(input: InputEvent): void {
    const isClick = input.type === "mouse" && input.action === "click";
    this.apply(
      isClick ? { type: "click", target: undefined, button: "left" } : { type: "input", input },
    );
  }

  /** The screen is drawn. */
  look(): void {
    this.apply({ type: "drawing" });
  }

  /** What the server sends. */
  take(...messages: readonly ServerMessage[]): void {
    for (const event of messages.flatMap(eventsOf)) {
      this.client.state.applyEvent(event);
      this.apply({ type: "client", event });
    }
  }

  /** Keys by name. */
  press(...names: readonly string[]): void {
    for (const name of names) this.input(keyEvent(name));
  }

  /** Characters, as they are typed. */
  type(text: string): void {
    for (const event of typedKeys(text)) this.input(event);
  }

  /** A line, and Enter. */
  enter(line: string): void {
    this.type(line);
    this.press("enter");
  }

  paste(text: string): void {
    this.input({ type: "paste", text });
  }

  openKeys(): void {
    this.state.page = new OpenPage(keysPage());
  }

  click(target: Target, button: MouseButton = "left"): void {
    this.apply({ type: "click", target, button });
  }

  wheel(action: "wheelUp" | "wheelDown"): void {
    this.input({ type: "mouse", action, column: 0, row: 0 });
  }

  get conversations(): Conversations {
    return this.state.conversations;
  }

  get writing(): Writing {
    return this.state.writing;
  }

  get reading(): Reading {
    return this.state.reading;
  }

  get hint(): string | undefined {
    return hintText(this.state);
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
    return this.reading.unseen(
      current,
      timelineSource(current, this.state),
      this.#visible,
      focused,
    );
  }

  /** The rows of the page that is open; undefined if none is. */
  page(height: number = 100): string[] | undefined {
    const size = { columns: 80, height };
    const rows = this.state.page?.rows(size, createTheme("mono", 0));
    return rows && plainRows(rows.map(({ text }) => text)).map((row) => row.trimEnd());
  }

  drawing(columns: number, rows: number): Drawing {
    const size = { columns, rows };
    return view(this.state, { size, roundTrip: new RoundTrip(this.client), before: undefined });
  }

  /** It is drawn on a terminal of that size. */
  draw(columns: number, rows: number): void {
    this.apply({ type: "drawn", drawing: this.drawing(columns, rows) });
  }

  /** The whole screen as it is read, without spaces at the rows' ends. */
  frame(columns: number, rows: number): string[] {
    return plainRows(frameRows(this.drawing(columns, rows))).map((row) => row.trimEnd());
  }

  get #visible(): VisibleRows {
    const { current, reading, state } = this;
    return visibleRows(timelineSource(current, state), reading.viewport(current), state.height);
  }
}
