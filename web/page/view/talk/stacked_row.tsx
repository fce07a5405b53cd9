import { Component, type JSX } from "preact";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { dayText } from "./time_format.ts";
import type { TalkRow } from "./rows_of.ts";
import { SentRow } from "./sent_row.tsx";
import { TimelineRow } from "./timeline_row.tsx";

export interface StackedRowProps {
  readonly row: TalkRow;
  readonly conversation: Conversation;
  /** For `data-key`: who measures rows finds them by it. */
  readonly number: number;
  /** A jump led here. */
  readonly isFound?: boolean;
}

/** A row with what stands above it. Drawn once, as long as it is the same. */
export class StackedRow extends Component<StackedRowProps> {
  override shouldComponentUpdate({ row, isFound }: StackedRowProps): boolean {
    return row !== this.props.row || isFound !== this.props.isFound;
  }

  override render({ row, conversation, number, isFound }: StackedRowProps): JSX.Element {
    const { content, day, isFirstNew, isContinued } = row;
    return (
      <div class={isFound ? "row found" : "row"} data-key={number}>
        {day !== undefined && (
          <h2 class="day">
            <time dateTime={day}>{dayText(day)}</time>
          </h2>
        )}
        {isFirstNew && <p class="new-line">new</p>}
        {content.type === "item"
          ? <TimelineRow item={content.item} isContinued={isContinued} />
          : <SentRow sent={content.sent} conversation={conversation} />}
      </div>
    );
  }
}
