import type { Face, SettingsFace } from "../../../client/commands/face.ts";
import { ClientError } from "../../../client/client_error.ts";
import type { Conversations } from "../../../client/conversations/conversations.ts";
import { replyToLast } from "../../../client/outgoing/reply_to_last.ts";
import type { ClientState } from "../../../client/state.ts";
import type { CommandSummary } from "../../../protocol.ts";
import type { Chat } from "./chat.ts";
import type { PageSettings } from "./page_settings.ts";

/** The page, as commands see it. */
export class PageFace implements Face, SettingsFace<PageSettings> {
  constructor(readonly chat: Chat) {}

  get state(): ClientState {
    return this.chat.state;
  }

  get conversations(): Conversations {
    return this.chat.conversations;
  }

  get settings(): PageSettings {
    return this.chat.settings.value;
  }

  say(text: string, options?: Parameters<Face["say"]>[1]): void {
    this.chat.sent.say(this.chat.current, text, options);
    this.showNewest();
  }

  reply(text: string): void {
    const { chat, settings } = this;
    const { client, sent, current } = chat;
    void replyToLast(current, text, { client, sent, settings }).then((problem) => {
      if (problem !== undefined) chat.tell(problem);
    });
    this.showNewest();
  }

  runOnServer(name: string, args: string): void {
    const { client, serverCommands } = this.chat;
    if (name === "search" && args.trim() === "") return this.chat.search.open();
    const typed = serverCommands.typed(name, args);
    const send = () => client.runCommand(typed.name, typed.args, typed.room);
    try {
      send();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.code === "not_encrypted") this.chat.dialog.value = { type: "exposure", send };
      else this.tell(error.message);
    }
  }

  showNewest(): void {
    void this.chat.reading.toNewest(this.chat.current);
  }

  showHelp(commands: readonly CommandSummary[]): void {
    this.chat.dialog.value = { type: "help", commands };
  }

  tell(text: string): void {
    this.chat.tell(text);
  }

  changeSettings(changes: Partial<PageSettings>, told: string): void {
    const problem = this.chat.changeSettings(changes);
    this.tell(problem === undefined ? told : `This is not kept: ${problem}\n${told}`);
  }
}
