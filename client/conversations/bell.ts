import type { Settings } from "../settings/settings.ts";
import { type Alert, ringsBell } from "./alert.ts";
import type { ConversationList } from "./conversation_list.ts";
import { placeName } from "./place_name.ts";

/** Since the last ring: several in a row are one. */
const quietMs = 2000;
/** In UTF-16 code units. */
const maxBodyLength = 200;

/** Who said what, and where, for a notification; perhaps uncleaned. */
export interface AlertText {
  readonly title: string;
  readonly body: string;
}

interface BellOptions {
  readonly conversations: Pick<ConversationList, "isRead">;
  readonly settings: () => Pick<Settings, "bell">;
  /** Of a clock that never goes back. */
  readonly monotonicMs: () => number;
}

/** Rings for what the person wants to hear of and does not look at. */
export class Bell {
  #rangAtMs = -Infinity;

  constructor(private readonly options: BellOptions) {}

  /** What is to be told, if it rings. */
  ring(alert: Alert): AlertText | undefined {
    const { conversations, settings, monotonicMs } = this.options;
    const { conversation, message: { from, text } } = alert;
    const nowMs = monotonicMs();
    const isQuiet = nowMs - this.#rangAtMs < quietMs;
    const isRead = conversations.isRead(conversation);
    if (isQuiet || !ringsBell(alert, settings().bell, { isRead })) return undefined;
    this.#rangAtMs = nowMs;
    const place = conversation.type === "room" ? ` in ${placeName(conversation)}` : "";
    return { title: from + place, body: text.slice(0, maxBodyLength) };
  }
}
