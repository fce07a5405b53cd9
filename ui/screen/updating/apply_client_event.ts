import type { ClientEvent, ConnectedEvent } from "../../../client/client_event.ts";
import { keepRead } from "../../../client/conversations/keep_read.ts";
import type { ServerMessage } from "../../../protocol.ts";
import type { ScreenState } from "../screen_state.ts";
import { takeOut } from "./take_out.ts";
import { openResults } from "./results.ts";

export function applyClientEvent(state: ScreenState, event: ClientEvent): void {
  const isMessage = event.type === "message";
  const shown = isMessage
    ? { ...event, message: state.serverCommands.routed(event.message) }
    : event;
  const alert = state.conversations.apply(shown);
  const rung = alert && state.bell.ring(alert);
  if (rung !== undefined) state.effects.push({ type: "alert", ...rung });
  const news = state.news.describe(event);
  switch (event.type) {
    case "connected":
      state.connection = { type: "connected" };
      if (state.hint?.untilConnected) state.hint = undefined;
      tellEverywhere(state, news);
      return state.reading.fillAgain();
    case "ready":
      return greet(state, event.connected, news);
    case "disconnected": {
      const { reason, retryInMs } = event;
      if (state.hint?.untilConnected) state.hint = undefined;
      state.connection = { type: "lost", retryAtMs: state.monotonicMs() + retryInMs, reason };
      return tellEverywhere(state, news);
    }
    case "message":
      if (event.message.type === "results") openResults(state, event.message);
      return takeOutNamed(state, [event.message]);
    case "closed":
      // Nothing is drawn after it.
      return markRead(state);
    case "history":
      return takeOutNamed(state, event.messages);
    case "arrived":
      return;
    default:
      return event satisfies never;
  }
}

function takeOutNamed(state: ScreenState, messages: readonly ServerMessage[]): void {
  for (const message of messages) {
    const isSaid = message.type === "message" || message.type === "direct";
    if (isSaid && message.kind === "deletion") takeOut(state, message);
  }
}

/** Has the client keep what is read, as it is drawn. */
export function markRead({ conversations, effects }: ScreenState): void {
  keepRead(conversations, {
    markRead: (room, seq) => effects.push({ type: "markRead", room, seq }),
    tellRead: (place) => effects.push({ type: "tellRead", place }),
  });
}

/**
 * Below what was said before. The first time also what is wrong with the settings, where one is, and how to find help.
 */
function greet(state: ScreenState, event: ConnectedEvent, news: string | undefined): void {
  if (event.again) return tellEverywhere(state, news);
  const { server: { server, nick, motd }, settingsProblem, conversations } = state;
  const help = "/help shows the commands, F1 the keys, Ctrl+D leaves.";
  const told = [settingsProblem, news, `You are ${nick} on ${server}. ${help}`, motd];
  for (const text of told) if (text !== undefined) conversations.tell(text);
}

function tellEverywhere({ conversations }: ScreenState, text: string | undefined): void {
  if (text !== undefined) conversations.tellEverywhere(text);
}
