import type { CommandSummary, MessageKind } from "../../protocol.ts";
import type { Conversations } from "../conversations/conversations.ts";
import type { Settings } from "../settings/settings.ts";
import type { ClientState } from "../state.ts";

/** A face whose person can change settings. */
export interface SettingsFace<S> {
  readonly state: ClientState;
  readonly settings: S;
  /** They hold at once, and are kept. `told` is for the person, behind why they are not kept if so. */
  changeSettings(changes: Partial<S>, told: string): void;
  /** Tells the person where it looks. */
  tell(text: string): void;
}

/** What the client's own commands need of the face at which they are typed. */
export interface Face extends SettingsFace<Settings> {
  readonly conversations: Conversations;
  /** Says it in the current conversation or, from there, `to` one person alone; shows its end. */
  say(text: string, options?: { readonly kind?: MessageKind; readonly to?: string }): void;
  /** Says it from there to whoever wrote last to oneself alone, as `replyToLast()` does; shows its end. */
  reply(text: string): void;
  /** Has the server run it where `ServerCommands` says; what fails is told. */
  runOnServer(name: string, args: string): void;
  /** Shows the end of the current conversation. */
  showNewest(): void;
  /** Shows all that may be typed. */
  showHelp(commands: readonly CommandSummary[]): void;
}
