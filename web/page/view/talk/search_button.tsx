import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useChat } from "../../chat/chat_context.ts";
import { IconButton } from "../../parts/icon_button.tsx";

/** Opens the panel of searching, as Ctrl+K does. */
export function SearchButton(): JSX.Element {
  const { search } = useChat();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isWanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey &&
        event.key.toLowerCase() === "k";
      if (!isWanted) return;
      event.preventDefault();
      search.open();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  return (
    <IconButton
      icon="search"
      label="Search"
      aria-expanded={search.isOpen.value}
      onClick={() => search.isOpen.value ? search.close() : search.open()}
    />
  );
}
