import type { SaidMessage } from "../../protocol.ts";
import type { ReadPlace } from "../chat_client.ts";
import type { ClientEvent } from "../client_event.ts";
import type { ClientState } from "../state.ts";

/** How far one has read who has read what the event brings. */
export function placesOf(
  event: ClientEvent,
  state: Pick<ClientState, "isOwnMessage">,
): readonly ReadPlace[] {
  return saidIn(event).flatMap((message) => placeOf(message, state) ?? []);
}

function saidIn(event: ClientEvent): readonly SaidMessage[] {
  if (event.type === "history") return event.messages;
  if (event.type !== "message") return [];
  const { message } = event;
  return message.type === "message" || message.type === "direct" ? [message] : [];
}

/** Undefined where it is not known who the other one is. */
function placeOf(
  message: SaidMessage,
  state: Pick<ClientState, "isOwnMessage">,
): ReadPlace | undefined {
  const { seq } = message;
  if (message.type === "message") return { room: message.room, seq };
  const person = state.isOwnMessage(message) ? message.toPerson : message.person;
  return person === undefined ? undefined : { with: person, seq };
}
