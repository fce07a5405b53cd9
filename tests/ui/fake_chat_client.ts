import type { ChatClient, HistoryOptions } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import { EventQueue } from "../../client/event_queue.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import { ClientState } from "../../client/state.ts";
import type { DirectPage, HistoryPage, RoomMessage, SayMessage } from "../../protocol.ts";
import { joined, said, welcome } from "../client/room_messages.ts";

/** A client in the lobby, with a history of its own and nobody to say anything to. */
export class FakeChatClient implements ChatClient {
  readonly state = new ClientState();
  readonly events = new EventQueue<ClientEvent>();
  readonly pending: SayMessage[] = [];
  /** The `seq`s of what was said in every room. */
  said: readonly number[] = [];

  constructor() {
    this.state.apply(welcome());
    this.state.apply(joined());
  }

  say(): Promise<RoomMessage> {
    return Promise.reject(notConnected());
  }

  runCommand(): void {
    throw notConnected();
  }

  history(
    room: string,
    { before = Infinity, limit = 50 }: HistoryOptions = {},
  ): Promise<HistoryPage> {
    if (this.said.length === 0) return Promise.reject(notConnected());
    const older = this.said.filter((seq) => seq < before);
    const messages = older.slice(-limit).map((seq) => said(seq, { room }));
    return Promise.resolve({ type: "history", room, messages, complete: true });
  }

  directHistory(): Promise<DirectPage> {
    return Promise.reject(notConnected());
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function notConnected(): ClientError {
  return new ClientError("not_connected", "There is no connection now");
}
