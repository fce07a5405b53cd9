import type { TypingPlace } from "../../client/chat_client.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import type { Settings } from "../../client/settings/settings.ts";
import type { MessageKind } from "../../protocol.ts";
import type { Draft } from "../writing/editor.ts";

/** What the screen wants done outside itself, in order; `runEffect()` does it. */
export type Effect =
  | {
    readonly type: "say";
    readonly conversation: Conversation;
    readonly text: string;
    readonly kind?: MessageKind;
    /** Said from another conversation, where a failure is told. */
    readonly from?: SaidFrom;
  }
  /** Answered by `notRun` if it cannot be. */
  | {
    readonly type: "runCommand";
    readonly name: string;
    readonly args: string;
    readonly room: string;
  }
  | { readonly type: "sendTyping"; readonly place: TypingPlace }
  | { readonly type: "markRead"; readonly room: string; readonly seq: number }
  /** Tries at once to connect again; answered by `retried`. */
  | { readonly type: "retry" }
  /** Answered by `settingsSaved`. `told`: for the person, behind why they are not kept. */
  | {
    readonly type: "saveSettings";
    readonly changes: Partial<Settings>;
    readonly told: string;
  }
  /** Answered by `emojiLoaded`. `draft`: where one is to be completed. */
  | { readonly type: "loadEmoji"; readonly draft: Draft }
  /** By the bell and on the desktop. Texts may be uncleaned. */
  | { readonly type: "alert"; readonly title: string; readonly body: string }
  /** Logs out; `atOnce` leaves unsaid what waits. */
  | { readonly type: "leave"; readonly text?: string; readonly atOnce?: boolean }
  | { readonly type: "suspend" }
  /** The terminal does not show what was drawn. */
  | { readonly type: "drawAnew" };

/** Where something was typed that is said in another conversation. */
export interface SaidFrom {
  readonly typedIn: Conversation;
  /** Whether there was a conversation with that person before. */
  readonly isOld: boolean;
}
