import type { ClientEvent } from "../../../client/client_event.ts";
import { type Connected, describeWelcome } from "../../connection_text.ts";
import { alertFor } from "../attention.ts";
import { connectionAfter } from "../connection_status.ts";
import type { ScreenState } from "../screen_state.ts";
import { openResults } from "./results.ts";
import { routed } from "./server_commands.ts";

export function applyClientEvent(state: ScreenState, event: ClientEvent): void {
  const { reading } = state;
  state.connection = connectionAfter(state.connection, event, state.monotonicMs());
  const isMessage = event.type === "message";
  const shown = isMessage ? { ...event, message: routed(state, event.message) } : event;
  alertToCalls(state, shown);
  if (event.type === "connected") {
    if (state.hint?.untilConnected) state.hint = undefined;
    reading.fillAgain();
    greet(state, event);
  }
  if (isMessage && event.message.type === "results") openResults(state, event.message);
  // Nothing is drawn after it.
  if (event.type === "closed") markRead(state);
}

/** The first time also with what is wrong with the settings, where something is, and how to find help. */
function greet({ conversations, server, settingsProblem }: ScreenState, event: Connected): void {
  const help = "/help shows the commands, ? the keys, Ctrl+D leaves.";
  const welcome = `You are ${server.nick} on ${server.server}. ${help}`;
  const told = event.again
    ? [describeWelcome(event)]
    : [settingsProblem, describeWelcome(event), welcome, server.motd];
  for (const text of told) if (text !== undefined) conversations.tell(text);
}

/** Has the client keep what is read: as it is drawn, since many events may come meanwhile. */
export function markRead({ conversations, effects }: ScreenState): void {
  conversations.endReached();
  for (const [room, seq] of conversations.readSeqs) {
    effects.push({ type: "markRead", room, seq });
  }
}

function alertToCalls(state: ScreenState, event: ClientEvent): void {
  const { conversations, settings: { bell }, effects } = state;
  for (const call of conversations.apply(event)) {
    const nowMs = state.monotonicMs();
    const isRead = conversations.isRead(call.conversation);
    const alert = alertFor(call, { bell, isRead, sinceMs: nowMs - state.alertedAtMs });
    if (alert === undefined) continue;
    state.alertedAtMs = nowMs;
    effects.push(alert);
  }
}
