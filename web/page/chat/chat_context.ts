import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Chat } from "./chat.ts";
import { useValue } from "../parts/use_value.ts";

export const ChatContext = createContext<Chat | undefined>(undefined);

/** The chat that one is in; the component is drawn anew when anything in it changes. */
export function useChat(): Chat {
  const chat = useStillChat();
  useValue(chat.changed);
  return chat;
}

/** The same for what does not change with it, such as a message that was drawn. */
export function useStillChat(): Chat {
  const chat = useContext(ChatContext);
  if (chat === undefined) throw new Error("Nobody has come in");
  return chat;
}
