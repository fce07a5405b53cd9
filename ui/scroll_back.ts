import type { ChatClient } from "../client/chat_client.ts";
import { directRoom, limits, type PageMessage, type SaidMessage } from "../protocol.ts";

/** Leads back through what was said in rooms, and in direct messages under `directRoom`, page by page. */
export class ScrollBack {
  /** Of each room, the `seq` of the oldest message shown. */
  readonly #oldest = new Map<string, number>();
  /** Pages are fetched one at a time, since each begins where the one before ended. */
  #last: Promise<unknown> = Promise.resolve();

  /** These were shown, oldest first. */
  shown(room: string, messages: readonly SaidMessage[]): void {
    const [first] = messages;
    if (first === undefined) return;
    this.#oldest.set(room, Math.min(this.#oldest.get(room) ?? first.seq, first.seq));
  }

  /**
   * Forgets what was shown, in one room or in all: going back begins at what is shown next. For a gap in what is shown,
   * or a server with another history.
   */
  restart(room?: string): void {
    if (room === undefined) this.#oldest.clear();
    else this.#oldest.delete(room);
  }

  /** The page before the oldest shown, which then counts as shown. Rejects as `ChatClient.history` does. */
  page(client: ChatClient, room: string, limit: number): Promise<PageMessage> {
    const fetch = async () => {
      const wanted = { before: this.#oldest.get(room), limit };
      const page = await client.history(room, wanted);
      this.shown(room, page.messages);
      return page;
    };
    const page = this.#last.then(fetch);
    this.#last = page.catch(() => {});
    return page;
  }
}

/** Which messages `/history` is to show, and how many; undefined for what makes no sense. */
export function parseHistoryArguments(
  args: string,
): { readonly direct: boolean; readonly limit: number } | undefined {
  const words = args.trim().split(/\s+/).filter((word) => word !== "");
  const direct = words[0] === directRoom;
  const [number = `${limits.joinedPage}`, ...others] = direct ? words.slice(1) : words;
  const limit = /^\d+$/.test(number) ? Number(number) : 0;
  if (others.length > 0 || limit < 1 || limit > limits.historyPage) return undefined;
  return { direct, limit };
}
