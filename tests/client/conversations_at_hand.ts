import type { CaughtUp } from "../../client/resume/catch_up.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import type { Alert } from "../../client/conversations/alert.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import { Conversations } from "../../client/conversations/conversations.ts";
import { defaultSettings, type Settings } from "../../client/settings/settings.ts";
import { ClientState } from "../../client/state.ts";
import type { DirectMessage, RoomMessage, ServerMessage } from "../../protocol.ts";
import { connected, eventsOf, joined } from "./room_messages.ts";

/** The conversations of ann, who is in the lobby with bob; what the server sends goes into the state first. */
export class ConversationsAtHand {
  readonly state = new ClientState();
  settings: Settings = defaultSettings;
  nowMs = 1000;
  monotonicMs = 0;
  readonly all: Conversations;

  /** `joined`: those of the rooms that the server has let her into already; all if absent. */
  constructor(
    rooms: readonly string[] = ["lobby"],
    { joined: there = rooms }: { readonly joined?: readonly string[] } = {},
  ) {
    this.all = new Conversations({
      state: this.state,
      settings: () => this.settings,
      nowMs: () => this.nowMs,
      monotonicMs: () => this.monotonicMs,
      rooms,
    });
    this.connect();
    this.take(...there.map((room) => joined({ room })));
  }

  /** All that it alerts the person for. */
  apply(event: ClientEvent): readonly Alert[] {
    this.state.applyEvent(event);
    const alert = this.all.apply(event);
    return alert === undefined ? [] : [alert];
  }

  take(...messages: readonly ServerMessage[]): readonly Alert[] {
    return messages.flatMap(eventsOf).flatMap((event) => this.apply(event));
  }

  /** Rooms that were joined before, after a reconnection. */
  comeBack(...rooms: readonly string[]): void {
    for (const room of rooms) this.apply({ type: "message", message: joined({ room }) });
  }

  connect(about: { readonly again?: boolean; readonly resumed?: boolean } = {}): void {
    this.apply(connected(about));
  }

  /** A page of the lobby that was missed, unless it says otherwise. */
  takePage(
    messages: readonly RoomMessage[],
    about: Partial<CaughtUp> & { readonly room?: string } = {},
  ): readonly Alert[] {
    return this.apply({ type: "history", room: "lobby", ...missed(messages), ...about });
  }

  takeDirects(messages: readonly DirectMessage[], about: Partial<CaughtUp> = {}): readonly Alert[] {
    return this.apply({ type: "history", room: "@", ...missed(messages), ...about });
  }

  get(key: string): Conversation {
    const found = this.all.find(key);
    if (found === undefined) throw new Error(`There is no ${key}`);
    return found;
  }

  get keys(): string[] {
    return this.all.list.map(({ key }) => key);
  }
}

function missed<Message extends { readonly seq: number }>(messages: readonly Message[]) {
  return { messages, missed: true, leftOut: false, seq: messages.at(-1)?.seq ?? 0 };
}
