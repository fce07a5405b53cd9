import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { IconButton } from "../../parts/icon_button.tsx";

/** Opens and closes the panel of searching. */
export function SearchButton(): JSX.Element {
  const { search } = useChat();
  return (
    <IconButton
      icon="search"
      label="Search"
      aria-expanded={search.isOpen.value}
      onClick={() => search.isOpen.value ? search.close() : search.open()}
    />
  );
}
