import assert from "node:assert/strict";
import type { ClientEvent } from "../../../client/client_event.ts";
import {
  connectionAfter,
  connectionAt,
  connectionRetried,
  notConnected,
} from "../../../ui/screen/connection_status.ts";
import { said, welcome } from "../../client/room_messages.ts";

const connected: ClientEvent = {
  type: "connected",
  welcome: welcome(),
  again: false,
  resumed: false,
  forgotten: false,
};
const lost: ClientEvent = { type: "disconnected", reason: "No route", retryInMs: 4500 };

/** After events, each at its time. */
function after(...events: readonly (readonly [event: ClientEvent, atMs: number])[]) {
  return events.reduce(
    (status, [event, atMs]) => connectionAfter(status, event, atMs),
    notConnected,
  );
}

Deno.test("connectionAt() tells that it connects until it has", () => {
  assert.deepEqual(connectionAt(notConnected, 0), { type: "connecting" });
  const status = after([connected, 0], [{ type: "message", message: said(1) }, 0]);
  assert.deepEqual(connectionAt(status, 0), { type: "connected" });
});

Deno.test("connectionAt() counts the seconds to the next attempt down, and tells of the attempt", () => {
  const status = after([connected, 0], [lost, 1000]);
  const at = (nowMs: number) => {
    const state = connectionAt(status, nowMs);
    return state.type === "reconnecting" ? `${state.inSeconds} ${state.reason}` : state.type;
  };
  assert.deepEqual([1000, 1501, 5499, 5500, 9000].map(at), [
    "5 No route",
    "4 No route",
    "1 No route",
    "connecting",
    "connecting",
  ]);
});

Deno.test("connectionAfter() begins to count again with each attempt that fails", () => {
  const refused: ClientEvent = { ...lost, reason: "Refused", retryInMs: 9000 };
  const failed = after([lost, 0], [refused, 5000]);
  const waiting = { type: "reconnecting", inSeconds: 9, reason: "Refused" };
  assert.deepEqual(connectionAt(failed, 5000), waiting);
  const again = connectionAfter(failed, connected, 6000);
  assert.deepEqual(connectionAt(again, 6000), { type: "connected" });
  const closed = connectionAfter(again, { type: "closed" }, 7000);
  assert.deepEqual(connectionAt(closed, 7000), { type: "connecting" });
});

Deno.test("connectionRetried() cuts the wait short, if there is one", () => {
  const none = connectionRetried(notConnected, 0);
  assert.deepEqual(connectionAt(none, 0), { type: "connecting" });
  const status = connectionRetried(after([lost, 0]), 1000);
  assert.deepEqual(connectionAt(status, 1000), { type: "connecting" });
  const again = connectionRetried(connectionAfter(status, connected, 2000), 2000);
  assert.deepEqual(connectionAt(again, 2000), { type: "connected" });
});
