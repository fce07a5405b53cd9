import type { ChatClient, HistoryOptions } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import { EventQueue } from "../../client/event_queue.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import { ClientState } from "../../client/state.ts";
import type { DirectPage, HistoryPage, RoomMessage, SayMessage } from "../../protocol.ts";
import { direct, joined, said, welcome } from "../client/room_messages.ts";

/** A client in the lobby, with a history of its own and nobody to say anything to. */
export class FakeChatClient implements ChatClient {
  readonly state = new ClientState();
  readonly events = new EventQueue<ClientEvent>();
  rooms: readonly string[] = ["lobby"];
  readonly pending: SayMessage[] = [];
  /** The `seq`s of what was said in every room, and to ann alone. */
  said: readonly number[] = [];
  /** Whether it waits to connect again. */
  isWaiting = false;
  isConnected = false;
  /** What it was told to do. */
  readonly calls: string[] = [];

  constructor() {
    this.state.apply(welcome());
    this.state.apply(joined());
  }

  say(): Promise<RoomMessage> {
    return Promise.reject(notConnected());
  }

  runCommand(name: string, args: string): void {
    if (!this.isConnected) throw notConnected();
    this.calls.push(`run ${name} ${args}`.trimEnd());
  }

  async history(room: string, options: HistoryOptions = {}): Promise<HistoryPage> {
    const messages = (await this.#page(options)).map((seq) => said(seq, { room }));
    return { type: "history", room, messages, complete: true };
  }

  async directHistory(options: HistoryOptions = {}): Promise<DirectPage> {
    const messages = (await this.#page(options)).map((seq) => direct(seq));
    return { type: "directs", messages, complete: true };
  }

  retryNow(): boolean {
    this.calls.push("retry");
    return this.isWaiting;
  }

  async close(text?: string): Promise<void> {
    this.calls.push(`close ${text}`);
    await this.events.push({ type: "closed" });
    this.events.end();
  }

  #page({ before = Infinity, limit = 50 }: HistoryOptions): Promise<readonly number[]> {
    if (this.said.length === 0) return Promise.reject(notConnected());
    return Promise.resolve(this.said.filter((seq) => seq < before).slice(-limit));
  }
}

function notConnected(): ClientError {
  return new ClientError("not_connected", "There is no connection now");
}
