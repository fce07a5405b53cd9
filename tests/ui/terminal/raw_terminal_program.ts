/**
 * A program on a full screen, for tests in a real terminal: it shows what comes in. `q` leaves, `x`
 * fails, `r` is a promise that fails, `p` shows the process, Ctrl+Z suspends, and SIGTERM ends it.
 */

import type { InputEvent } from "../../../ui/keys/input_event.ts";
import { ScreenWriter } from "../../../ui/screen/drawing/screen_writer.ts";
import { giveBackOnCrash } from "../../../ui/terminal/give_back_on_crash.ts";
import { RawTerminal } from "../../../ui/terminal/raw_terminal.ts";
import { forFullScreen } from "../../../ui/terminal/terminal_codes.ts";

const came: string[] = [];

function draw(): void {
  const { columns, rows } = terminal.size;
  const shown = [`${columns}x${rows}`, ...came].slice(0, rows);
  writer.draw(shown, { column: 0, row: shown.length - 1 });
}

function describe(event: InputEvent): string {
  switch (event.type) {
    case "key":
      return `key ${event.name}`;
    case "paste":
      return `paste ${JSON.stringify(event.text)}`;
    case "mouse":
      return `${event.action} ${event.column} ${event.row}`;
    case "focus":
      return `focus ${event.focused}`;
    default:
      return event satisfies never;
  }
}

function onInput(event: InputEvent): void {
  if (event.type !== "focus") came.push(describe(event));
  if (event.type === "key" && event.name === "p") came.push(`pid ${Deno.pid}`);
  draw();
  if (event.type !== "key") return;
  if (event.name === "q") end();
  if (event.name === "x") throw new Error("It failed");
  if (event.name === "r") Promise.reject(new Error("It was rejected"));
  if (event.name === "ctrl+z") terminal.suspend();
}

function redraw(): void {
  writer.reset();
  draw();
}

function end(): void {
  terminal[Symbol.dispose]();
  Deno.removeSignalListener("SIGTERM", end);
}

const terminal = new RawTerminal({
  modes: forFullScreen,
  onInput,
  onResize: redraw,
  onResume: () => {
    came.push("resumed");
    redraw();
  },
  onEnd: end,
});
const writer = new ScreenWriter(terminal);
giveBackOnCrash(terminal);
Deno.addSignalListener("SIGTERM", end);
terminal.setTitle("a title");
terminal.setMouse(true);
draw();
