import { type Alert, ringsBell } from "../../../client/conversations/alert.ts";
import type { ClientEvent, ConnectedEvent } from "../../../client/client_event.ts";
import type { ServerMessage } from "../../../protocol.ts";
import { placeName } from "../drawing/lists.ts";
import type { ScreenState } from "../screen_state.ts";
import { takeOut } from "./take_out.ts";
import { openResults } from "./results.ts";

/** Since the last alert: several in a row are one. */
const quietMs = 2000;
/** In UTF-16 code units. */
const maxAlertLength = 200;

export function applyClientEvent(state: ScreenState, event: ClientEvent): void {
  const isMessage = event.type === "message";
  const shown = isMessage
    ? { ...event, message: state.serverCommands.routed(event.message) }
    : event;
  const alert = state.conversations.apply(shown);
  if (alert !== undefined) alertTo(state, alert);
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

/** Has the client keep what is read: as it is drawn, since many events may come meanwhile. */
export function markRead({ conversations, effects }: ScreenState): void {
  conversations.endReached();
  for (const [room, seq] of conversations.readSeqs) {
    effects.push({ type: "markRead", room, seq });
  }
  for (const place of conversations.readPlaces) effects.push({ type: "tellRead", place });
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

/** That there is no connection, or one again, concerns all conversations. */
function tellEverywhere({ conversations }: ScreenState, text: string | undefined): void {
  if (text === undefined) return;
  for (const each of conversations.list) conversations.tell(text, each);
}

function alertTo(state: ScreenState, alert: Alert): void {
  const { conversations, settings: { bell }, effects } = state;
  const { conversation, message: { from, text } } = alert;
  const nowMs = state.monotonicMs();
  const isQuiet = nowMs - state.alertedAtMs < quietMs;
  const isRead = conversations.isRead(conversation);
  if (isQuiet || !ringsBell(alert, bell, { isRead })) return;
  state.alertedAtMs = nowMs;
  const place = conversation.type === "room" ? ` in ${placeName(conversation)}` : "";
  effects.push({ type: "alert", title: from + place, body: text.slice(0, maxAlertLength) });
}
