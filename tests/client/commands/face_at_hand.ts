import type { Face } from "../../../client/commands/face.ts";
import type { Conversations } from "../../../client/conversations/conversations.ts";
import { defaultSettings, type Settings } from "../../../client/settings/settings.ts";
import type { ClientState } from "../../../client/state.ts";
import type { CommandSummary } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";

/** A face that shows nothing: ann is in the lobby with bob, and in dev. */
export class FaceAtHand implements Face {
  /** What commands had it do. */
  readonly calls: string[] = [];
  settings: Settings = defaultSettings;
  readonly #conversations = new ConversationsAtHand(["lobby", "dev"]);

  constructor() {
    this.state.maxTextBytes = 100;
  }

  get state(): ClientState {
    return this.#conversations.state;
  }

  get conversations(): Conversations {
    return this.#conversations.all;
  }

  say(text: string, { kind = "text", to }: Parameters<Face["say"]>[1] = {}): void {
    this.calls.push(`say ${kind} ${to ?? this.conversations.current.key} ${text}`);
  }

  reply(text: string): void {
    this.calls.push(`reply ${text}`);
  }

  runOnServer(name: string, args: string): void {
    this.calls.push(`run ${name} ${args}`.trim());
  }

  showNewest(): void {
    this.calls.push("newest");
  }

  showHelp(commands: readonly CommandSummary[]): void {
    this.calls.push(`help ${commands.map(({ name }) => name).join(" ")}`);
  }

  tell(text: string): void {
    this.calls.push(`tell ${text}`);
  }

  changeSettings(changes: Partial<Settings>, told: string): void {
    this.settings = { ...this.settings, ...changes };
    this.calls.push(`told ${told}`);
  }
}
