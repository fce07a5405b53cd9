import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import {
  type DirectMessage,
  directRoom,
  limits,
  type RoomMessage,
  type ServerMessage,
} from "../protocol.ts";
import { DayLine } from "./day_line.ts";
import { describePage, type PageEvent } from "./describe_pages.ts";
import { formatMessage, type FormatOptions, formatTold, isMention } from "./format.ts";
import { parseCount, ScrollBack } from "./scroll_back.ts";

export interface MessageViewOptions {
  /** Prints whole lines, given without the last line feed. */
  readonly print: (text: string) => void;
  readonly format: () => FormatOptions;
}

const bell = "\x07";

/** Messages as they are printed one below the other: live, missed, and from earlier. */
export class MessageView {
  readonly #client: ChatClient;
  readonly #options: MessageViewOptions;
  readonly #scrollBack = new ScrollBack();
  readonly #day = new DayLine(Date.now());
  /** Rooms of which a page was shown and others follow. */
  readonly #catchingUp = new Set<string>();
  /** It was heard already that something that was missed is for oneself. */
  #rung = false;

  constructor(client: ChatClient, options: MessageViewOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** There is a connection, or none any more. */
  connected(): void {
    this.#catchingUp.clear();
    this.#rung = false;
  }

  /** What the client tells by itself. */
  tell(text: string): void {
    this.#options.print(formatTold(text, this.#options.format()));
  }

  /** What comes live. */
  show(message: ServerMessage): void {
    if (message.type === "message") this.#scrollBack.shown(message.room, [message]);
    if (message.type === "left") this.#scrollBack.restart(message.room);
    const text = formatMessage(message, this.#options.format());
    if (text === undefined) return;
    const day = "ts" in message ? this.#dayBefore(message) : [];
    this.#options.print((this.#calls(message) ? bell : "") + [...day, text].join("\n"));
  }

  /** What was missed, or was said before one came. */
  showPage(event: PageEvent): void {
    const { messages, missed, progress, leftOut } = event;
    if (event.type === "history") {
      // What is left out is where going back begins.
      if (leftOut) this.#scrollBack.restart(event.room);
      this.#scrollBack.shown(event.room, event.messages);
    }
    const room = event.type === "history" ? event.room : directRoom;
    const continued = this.#catchingUp.has(room);
    const head = describePage(event, { continued, showRoom: this.#client.state.rooms.size > 1 });
    if (progress === undefined) this.#catchingUp.delete(room);
    else if (missed && messages.length > 0) this.#catchingUp.add(room);
    const rings = missed && !this.#rung && messages.some((message) => this.#calls(message));
    if (rings) this.#rung = true;
    this.#printPage(head, messages, rings);
  }

  /** `/history`, with what was typed behind it: the page before what is shown of the room. */
  async showEarlier(room: string, args: string): Promise<void> {
    const limit = parseCount(args);
    if (limit === undefined) {
      return this.tell(`/history [N]: N is a number from 1 to ${limits.historyPage}`);
    }
    try {
      const { messages } = await this.#scrollBack.page(this.#client, room, limit);
      const what = messages.length === 0 ? "nothing earlier" : "earlier";
      this.#printPage(`${what} in #${room}`, messages);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.tell(`Cannot show what was said earlier in #${room}: ${error.message}`);
    }
  }

  #printPage(
    head: string | undefined,
    messages: readonly (RoomMessage | DirectMessage)[],
    rings = false,
  ): void {
    const format = this.#options.format();
    const lines = head === undefined ? [] : [formatTold(head, format)];
    for (const message of messages) {
      lines.push(...this.#dayBefore(message), formatMessage(message, format) ?? "");
    }
    if (lines.length > 0) this.#options.print((rings ? bell : "") + lines.join("\n"));
  }

  #dayBefore({ ts }: { readonly ts: number }): string[] {
    const day = this.#day.before(ts);
    return day === undefined ? [] : [formatTold(day, this.#options.format())];
  }

  /** Whether the message is to be heard as well as seen. */
  #calls(message: ServerMessage): boolean {
    if (message.type !== "message" && message.type !== "direct") return false;
    const { nick } = this.#client.state;
    if (message.from === nick) return false;
    return message.type === "direct" || isMention(message.text, nick);
  }
}
