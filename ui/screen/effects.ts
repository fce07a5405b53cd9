import type { ChatClient, ReadPlace, TypingTarget } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import { replyToLast } from "../../client/outgoing/reply_to_last.ts";
import type { SentMessages } from "../../client/outgoing/sent_messages.ts";
import type { Settings, SettingsStorage } from "../../client/settings/settings.ts";
import type { MessageKind } from "../../protocol.ts";
import type { RawTerminal } from "../terminal/raw_terminal.ts";
import type { TerminalSettings } from "../terminal_settings.ts";
import { mayExpose } from "../allow_exposure.ts";
import type { Ask } from "../ask.ts";
import { changePassword } from "../change_password.ts";
import { HiddenInput, type HiddenOutcome } from "../writing/hidden_input.ts";
import type { InputHistoryStorage } from "../../client/writing/input_history.ts";
import type { Draft } from "../writing/editor.ts";
import type { ScreenEvent } from "./screen_event.ts";

/** What the screen wants done outside itself, in order; `runEffect()` does it. */
export type Effect =
  | {
    readonly type: "say";
    readonly conversation: Conversation;
    readonly text: string;
    readonly kind?: MessageKind;
    /** A direct message that was typed there; it is also in the conversation with that person. */
    readonly to?: string;
  }
  /** Answers whoever wrote last, but for whom `settings` ignore; answered by `told` if that cannot be. */
  | {
    readonly type: "reply";
    /** Where it was typed. */
    readonly conversation: Conversation;
    readonly text: string;
    readonly settings: Settings;
  }
  /** Asks by `asked` first where others could read a secret in it. Answered by `told` if it cannot be, or `putBack`. */
  | {
    readonly type: "runCommand";
    readonly name: string;
    readonly args: string;
    readonly room: string;
  }
  /** Asks for a new password by `asked`; what comes of it is `told`. */
  | { readonly type: "changePassword" }
  | { readonly type: "sendTyping"; readonly target: TypingTarget }
  | { readonly type: "markRead"; readonly room: string; readonly seq: number }
  | { readonly type: "tellRead"; readonly place: ReadPlace }
  /** Tries at once to connect again; answered by `retried`. */
  | { readonly type: "retry" }
  /** `told`: for the person, behind why they are not kept. */
  | {
    readonly type: "saveSettings";
    readonly changes: Partial<TerminalSettings>;
    readonly told: string;
  }
  /** Answered by `emojiLoaded`. `draft`: where one is to be completed. */
  | { readonly type: "loadEmoji"; readonly draft: Draft }
  /** By the bell and on the desktop. Texts may be uncleaned. */
  | { readonly type: "alert"; readonly title: string; readonly body: string }
  /** Into the terminal's clipboard. */
  | { readonly type: "copy"; readonly text: string }
  /** For the next run. */
  | { readonly type: "keepTyped"; readonly text: string }
  /** Logs out; `atOnce` leaves unsaid what waits. */
  | { readonly type: "leave"; readonly text?: string; readonly atOnce?: boolean }
  | { readonly type: "suspend" }
  /** The terminal does not show what was drawn. */
  | { readonly type: "drawAnew" };

type RunCommand = Extract<Effect, { readonly type: "runCommand" }>;

/** What is outside the screen's state. */
export interface Outside {
  readonly client: ChatClient;
  readonly terminal: Pick<RawTerminal, "alert" | "suspend" | "copy">;
  readonly settings: SettingsStorage<TerminalSettings>;
  readonly inputHistory: InputHistoryStorage;
  readonly sent: SentMessages;
  /** What came of an effect. */
  readonly tell: (event: ScreenEvent) => void;
  readonly drawAnew: () => void;
}

export function runEffect(effect: Effect, outside: Outside): void {
  const { client, terminal, settings, inputHistory, sent, tell, drawAnew } = outside;
  switch (effect.type) {
    case "say":
      return sent.say(effect.conversation, effect.text, { kind: effect.kind, to: effect.to });
    case "reply":
      return void replyToLast(effect.conversation, effect.text, {
        ...{ client, sent, settings: effect.settings },
      }).then((problem) => {
        if (problem !== undefined) tell({ type: "told", text: problem });
      });
    case "runCommand":
      return runCommand(effect, outside);
    case "changePassword":
      return void changePassword(client, askBy(tell))
        .then((text) => tell({ type: "told", text }));
    case "sendTyping":
      return client.sendTyping(effect.target);
    case "markRead":
      return client.markRead(effect.room, effect.seq);
    case "tellRead":
      return client.tellRead(effect.place);
    case "retry":
      return tell({ type: "retried", isRetried: client.retryNow() });
    case "saveSettings": {
      if (effect.changes.history === false) inputHistory.erase();
      const problem = settings.save(effect.changes);
      if (problem !== undefined) tell({ type: "told", text: `This is not kept: ${problem}` });
      return tell({ type: "told", text: effect.told });
    }
    case "loadEmoji":
      return void import("gemoji").then(({ gemoji }) =>
        tell({ type: "emojiLoaded", emoji: gemoji, draft: effect.draft })
      );
    case "alert":
      return terminal.alert(effect.title, effect.body);
    case "copy":
      return terminal.copy(effect.text);
    case "keepTyped":
      return inputHistory.add(effect.text);
    case "leave":
      return void client.close(effect.text, { atOnce: effect.atOnce });
    case "suspend":
      return terminal.suspend();
    case "drawAnew":
      return drawAnew();
    default:
      return effect satisfies never;
  }
}

function runCommand(effect: RunCommand, outside: Outside): void {
  const { client, tell } = outside;
  const { name, args, room } = effect;
  try {
    client.runCommand(name, args, room);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    if (error.code !== "not_encrypted") return tell({ type: "told", text: error.message });
    void mayExpose(client, askBy(tell)).then((isAllowed) => {
      if (isAllowed) runCommand(effect, outside);
      else tell({ type: "putBack", line: `/${name} ${args}`.trimEnd() });
    });
  }
}

function askBy(tell: Outside["tell"]): Ask {
  return (question, { isShown } = {}) => {
    const { promise, resolve } = Promise.withResolvers<HiddenOutcome>();
    tell({ type: "asked", asked: { input: new HiddenInput(question, isShown), resolve } });
    return promise;
  };
}
