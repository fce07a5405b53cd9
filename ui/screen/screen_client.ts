import type { ChatClient } from "../../client/chat_client.ts";
import type { SettingsStorage } from "../../client/settings/settings.ts";
import type { Env } from "../../helpers/env.ts";
import type { ByeMessage } from "../../protocol.ts";
import { exitStatus } from "../show_events.ts";
import { describeBye } from "../../wording/describe.ts";
import type { TerminalSettings } from "../terminal_settings.ts";
import type { InputHistoryStorage } from "../../client/writing/input_history.ts";
import type { InputEvent, MouseButton, MouseEvent } from "../keys/input_event.ts";
import { giveBackOnCrash } from "../terminal/give_back_on_crash.ts";
import { RawTerminal } from "../terminal/raw_terminal.ts";
import { forFullScreen } from "../terminal/terminal_codes.ts";
import { createScreenState } from "./create_screen_state.ts";
import { type Drawing, frameRows, targetAt, wheelAt } from "./drawing/frame.ts";
import { Redraw } from "./drawing/redraw.ts";
import { ScreenWriter } from "./drawing/screen_writer.ts";
import { runEffect } from "./effects.ts";
import type { ScreenEvent } from "./screen_event.ts";
import type { ScreenState } from "./screen_state.ts";
import { localClock, type RowClock } from "./style/look.ts";
import { colorDepth, createTheme } from "./style/theme.ts";
import type { ColorDepth } from "./style/theme_styles.ts";
import { update } from "./updating/update.ts";
import { view, windowTitle } from "./view.ts";

/** What the status line tells changes with time alone: a countdown, who types no more. */
const tickMs = 1000;

/** Titles and texts may be uncleaned. */
export type ScreenTerminal = Pick<
  RawTerminal,
  "size" | "write" | "suspend" | "alert" | "setTitle" | "setMouse" | "copy"
>;

export interface ScreenClientOptions {
  /** Asked for when connecting; the first is where one is until one goes elsewhere. */
  readonly rooms: readonly string[];
  readonly terminal: ScreenTerminal;
  readonly depth: ColorDepth;
  readonly settings: SettingsStorage<TerminalSettings>;
  readonly inputHistory: InputHistoryStorage;
  /** Stand before all else. */
  readonly warnings?: readonly string[];
  /** Whether others are told that one types. */
  readonly typing: boolean;
  /** In the time zone of this machine if absent. */
  readonly clock?: RowClock;
  readonly nowMs?: () => number;
  /** Of a clock that never goes back. */
  readonly monotonicMs?: () => number;
}

/**
 * The client on a whole terminal: brings events to the state, does what comes of them, and draws. Whoever makes it
 * opens the terminal, and closes it.
 */
export class ScreenClient implements Disposable {
  readonly #state: ScreenState;
  readonly #writer: ScreenWriter;
  readonly #redraw: Redraw;
  readonly #ticker: ReturnType<typeof setInterval>;
  #drawing: Drawing | undefined;

