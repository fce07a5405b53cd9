import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChatClient } from "../../../client/chat_client.ts";
import type { Chat } from "../chat/chat.ts";
import { ChatContext } from "../chat/chat_context.ts";
import type { Entrance, Newcomer } from "../chat/entrance.ts";
import { JoinForm } from "./joining/join_form.tsx";
import { Shell } from "./shell/shell.tsx";

export interface AppProps<Client extends Newcomer & ChatClient> {
  readonly entrance: Entrance<Client>;
  /** Of an earlier visit: who has one comes in at once. */
  readonly savedNick?: string;
  readonly createChat: (client: Client) => Chat;
}

/** The whole page: one comes in, and then is in. */
export function App<Client extends Newcomer & ChatClient>(
  { entrance, savedNick, createChat }: AppProps<Client>,
): JSX.Element {
  const [chat, setChat] = useState<Chat>();
  if (chat === undefined) {
    const enter = (client: Client) => {
      const entered = createChat(client);
      void entered.show();
      setChat(entered);
    };
    return <JoinForm entrance={entrance} savedNick={savedNick} onEntered={enter} />;
  }
  return (
    <ChatContext.Provider value={chat}>
      <Shell />
    </ChatContext.Provider>
  );
}
