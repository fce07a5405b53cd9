import type { ClientEvent } from "../../client/client_event.ts";
import type { ConnectionState } from "./drawing/status_text.ts";

/** What the events told of the connection. Times are of a clock that never goes back. */
export interface ConnectionStatus {
  readonly isConnected: boolean;
  readonly lost?: { readonly retryAtMs: number; readonly reason: string };
}

export const notConnected: ConnectionStatus = { isConnected: false };

export function connectionAfter(
  status: ConnectionStatus,
  event: ClientEvent,
  nowMs: number,
): ConnectionStatus {
  switch (event.type) {
    case "connected":
      return { isConnected: true };
    case "disconnected":
      return {
        isConnected: false,
        lost: { retryAtMs: nowMs + event.retryInMs, reason: event.reason },
      };
    case "closed":
      return { ...status, isConnected: false };
    default:
      return status;
  }
}

/** The next attempt is made at once. */
export function connectionRetried(status: ConnectionStatus, nowMs: number): ConnectionStatus {
  return status.lost === undefined
    ? status
    : { ...status, lost: { ...status.lost, retryAtMs: nowMs } };
}

export function connectionAt(
  { isConnected, lost }: ConnectionStatus,
  nowMs: number,
): ConnectionState {
  if (isConnected) return { type: "connected" };
  if (lost === undefined || nowMs >= lost.retryAtMs) return { type: "connecting" };
  const inSeconds = Math.ceil((lost.retryAtMs - nowMs) / 1000);
  return { type: "reconnecting", inSeconds, reason: lost.reason };
}
