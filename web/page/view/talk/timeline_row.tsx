import type { JSX } from "preact";
import type { TimelineItem } from "../../../../client/conversations/timeline_item.ts";
import { hasMenu } from "../../../../client/menus/subject.ts";
import { describe } from "../../../../wording/describe.ts";
import { didText } from "../../../../wording/did_text.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { membershipText } from "./membership_text.ts";
import { SaidRow } from "./said_row.tsx";
import { ToldRow } from "./told_row.tsx";

export interface TimelineRowProps {
  readonly item: TimelineItem;
  /** As of `SaidRow`. */
  readonly isContinued?: boolean;
}

/** One item of a conversation; nothing where there is nothing to tell. */
export function TimelineRow({ item, isContinued }: TimelineRowProps): JSX.Element | null {
  const { state } = useStillChat();
  switch (item.type) {
    case "said": {
      const { message } = item;
      const did = didText(message, state.quotes.of(message));
      return did === undefined
        ? (
          <SaidRow
            message={message}
            isOwn={state.isOwnMessage(message)}
            isContinued={isContinued}
            hasMenu={hasMenu(message)}
          />
        )
        : <ToldRow ts={message.ts} text={`${message.from} ${did}`} />;
    }
    case "echo":
      return <SaidRow message={item.message} isOwn to={item.message.to} />;
    case "happened": {
      const text = describe(item.message, state.nick);
      const isProblem = item.message.type === "error";
      return text === undefined ? null : <ToldRow ts={item.ts} text={text} isProblem={isProblem} />;
    }
    case "membership":
      return <ToldRow ts={item.ts} text={membershipText(item)} />;
    case "note":
      return <ToldRow ts={item.ts} text={item.text} isProblem={item.isWarning} />;
    default:
      return item satisfies never;
  }
}
