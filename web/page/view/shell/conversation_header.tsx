import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";
import { PlaceMenu } from "../lists/place_menu.tsx";
import { SearchButton } from "../talk/search_button.tsx";
import { Badge } from "../../parts/badge.tsx";
import { IconButton } from "../../parts/icon_button.tsx";
import type { Panel } from "./panel.ts";

export interface ConversationHeaderProps {
  /** Whether the rooms stand beside the conversation. */
  readonly hasNav: boolean;
  readonly areMembersShown: boolean;
  readonly onOpen: (panel: Panel) => void;
}

/** Where one is: the room and its topic, or the person; and the way to all else. */
export function ConversationHeader(
  { hasNav, areMembersShown, onOpen }: ConversationHeaderProps,
): JSX.Element {
  const chat = useChat();
  const { current, conversations } = chat;
  const { unread, highlights } = conversations.totals;
  return (
    <header class="conversation-header">
      {!hasNav && (
        <IconButton icon="menu" label="Rooms and people" onClick={() => onOpen("rooms")}>
          <Badge count={unread} label="unread" isUrgent={highlights > 0} />
        </IconButton>
      )}
      <h1>
        <bdi>{placeName(current)}</bdi>
      </h1>
      <p class="topic" dir="auto" title={current.room?.topic}>{current.room?.topic}</p>
      <SearchButton />
      {current.type === "room" && (
        <IconButton
          icon="people"
          label="Members"
          aria-pressed={areMembersShown}
          onClick={() => onOpen("members")}
        />
      )}
      <PlaceMenu
        others={[
          { label: "Invite others…", onChoose: () => onOpen("share") },
          {
            label: "Preferences…",
            onChoose: () => onOpen("settings"),
            startsGroup: true,
          },
          { label: "Help", onChoose: () => runCommand(chat, "help", "") },
          { label: "Log out", onChoose: () => runCommand(chat, "quit", "") },
        ]}
      />
    </header>
  );
}
