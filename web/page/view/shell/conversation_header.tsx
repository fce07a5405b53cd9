import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";
import { PlaceMenu } from "../lists/place_menu.tsx";
import { SearchButton } from "../talk/search_button.tsx";

/** Where one is: the room and its topic, or the person. */
export function ConversationHeader(): JSX.Element {
  const { current } = useChat();
  return (
    <header class="conversation-header">
      <h1>{placeName(current)}</h1>
      <p class="topic" dir="auto">{current.room?.topic}</p>
      <SearchButton />
      <PlaceMenu />
    </header>
  );
}
