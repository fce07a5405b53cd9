import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { SentMessages } from "../../../client/outgoing/sent_messages.ts";
import type { Settings } from "../../../client/settings/settings.ts";
import type { ClientState } from "../../../client/state.ts";
import { isItemShown } from "../../../client/conversations/message_filter.ts";
import type { Reading } from "../reading/reading.ts";
import { foldOverOf, maxSentRowsOf, type TimelineSource } from "../reading/timeline_view.ts";
import type { Selecting } from "../menu/selecting.ts";
import type { Look } from "../style/look.ts";

/** What the rows of a conversation depend on, besides the conversation. */
export interface TimelineParts {
  readonly sent: SentMessages;
  readonly reading: Reading;
  readonly selecting: Selecting | undefined;
  readonly settings: Settings;
  readonly server: Pick<ClientState, "nick" | "person">;
  readonly look: Look;
  /** Rows of the pane. */
  readonly height: number;
}

/** What the rows of a conversation are made of. */
export function timelineSource(
  conversation: Conversation,
  { sent, reading, selecting, settings, server, look, height }: TimelineParts,
): TimelineSource {
  const { timeline } = conversation;
  return {
    items: timeline.items,
    isShown: (item) => isItemShown(item, settings, server),
    readMark: conversation.readMark,
    sent: timeline.isLive ? sent.of(conversation) : [],
    isUnfolded: (item) => reading.isUnfolded(item),
    found: reading.found(conversation),
    selectedSeq: selecting?.conversation === conversation && selecting.subject.type === "message"
      ? selecting.subject.message.seq
      : undefined,
    look,
    foldOver: foldOverOf(height),
    maxSentRows: maxSentRowsOf(height),
  };
}