  constructor(private readonly client: ChatClient, private readonly options: ScreenClientOptions) {
    const { terminal, depth, rooms, typing, clock = localClock } = options;
    const { nowMs = Date.now, monotonicMs = () => performance.now() } = options;
    const settings = options.settings.load();
    const { columns, rows: height } = terminal.size;
    const { theme, timestamps, hours } = settings.settings;
    const { state: own } = client;
    const look = { theme: createTheme(theme, depth), columns, ownNick: own.nick, own };
    this.#redraw = new Redraw(() => this.#draw(), monotonicMs);
    this.#writer = new ScreenWriter(terminal);
    this.#state = createScreenState({
      ...{ client, settings, rooms, typing, height, nowMs, monotonicMs },
      look: { ...look, timestamps, hours, clock },
      typedBefore: options.inputHistory.load(),
      onChange: () => this.#redraw.request(),
      onEvent: (event) => this.#apply(event),
    });
    for (const warning of options.warnings ?? []) this.#state.conversations.warn(warning);
    this.#ticker = setInterval(() => this.#redraw.request(), tickMs);
  }

  /** Shows what happens until the client is closed; gives the server's goodbye, if there was one. */
  async run(): Promise<ByeMessage | undefined> {
    this.#redraw.request();
    let bye: ByeMessage | undefined;
    for await (const event of this.client.events) {
      if (event.type === "closed") bye = event.bye;
      this.#apply({ type: "client", event });
      this.#redraw.request();
    }
    return bye;
  }

  /** What the person does at the terminal. */
  input(input: InputEvent): void {
    const button = input.type === "mouse" ? buttonOf(input) : undefined;
    if (input.type === "mouse" && button !== undefined) {
      const target = this.#drawing && targetAt(this.#drawing, input.column, input.row);
      this.#apply({ type: "click", target, button });
    } else if (input.type === "mouse" && this.#isOverMembers(input)) {
      this.#apply({ type: "membersWheel", action: input.action });
    } else {
      this.#apply({ type: "input", input });
    }
    this.#redraw.request({ urgent: true });
  }

  #isOverMembers({ column, row }: MouseEvent): boolean {
    return this.#drawing !== undefined && wheelAt(this.#drawing, column, row) === "members";
  }

  /** The terminal is of another size, or shows something else. */
  drawAnew(): void {
    this.#writer.reset();
    this.#redraw.request();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#ticker);
    this.#redraw[Symbol.dispose]();
  }

  #apply(event: ScreenEvent): void {
    const { terminal, settings, inputHistory } = this.options;
    for (const effect of update(this.#state, event)) {
      runEffect(effect, {
        ...{ client: this.client, terminal, settings, inputHistory, sent: this.#state.sent },
        tell: (event) => {
          this.#apply(event);
          this.#redraw.request();
        },
        drawAnew: () => this.drawAnew(),
      });
    }
  }

  #draw(): void {
    this.#apply({ type: "drawing" });
    const { terminal } = this.options;
    const before = this.#drawing;
    const drawing = view(this.#state, { size: terminal.size, roundTrip: this.client, before });
    this.#drawing = drawing;
    terminal.setTitle(windowTitle(this.#state));
    terminal.setMouse(this.#state.settings.mouse && this.#state.bare === undefined);
    this.#writer.draw(frameRows(drawing), drawing.cursor, drawing.isUnbroken);
    this.#apply({ type: "drawn", drawing });
  }
}

/** Undefined for the wheel. */
function buttonOf({ action }: MouseEvent): MouseButton | undefined {
  if (action === "click") return "left";
  return action === "rightClick" ? "right" : undefined;
}

export interface RunScreenClientOptions extends Omit<ScreenClientOptions, "terminal" | "depth"> {
  /** Tells what the terminal can do. */
  readonly env: Env;
  /** Resolves when nothing is to be waited for any more. */
  readonly interrupted: Promise<unknown>;
  /** Tells why the server ended it, once the terminal is as it was. */
  readonly tell: (text: string) => void;
}

/** The client on a whole terminal. Gives the exit status when the person or the server ends it. */
export async function runScreenClient(
  client: ChatClient,
  options: RunScreenClientOptions,
): Promise<number> {
  const { bye, isGivenBack } = await showOnTerminal(client, options);
  const told = bye === undefined ? undefined : describeBye(bye);
  // It would wait without end for a terminal that takes nothing.
  if (told !== undefined && isGivenBack) options.tell(told);
  return exitStatus(bye);
}

async function showOnTerminal(
  client: ChatClient,
  options: RunScreenClientOptions,
): Promise<{ readonly bye: ByeMessage | undefined; readonly isGivenBack: boolean }> {
  let screen: ScreenClient | undefined;
  const drawAnew = () => screen?.drawAnew();
  const terminal = new RawTerminal({
    modes: forFullScreen,
    onInput: (event) => screen?.input(event),
    onResize: drawAnew,
    onResume: drawAnew,
    onEnd: () => void client.close(),
  });
  using _crash = giveBackOnCrash(terminal);
  try {
    using face = screen = new ScreenClient(client, {
      ...options,
      terminal,
      depth: colorDepth(options.env),
    });
    const bye = await Promise.race([face.run(), options.interrupted.then(() => undefined)]);
    return { bye, isGivenBack: await terminal.close() };
  } finally {
    await terminal.close();
  }
}
