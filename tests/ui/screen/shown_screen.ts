import assert from "node:assert/strict";
import { writeSettings } from "../../../client/settings/settings.ts";
import { defaultTerminalSettings, type TerminalSettings } from "../../../ui/terminal_settings.ts";
import {
  type ByeMessage,
  limits,
  type ServerMessage,
  type WelcomeMessage,
} from "../../../protocol.ts";
import { ScreenClient } from "../../../ui/screen/screen_client.ts";
import type { ColorDepth } from "../../../ui/screen/style/theme_styles.ts";
import type { ConnectedEvent } from "../../../client/client_event.ts";
import { connected, eventsOf, welcome } from "../../client/room_messages.ts";
import { bounded } from "../../support/bounded.ts";
import { FakeChatClient } from "../fake_chat_client.ts";
import { fakeLook } from "./fake_look.ts";
import { FakeScreenTerminal } from "./fake_screen_terminal.ts";
import { keyEvent, typedKeys } from "../keys/key_events.ts";
import { MemoryInputHistory, MemorySettings } from "./memory_settings.ts";

export interface ShownScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly settings?: Partial<TerminalSettings>;
  /** As they are kept, in place of `settings`. */
  readonly settingsText?: string;
  readonly typing?: boolean;
  readonly depth?: ColorDepth;
  readonly warnings?: readonly string[];
}

/** The full-screen client of ann, who is in the lobby, on a terminal; no time passes but what it is told. */
export class ShownScreen implements AsyncDisposable {
  readonly client = new FakeChatClient();
  readonly terminal: FakeScreenTerminal;
  readonly screen: ScreenClient;
  /** In minutes as the clock tells them. */
  nowMs = 1;
  monotonicMs = 0;
  readonly #run: Promise<ByeMessage | undefined>;

  constructor(
    { columns = 60, rows = 8, settings = {}, typing = true, depth = 256, settingsText, warnings }:
      ShownScreenOptions = {},
  ) {
    const storage = new MemorySettings();
    storage.text = settingsText ?? writeSettings({ ...defaultTerminalSettings, ...settings });
    this.terminal = new FakeScreenTerminal({ columns, rows });
    this.client.state.maxTextBytes = limits.textBytes;
    this.screen = new ScreenClient(this.client, {
      rooms: ["lobby"],
      terminal: this.terminal,
      depth,
      warnings,
      settings: storage,
      inputHistory: new MemoryInputHistory(),
      typing,
      clock: fakeLook().clock,
      nowMs: () => this.nowMs,
      monotonicMs: () => this.monotonicMs,
    });
    this.#run = this.screen.run();
  }

  async connect(about: Partial<WelcomeMessage> = {}): Promise<void> {
    const bounds = { ...welcome().limits, textBytes: 16_384 };
    await this.connectAs(connected({
      welcome: welcome({ server: "The Pub", limits: bounds, ...about }),
    }));
  }

  /** The connection, with nothing said before. */
  async connectAs(event: ConnectedEvent): Promise<void> {
    await this.client.happen(event);
    await this.client.happen({ type: "ready", connected: event });
  }

  /** What the server sends. */
  async take(...messages: readonly ServerMessage[]): Promise<void> {
    for (const event of messages.flatMap(eventsOf)) await this.client.happen(event);
  }

  press(...names: readonly string[]): void {
    for (const name of names) this.screen.input(keyEvent(name));
  }

  type(text: string): void {
    for (const event of typedKeys(text)) this.screen.input(event);
  }

  resize(columns: number, rows: number): void {
    this.terminal.size = { columns, rows };
    this.screen.drawAnew();
  }

  /** Waits until it shows such a text. */
  async shows(text: string): Promise<readonly string[]> {
    return await this.terminal.until((screen) => screen.includes(text));
  }

  /** Waits until the screen is this, row by row. */
  async is(...rows: readonly string[]): Promise<void> {
    const wanted = rows.join("\n");
    try {
      await this.terminal.until((screen) => screen === wanted);
    } catch {
      assert.deepEqual(this.terminal.rows, rows);
    }
  }

  /** Resolves with the server's goodbye, once the client has ended. */
  async ended(): Promise<ByeMessage | undefined> {
    return await bounded(this.#run, () => "the client to end");
  }

  /** Nothing was sent to the terminal that may not be. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.ended();
    this.screen[Symbol.dispose]();
    assert.deepEqual(this.terminal.unexpected, []);
  }
}
