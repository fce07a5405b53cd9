import assert from "node:assert/strict";
import type { ClientEvent } from "../../../client/client_event.ts";
import { ConnectionStatus } from "../../../ui/screen/connection_status.ts";
import { said, welcome } from "../../client/room_messages.ts";

const connected: ClientEvent = {
  type: "connected",
  welcome: welcome(),
  again: false,
  resumed: false,
  forgotten: false,
};
const lost: ClientEvent = { type: "disconnected", reason: "No route", retryInMs: 4500 };

Deno.test("at() tells that it connects until it has", () => {
  const status = new ConnectionStatus();
  assert.deepEqual(status.at(0), { type: "connecting" });
  status.apply(connected, 0);
  status.apply({ type: "message", message: said(1) }, 0);
  assert.deepEqual(status.at(0), { type: "connected" });
});

Deno.test("at() counts the seconds to the next attempt down, and tells of the attempt", () => {
  const status = new ConnectionStatus();
  status.apply(connected, 0);
  status.apply(lost, 1000);
  const at = (nowMs: number) => {
    const state = status.at(nowMs);
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

Deno.test("apply() begins to count again with each attempt that fails", () => {
  const status = new ConnectionStatus();
  status.apply(lost, 0);
  status.apply({ ...lost, reason: "Refused", retryInMs: 9000 }, 5000);
  assert.deepEqual(status.at(5000), { type: "reconnecting", inSeconds: 9, reason: "Refused" });
  status.apply(connected, 6000);
  assert.deepEqual(status.at(6000), { type: "connected" });
  status.apply({ type: "closed" }, 7000);
  assert.deepEqual(status.at(7000), { type: "connecting" });
});

Deno.test("retried() cuts the wait short, if there is one", () => {
  const status = new ConnectionStatus();
  status.retried(0);
  assert.deepEqual(status.at(0), { type: "connecting" });
  status.apply(lost, 0);
  status.retried(1000);
  assert.deepEqual(status.at(1000), { type: "connecting" });
  status.apply(connected, 2000);
  status.retried(2000);
  assert.deepEqual(status.at(2000), { type: "connected" });
});
