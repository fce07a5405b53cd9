import type { ClientEvent } from "../../../client/client_event.ts";
import { alertFor } from "../attention.ts";
import { connectionAfter } from "../connection_status.ts";
import { greeting } from "../greeting.ts";
import type { ScreenState } from "../screen_state.ts";
import { openResults } from "./results.ts";
import { routed } from "./server_commands.ts";

export function applyClientEvent(state: ScreenState, event: ClientEvent): void {
  const { conversations, reading } = state;
  state.connection = connectionAfter(state.connection, event, state.monotonicMs());
  const isMessage = event.type === "message";
  const shown = isMessage ? { ...event, message: routed(state, event.message) } : event;
  alertToCalls(state, shown);
  if (event.type === "connected") {
    if (state.hint?.untilConnected) state.hint = undefined;
    reading.fillAgain();
    const told = greeting(event, state.server, state.settingsProblem);
    for (const text of told) conversations.tell(text);
  }
  if (isMessage && event.message.type === "results") openResults(state, event.message);
  // Nothing is drawn after it.
  if (event.type === "closed") markRead(state);
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
