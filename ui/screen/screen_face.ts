import type { Face, SettingsFace } from "../../client/commands/face.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import type { ClientState } from "../../client/state.ts";
import type { CommandSummary } from "../../protocol.ts";
import type { Effect } from "./effects.ts";
import type { TerminalSettings } from "../terminal_settings.ts";
import { OpenPage } from "./pages/open_page.ts";
import { helpPage } from "./pages/pages.ts";
import { hasRoomForTimes } from "./style/look.ts";
import { type ScreenState, tell } from "./screen_state.ts";
import { runOnServer } from "./updating/server_commands.ts";

/** The full screen, as commands see it. */
export class ScreenFace implements Face, SettingsFace<TerminalSettings> {
  constructor(readonly screen: ScreenState) {}

  get state(): ClientState {
    return this.screen.server;
  }

  get conversations(): Conversations {
    return this.screen.conversations;
  }

  get settings(): TerminalSettings {
    return this.screen.settings;
  }

  say(text: string, options?: Parameters<Face["say"]>[1]): void {
    this.#sayHere({ type: "say", conversation: this.conversations.current, text, ...options });
  }

  reply(text: string): void {
    const { settings, conversations: { current: conversation } } = this;
    this.#sayHere({ type: "reply", conversation, text, settings });
  }

  runOnServer(name: string, args: string): void {
    runOnServer(this.screen, name, args);
  }

  showNewest(): void {
    void this.screen.reading.toNewest(this.conversations.current);
  }

  showHelp(commands: readonly CommandSummary[]): void {
    this.screen.page = new OpenPage(helpPage(commands));
  }

  tell(text: string): void {
    tell(this.screen, text);
  }

  changeSettings(changes: Partial<TerminalSettings>, text: string): void {
    const { screen } = this;
    screen.settings = { ...screen.settings, ...changes };
    const { settings: { timestamps, hours }, look: { columns } } = screen;
    const isTime = (changes.timestamps ?? changes.hours) !== undefined;
    const isCut = isTime && !hasRoomForTimes({ timestamps, hours, columns });
    const told = isCut ? `${text}; this screen is too narrow to show that in full` : text;
    screen.effects.push({ type: "saveSettings", changes, told });
  }

  #sayHere(effect: Effect): void {
    this.screen.effects.push(effect);
    this.showNewest();
  }
}
