import assert from "node:assert/strict";
import { ClientError, type ClientErrorCode } from "../../client/client_error.ts";
import type { Outgoing } from "../../client/outgoing/outgoing.ts";
import type {
  ErrorCode,
  ErrorMessage,
  MessageKind,
  RoomMessage,
  SayToPerson,
  SayToRoom,
} from "../../protocol.ts";
import { Sent } from "./sent.ts";

export function say(text: string): SayToRoom {
  return { type: "say", room: "lobby", text, kind: "text" };
}

export function sayTo(to: string, text: string, kind: MessageKind = "text"): SayToPerson {
  return { type: "say", to, text, kind };
}

/** By ann. */
export function echo({ room, text, kind, id }: SayToRoom, seq = 1): RoomMessage {
  return { type: "message", room, seq, ts: 0, from: "ann", text, kind, id };
}

/** Of what was sent under that `id`. */
export function refusal(
  id: string | undefined,
  code: ErrorCode,
  retryAfterMs?: number,
): ErrorMessage {
  return { type: "error", code, message: "No", id, retryAfterMs };
}

export function rejectsWith(
  promise: Promise<unknown>,
  code: ClientErrorCode,
  serverCode?: ErrorCode,
): Promise<void> {
  return assert.rejects(promise, (error) => {
    assert.ok(error instanceof ClientError);
    assert.equal(error.code, code);
    assert.equal(error.serverCode, serverCode);
    return true;
  });
}

/** Gives what the connection sends, to a server with these features. */
export function connect(outgoing: Outgoing, features: readonly string[] = []): Sent {
  const sent = new Sent();
  outgoing.connected(sent.send, features);
  return sent;
}
