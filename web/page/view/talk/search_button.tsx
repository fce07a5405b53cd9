import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { IconButton } from "../../parts/icon_button.tsx";
import { useValue } from "../../parts/use_value.ts";

/** Opens and closes the panel of searching. */
export function SearchButton(): JSX.Element {
  const { search } = useChat();
  const isOpen = useValue(search.isOpen);
  return (
    <IconButton
      icon="search"
      label="Search"
      aria-expanded={isOpen}
      onClick={() => isOpen ? search.close() : search.open()}
    />
  );
}
