import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import { isMention } from "../client/conversations/mention.ts";
import {
  type DirectMessage,
  directRoom,
  limits,
  type RoomMessage,
  type ServerMessage,
} from "../protocol.ts";
import { DayLine } from "./day_line.ts";
import { describeEnd, describePage, type PageEvent } from "./describe_pages.ts";
import { formatMessage, type FormatOptions, formatTold } from "./format.ts";
import { historyCommand } from "./own_commands.ts";
import { parseHistoryArguments, ScrollBack } from "./scroll_back.ts";

export interface MessageViewOptions {
  /** Prints whole lines, given without the last line feed. */
  readonly print: (text: string) => void;
  readonly format: () => FormatOptions;
}

/** What was said, between a line above it and one below that tells where the past ends. */
interface PrintedPage {
  readonly head?: string;
  readonly messages: readonly (RoomMessage | DirectMessage)[];
  readonly end?: string;
  readonly rings?: boolean;
}

const bell = "\x07";
const now = "now";

/** Messages as they are printed one below the other: live, missed, and from earlier. */
export class MessageView {
  readonly #client: ChatClient;
  readonly #options: MessageViewOptions;
  readonly #scrollBack = new ScrollBack();
  readonly #day = new DayLine(Date.now());
  /** Rooms of which more pages are to come, with how many messages others said in the pages shown so far. */
  readonly #catchingUp = new Map<string, number>();
  /** Whether the bell has rung for something missed since the last connection. */
  #rung = false;

  constructor(client: ChatClient, options: MessageViewOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** The connection has come or gone. `forgotten`: the server has another history than the one that was shown. */
  connected({ forgotten = false }: { readonly forgotten?: boolean } = {}): void {
    if (forgotten) this.#scrollBack.restart();
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
    if (message.type === "direct") this.#scrollBack.shown(directRoom, [message]);
    if (message.type === "left") this.#scrollBack.restart(message.room);
    const text = formatMessage(message, this.#options.format());
    if (text === undefined) return;
    const day = "ts" in message ? this.#dayBefore(message) : [];
    this.#options.print((this.#calls(message) ? bell : "") + [...day, text].join("\n"));
  }

  /** A page of what was missed, or of what was said before one came. */
  showPage(event: PageEvent): void {
    const { messages, missed, progress, leftOut } = event;
    const room = event.type === "history" ? event.room : directRoom;
    // `/history` begins with what was left out.
    if (leftOut) this.#scrollBack.restart(room);
    this.#scrollBack.shown(room, messages);
    const before = this.#catchingUp.get(room);
    const { nick } = this.#client.state;
    const count = (before ?? 0) + messages.filter(({ from }) => from !== nick).length;
    const about = { showRoom: this.#client.rooms.length > 1, count };
    const head = describePage(event, { ...about, continued: before !== undefined });
    if (progress === undefined) this.#catchingUp.delete(room);
    else if (missed && messages.length > 0) this.#catchingUp.set(room, count);
    const rings = missed && !this.#rung && messages.some((message) => this.#calls(message));
    if (rings) this.#rung = true;
    const counted = before !== undefined && !leftOut;
    const isEnd = progress === undefined && (head !== undefined || counted);
    const end = isEnd ? (counted ? describeEnd(event, about) : now) : undefined;
    this.#printPage({ head, messages, end, rings });
  }

  /** `/history`, with what was typed behind it: the page before what is shown. */
  async showEarlier(room: string, args: string): Promise<void> {
    const wanted = parseHistoryArguments(args);
    if (wanted === undefined) {
      const { usage } = historyCommand;
      return this.tell(`${usage}: N is a number from 1 to ${limits.historyPage}`);
    }
    const { direct, limit } = wanted;
    const place = direct ? "in direct messages" : `in #${room}`;
    try {
      const from = direct ? directRoom : room;
      const { messages } = await this.#scrollBack.page(this.#client, from, limit);
      if (messages.length === 0) this.tell(`nothing earlier ${place}`);
      else this.#printPage({ head: `earlier ${place}`, messages, end: now });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.tell(`Cannot show what was said earlier ${place}: ${error.message}`);
    }
  }

  #printPage({ head, messages, end, rings = false }: PrintedPage): void {
    const format = this.#options.format();
    const told = (text?: string) => text === undefined ? [] : [formatTold(text, format)];
    const lines = told(head);
    for (const message of messages) {
      lines.push(...this.#dayBefore(message), formatMessage(message, format) ?? "");
    }
    lines.push(...told(end));
    if (lines.length > 0) this.#options.print((rings ? bell : "") + lines.join("\n"));
  }

  #dayBefore({ ts }: { readonly ts: number }): string[] {
    const day = this.#day.before(ts);
    return day === undefined ? [] : [formatTold(day, this.#options.format())];
  }

  /** Whether the bell is to ring for it: a direct message, or a mention. */
  #calls(message: ServerMessage): boolean {
    if (message.type !== "message" && message.type !== "direct") return false;
    const { nick } = this.#client.state;
    if (message.from === nick) return false;
    return message.type === "direct" || isMention(message.text, nick);
  }
}
