import type { ChatClient } from "../../client/chat_client.ts";
import { Pager } from "../../client/conversations/pager.ts";
import { SentMessages } from "../../client/outgoing/sent_messages.ts";
import type { ByeMessage } from "../../protocol.ts";
import type { InputEvent } from "../keys/input_event.ts";
import { windowTitle } from "./attention.ts";
import { type Drawing, frameRows, targetAt } from "./drawing/frame.ts";
import { placeName } from "./drawing/lists.ts";
import { Redraw } from "./drawing/redraw.ts";
import { ScreenWriter } from "./drawing/screen_writer.ts";
import { runEffect } from "./run_effect.ts";
import type { ScreenClientOptions } from "./screen_client_options.ts";
import type { ScreenEvent } from "./screen_event.ts";
import { createScreenState } from "./create_screen_state.ts";
import type { ScreenState } from "./screen_state.ts";
import { localClock } from "./style/look.ts";
import { createTheme } from "./style/theme.ts";
import { update } from "./updating/update.ts";
import { view } from "./view.ts";

/** What the status line tells changes with time alone: a countdown, who types no more. */
const tickMs = 1000;

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
  #title = "";

  constructor(
    private readonly client: ChatClient,
    private readonly options: ScreenClientOptions,
  ) {
    const { terminal, monotonicMs = () => performance.now() } = options;
    this.#redraw = new Redraw(() => this.#draw(), monotonicMs);
    this.#writer = new ScreenWriter(terminal);
    this.#state = this.#createState(monotonicMs);
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
    if (input.type === "mouse" && input.action === "click") {
      const target = this.#drawing && targetAt(this.#drawing, input.column, input.row);
      this.#apply({ type: "click", target });
    } else {
      this.#apply({ type: "input", input });
    }
    this.#redraw.request({ urgent: true });
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

  #createState(monotonicMs: () => number): ScreenState {
    const { terminal, depth, clock = localClock, nowMs = Date.now, rooms, typing } = this.options;
    const { settings, problem: settingsProblem } = this.options.settings.load();
    const { state: server } = this.client;
    const onChange = () => this.#redraw.request();
    const sent = new SentMessages({
      client: this.client,
      nowMs,
      onChange,
      onFailure: (said, conversation, reason) =>
        this.#apply({ type: "notSaid", said, conversation, reason }),
    });
    const { columns, rows: height } = terminal.size;
    const { timestamps } = settings;
    const theme = createTheme(settings.theme, depth);
    return createScreenState({
      ...{ server, sent, settings, settingsProblem, height, nowMs, monotonicMs, rooms, typing },
      look: { theme, columns, ownNick: server.nick, timestamps, clock },
      pager: new Pager(this.client),
      onChange,
    });
  }

  #apply(event: ScreenEvent): void {
    for (const effect of update(this.#state, event)) {
      runEffect(effect, {
        client: this.client,
        terminal: this.options.terminal,
        settings: this.options.settings,
        state: this.#state,
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
    const { size } = this.options.terminal;
    const drawing = view(this.#state, { size, roundTrip: this.client, before: this.#drawing });
    this.#drawing = drawing;
    this.#setTitle();
    this.#writer.draw(frameRows(drawing), drawing.cursor);
    this.#apply({ type: "drawn", drawing });
  }

  #setTitle(): void {
    const { current, totals } = this.#state.conversations;
    const title = windowTitle(placeName(current), totals);
    if (title !== this.#title) this.options.terminal.setTitle(title);
    this.#title = title;
  }
}
