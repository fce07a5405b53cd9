import type { ChatClient } from "../client/chat_client.ts";
import { type HistoryPage, limits, type RoomMessage } from "../protocol.ts";

/** Leads back through what was said in rooms, page by page. */
export class ScrollBack {
  /** Of each room, the `seq` of the oldest message shown. */
  readonly #oldest = new Map<string, number>();
  /** One page after another, since each begins where the one before ended. */
  #last: Promise<unknown> = Promise.resolve();

  /** These were shown, oldest first. */
  shown(room: string, messages: readonly RoomMessage[]): void {
    const [first] = messages;
    if (first === undefined) return;
    this.#oldest.set(room, Math.min(this.#oldest.get(room) ?? first.seq, first.seq));
  }

  /** Goes back from what is shown next: there is a gap, or nothing that was shown counts any more. */
  restart(room: string): void {
    this.#oldest.delete(room);
  }

  /** The page before the oldest shown, which then counts as shown. Rejects as `ChatClient.history` does. */
  page(client: ChatClient, room: string, limit: number): Promise<HistoryPage> {
    const fetch = async () => {
      const page = await client.history(room, { before: this.#oldest.get(room), limit });
      this.shown(room, page.messages);
      return page;
    };
    const page = this.#last.then(fetch);
    this.#last = page.catch(() => {});
    return page;
  }
}

/** How many messages `/history` is to show; undefined for what is no such number. */
export function parseCount(args: string): number | undefined {
  if (args.trim() === "") return limits.joinedPage;
  const count = /^\d+$/.test(args.trim()) ? Number(args) : 0;
  return count >= 1 && count <= limits.historyPage ? count : undefined;
}
