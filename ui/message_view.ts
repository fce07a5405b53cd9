import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import { alertReason } from "../client/conversations/alert.ts";
import { isSpoken } from "../client/conversations/deletion.ts";
import { isShown, withoutIgnored } from "../client/conversations/message_filter.ts";
import type { Settings } from "../client/settings/settings.ts";
import {
  type CommandSummary,
  directRoom,
  limits,
  type SaidMessage,
  type ServerMessage,
} from "../protocol.ts";
import { localDay } from "../helpers/text/local_time.ts";
import { describePage, type PageEvent } from "./describe_page.ts";
import { formatMessage, formatNote, type FormatOptions, formatTimedNote } from "./format.ts";

/** What stands around messages: a line above them, one below that tells where the past ends, and the bell. */
interface Around {
  readonly head?: string;
  readonly end?: string;
  readonly rings?: boolean;
}

/** What only this client can run: what it shows depends on what is shown. */
export const historyCommand: CommandSummary = {
  name: "history",
  aliases: [],
  usage: `/history [${directRoom}] [N]`,
  summary:
    `Show what was said earlier, N messages of at most ${limits.historyPage}; with ${directRoom}, direct messages. /history off: what you type is not kept for the next run`,
};

const bell = "\x07";
const now = "now";

/** Messages as they are printed one below the other: live, missed, and from earlier. */
export class MessageView {
  /** Of each room, and of what is direct under `directRoom`, the `seq` of the oldest message shown. */
  readonly #oldest = new Map<string, number>();
  /** Rooms of which more pages of what was missed are to come. */
  readonly #catchingUp = new Set<string>();
  /** Of what was shown last. */
  #day = localDay(Date.now());
  /** Whether the bell has rung for something missed since the last connection. */
  #hasRung = false;
  /** Pages of what was said earlier come one at a time, since each begins where the one before ended. */
  #earlier: Promise<void> = Promise.resolve();

  /** `print`: whole lines, given without the last line feed. */
  constructor(
    private readonly client: ChatClient,
    private readonly print: (text: string) => void,
    private readonly format: () => FormatOptions,
    private readonly settings: () => Settings,
  ) {}

  /** The connection has come or gone. `forgotten`: the server has another history than the one that was shown. */
  connected({ forgotten = false }: { readonly forgotten?: boolean } = {}): void {
    if (forgotten) this.#oldest.clear();
    this.#catchingUp.clear();
    this.#hasRung = false;
  }

  /** What the client tells by itself. */
  tell(text: string): void {
    this.print(formatNote(text, this.format()));
  }

  /** What the client tells of what happens now, such as that there is no connection. */
  tellNow(text: string): void {
    this.print(formatTimedNote(text, this.format()));
  }

  /** What comes live. */
  show(message: ServerMessage): void {
    if (message.type === "left") this.#oldest.delete(message.room);
    this.#remember(message);
    const shown = this.#shown(message);
    if (shown !== undefined) this.#print([shown], { rings: this.#calls(shown) });
  }

  /** A page of what was missed, or of what was said before one came. */
  showPage(page: PageEvent): void {
    const event = { ...page, messages: this.#shownOf(page.messages) };
    const { room, messages, missed, progress, leftOut } = event;
    // `/history` begins with what was left out.
    if (leftOut) this.#oldest.delete(room);
    for (const message of page.messages) this.#remember(message);
    const about = { own: this.client.state.nick, showRoom: this.client.rooms.length > 1 };
    const isContinued = this.#catchingUp.has(room);
    const head = isContinued && !leftOut ? undefined : describePage(event, about);
    const hasHead = isContinued || head !== undefined;
    if (progress === undefined) this.#catchingUp.delete(room);
    else if (hasHead) this.#catchingUp.add(room);
    const rings = missed && !this.#hasRung && messages.some((message) => this.#calls(message));
    this.#hasRung ||= rings;
    this.#print(messages, {
      head,
      end: hasHead && progress === undefined ? now : undefined,
      rings,
    });
  }

  /** `/history`, with what was typed behind it: the page before what is shown. */
  showEarlier(room: string, args: string): Promise<void> {
    return this.#earlier = this.#earlier.then(() => this.#showEarlier(room, args));
  }

  async #showEarlier(room: string, args: string): Promise<void> {
    const [typed, direct, number] = /^(?:(@)(?:\s+|$))?(\d+)?$/.exec(args.trim()) ?? [];
    const limit = Number(number ?? limits.joinedPage);
    if (typed === undefined || limit < 1 || limit > limits.historyPage) {
      return this.tell(`${historyCommand.usage}: N is a number from 1 to ${limits.historyPage}`);
    }
    const from = direct === undefined ? room : directRoom;
    const place = direct === undefined ? `in #${room}` : "in direct messages";
    try {
      const before = this.#oldest.get(from);
      const { messages } = await this.client.history(from, { before, limit });
      for (const message of messages) this.#remember(message);
      if (messages.length === 0) this.tell(`nothing earlier ${place}`);
      else this.#print(this.#shownOf(messages), { head: `earlier ${place}`, end: now });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.tell(`Cannot show what was said earlier ${place}: ${error.message}`);
    }
  }

  #print(messages: readonly ServerMessage[], { head, end, rings = false }: Around): void {
    const format = this.format();
    const told = (text?: string) => text === undefined ? [] : [formatNote(text, format)];
    const lines = told(head);
    for (const message of messages) {
      const text = formatMessage(message, format);
      if (text === undefined) continue;
      if ("ts" in message && message.ts !== undefined) {
        lines.push(...told(this.#newDay(message.ts)));
      }
      lines.push(text);
    }
    lines.push(...told(end));
    if (lines.length > 0) this.print((rings ? bell : "") + lines.join("\n"));
  }

  #shown(message: ServerMessage): ServerMessage | undefined {
    const [settings, own] = [this.settings(), this.client.state];
    if (message.type !== "message" && message.type !== "direct") {
      return withoutIgnored(message, settings, own);
    }
    return isShown(message, settings, own) ? message : undefined;
  }

  #shownOf(messages: readonly SaidMessage[]): readonly SaidMessage[] {
    return messages.filter((message) => isShown(message, this.settings(), this.client.state));
  }

  #remember(message: ServerMessage): void {
    if (message.type !== "message" && message.type !== "direct" && message.type !== "topic") return;
    const room = message.type === "direct" ? directRoom : message.room;
    const { seq = Infinity } = message;
    const oldest = Math.min(this.#oldest.get(room) ?? Infinity, seq);
    if (oldest < Infinity) this.#oldest.set(room, oldest);
  }

  /** The day to show above what happened then; undefined if it is that of the line above. */
  #newDay(ts: number): string | undefined {
    const day = localDay(ts);
    if (day === this.#day) return undefined;
    this.#day = day;
    return day;
  }

  /** Whether the bell is to ring for it: a direct message, or a mention. */
  #calls(message: ServerMessage): boolean {
    if (message.type !== "message" && message.type !== "direct") return false;
    if (!isSpoken(message)) return false;
    const { state } = this.client;
    return !state.isOwnMessage(message) && alertReason(message, state.mentions) !== "said";
  }
}
