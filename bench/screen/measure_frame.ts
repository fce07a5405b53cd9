import { defaultTerminalSettings } from "../../ui/terminal_settings.ts";
import { ClientState } from "../../client/state.ts";
import type { ServerMessage } from "../../protocol.ts";
import { type Drawing, frameRows } from "../../ui/screen/drawing/frame.ts";
import { createScreenState } from "../../ui/screen/create_screen_state.ts";
import type { ScreenState } from "../../ui/screen/screen_state.ts";
import { localClock } from "../../ui/screen/style/look.ts";
import { createTheme } from "../../ui/screen/style/theme.ts";
import { update } from "../../ui/screen/updating/update.ts";
import { view } from "../../ui/screen/view.ts";
import { median } from "../median.ts";

const warmUpFrames = 200;
const frames = 500;
const texts = [
  "short",
  "a text of some words, as people write them",
  "one that is longer ".repeat(9),
];

/** How long one frame of a busy room takes to be made, in milliseconds: the median, in this process. */
export function measureFrame(size: { readonly columns: number; readonly rows: number }): number {
  const state = busyRoom(size);
  const roundTrip = { roundTripMs: 12, unansweredMs: undefined };
  let before: Drawing | undefined;
  let seq = 1000;
  const tookMs: number[] = [];
  for (let frame = 0; frame < warmUpFrames + frames; frame++) {
    // Something new in each, so that each moves all rows.
    hear(state, messageOf(++seq));
    const startedAtMs = performance.now();
    before = view(state, { size, roundTrip, before });
    frameRows(before);
    if (frame >= warmUpFrames) tookMs.push(performance.now() - startedAtMs);
  }
  return median(tookMs);
}

function busyRoom({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  const silent = () => Promise.reject(new Error("Nothing is sent"));
  const nothing = () => {};
  const state = createScreenState({
    client: { state: new ClientState(), say: silent, history: silent },
    settings: { settings: defaultTerminalSettings },
    rooms: ["lobby"],
    typing: false,
    look: {
      theme: createTheme("terminal", 256),
      columns,
      ownNick: "typist",
      own: new ClientState(),
      timestamps: "short",
      hours: "24h",
      clock: localClock,
    },
    height: rows,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    onChange: nothing,
    onEvent: nothing,
  });
  const members = Array.from({ length: 50 }, (_, index) => ({ nick: `nick${index}` }));
  const topic = "What it is about";
  hear(state, { type: "joined", room: "lobby", topic, members, count: members.length, seq: 0 });
  for (let seq = 1; seq <= 1000; seq++) hear(state, messageOf(seq));
  return state;
}

function hear(state: ScreenState, message: ServerMessage): void {
  state.server.apply(message);
  update(state, { type: "client", event: { type: "message", message } });
}

function messageOf(seq: number): ServerMessage {
  const text = `${seq} ${texts[seq % texts.length]}`;
  const from = `nick${seq % 50}`;
  return { type: "message", room: "lobby", seq, ts: seq * 1000, from, text, kind: "text" };
}
