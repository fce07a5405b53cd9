import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { ConversationNav } from "../lists/conversation_nav.tsx";
import { MemberList } from "../lists/member_list.tsx";
import { Announcements } from "../talk/announcements.tsx";
import { SearchPanel } from "../talk/search_panel.tsx";
import { Talk } from "../talk/talk.tsx";
import { Composer } from "../writing/composer.tsx";
import { ConnectionBar } from "./connection_bar.tsx";
import { ConversationHeader } from "./conversation_header.tsx";
import { Goodbye } from "./goodbye.tsx";

/** What stands around the conversation while somebody is in. */
export function Shell(): JSX.Element {
  const chat = useChat();
  const ended = chat.ended.value;
  if (ended !== undefined) return <Goodbye bye={ended.bye} />;
  return (
    <div class="shell">
      <ConversationNav />
      <main class="conversation">
        <ConversationHeader />
        <ConnectionBar />
        <Talk key={chat.current.key} conversation={chat.current} />
        <Composer conversation={chat.current} />
        <SearchPanel />
        <Announcements conversation={chat.current} />
      </main>
      {chat.current.type === "room" && <MemberList conversation={chat.current} />}
    </div>
  );
}
