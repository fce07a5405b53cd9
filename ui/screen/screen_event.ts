import type { ClientEvent } from "../../client/client_event.ts";
import type { Conversation } from "../../client/conversations/conversation.ts";
import type { SentMessage } from "../../client/outgoing/sent_messages.ts";
import type { KnownEmoji } from "../../client/writing/complete.ts";
import type { InputEvent, MouseButton, MouseEvent } from "../keys/input_event.ts";
import type { HiddenQuestion } from "../writing/hidden_input.ts";
import type { Draft } from "../writing/editor.ts";
import type { Drawing } from "./drawing/frame.ts";
import type { Target } from "./drawing/row.ts";

/** What the screen is told: by the person, by the client, and what came of an effect. */
export type ScreenEvent =
  /** Clicks come as `click`, since only who drew knows what stands there. */
  | { readonly type: "input"; readonly input: InputEvent }
  | { readonly type: "click"; readonly target: Target | undefined; readonly button: MouseButton }
  /** The wheel, over the list of members. */
  | { readonly type: "membersWheel"; readonly action: MouseEvent["action"] }
  | { readonly type: "client"; readonly event: ClientEvent }
  | {
    readonly type: "notSaid";
    readonly said: SentMessage;
    readonly conversation: Conversation;
    readonly reason: string;
  }
  /** Something is asked of the person, of which nothing is to be shown unless it is no secret. */
  | { readonly type: "asked"; readonly asked: HiddenQuestion }
  /** What was typed was not sent after all, and is to be typed again. */
  | { readonly type: "putBack"; readonly line: string }
  /** For the person to read. */
  | { readonly type: "told"; readonly text: string }
  /** `isRetried`: there was a wait for a connection, which is cut short. */
  | { readonly type: "retried"; readonly isRetried: boolean }
  | {
    readonly type: "emojiLoaded";
    readonly emoji: readonly KnownEmoji[];
    readonly draft: Draft;
  }
  /** The screen is about to be drawn: what stands at the end is read then. */
  | { readonly type: "drawing" }
  | { readonly type: "drawn"; readonly drawing: Drawing };
