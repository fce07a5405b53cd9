import { type Alert, ringsBell } from "../../../client/conversations/alert.ts";
import type { ClientEvent, ConnectedEvent } from "../../../client/client_event.ts";
import { describeWelcome } from "../../connection_text.ts";
import { placeName } from "../drawing/lists.ts";
import type { ScreenState } from "../screen_state.ts";
import { openResults } from "./results.ts";
import { routed } from "./server_commands.ts";

/** Since the last alert: several in a row are one. */
const quietMs = 2000;
/** In UTF-16 code units. */
const maxAlertLength = 200;

export function applyClientEvent(state: ScreenState, event: ClientEvent): void {
  const isMessage = event.type === "message";
  const shown = isMessage ? { ...event, message: routed(state, event.message) } : event;
  const alert = state.conversations.apply(shown);
  if (alert !== undefined) alertTo(state, alert);
  switch (event.type) {
    case "connected":
      state.connection = { type: "connected" };
      if (state.hint?.untilConnected) state.hint = undefined;
      return state.reading.fillAgain();
    case "ready":
      return greet(state, event.connected);
    case "disconnected": {
      const { reason, retryInMs } = event;
      state.connection = { type: "lost", retryAtMs: state.monotonicMs() + retryInMs, reason };
      return;
    }
    case "message":
      if (event.message.type === "results") openResults(state, event.message);
      return;
    case "closed":
      // Nothing is drawn after it.
      return markRead(state);
    case "history":
    case "arrived":
      return;
    default:
      return event satisfies never;
  }
}

/** Has the client keep what is read: as it is drawn, since many events may come meanwhile. */
export function markRead({ conversations, effects }: ScreenState): void {
  conversations.endReached();
  for (const [room, seq] of conversations.readSeqs) {
    effects.push({ type: "markRead", room, seq });
  }
}

/**
 * Below what was said before. The first time also what is wrong with the settings, where one is, and how to find help.
 */
function greet(
  { server: { server, nick, motd }, settingsProblem, conversations }: ScreenState,
  event: ConnectedEvent,
): void {
  const told = [describeWelcome(event)];
  if (!event.again) {
    const help = "/help shows the commands, ? the keys, Ctrl+D leaves.";
    told.unshift(settingsProblem);
    told.push(`You are ${nick} on ${server}. ${help}`, motd);
  }
  for (const text of told) if (text !== undefined) conversations.tell(text);
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
