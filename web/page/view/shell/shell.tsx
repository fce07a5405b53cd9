import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { useMedia } from "../../parts/use_media.ts";
import { useValue } from "../../parts/use_value.ts";
import { ConversationNav } from "../lists/conversation_nav.tsx";
import { MemberList } from "../lists/member_list.tsx";
import { Announcements } from "../talk/announcements.tsx";
import { Talk } from "../talk/talk.tsx";
import { Composer } from "../writing/composer.tsx";
import { ConnectionBar } from "./connection_bar.tsx";
import { ConversationHeader } from "./conversation_header.tsx";
import type { Panel } from "./panel.ts";
import {
  ChatDialogs,
  Goodbye,
  SearchPanel,
  SettingsDialog,
  ShareDialog,
} from "../parts_on_demand.tsx";
import { followLink, useAddress } from "./use_address.ts";
import { useAttention } from "./use_attention.ts";
import { useKeyboardRoom } from "./use_keyboard_room.ts";
import { useNewVersion } from "./use_new_version.ts";
import { useWaking } from "./use_waking.ts";

/** What stands around the conversation while somebody is in. */
export function Shell(): JSX.Element {
  const chat = useChat();
  useAddress(chat);
  useAttention(chat);
  useKeyboardRoom();
  useWaking(chat);
  const isOtherVersion = useNewVersion(chat);
  const ended = chat.ended.value;
  if (ended !== undefined) return <Goodbye bye={ended.bye} />;
  return <Surroundings isOtherVersion={isOtherVersion} />;
}

interface SurroundingsProps {
  readonly isOtherVersion: boolean;
}

function Surroundings({ isOtherVersion }: SurroundingsProps): JSX.Element {
  const chat = useChat();
  const { current } = chat;
  const [panel, setPanel] = useState<Panel>();
  const close = () => setPanel(undefined);
  const hasNav = useMedia("(min-width: 44rem)");
  const hasAside = useMedia("(min-width: 62rem)");
  const isSearching = useValue(chat.search.isOpen);
  const dialog = useValue(chat.dialog);
  const isRoom = current.type === "room";
  const { members } = chat.settings.value;
  const open = (wanted: Panel) => {
    if (wanted === "members" && hasAside) chat.changeSettings({ members: !members });
    else setPanel(wanted);
  };
  // Who has gone elsewhere from a panel wants to see that.
  useEffect(close, [current.key, hasNav, hasAside]);
  return (
    <div class="shell" onClick={(event) => followLink(chat, event)}>
      <button type="button" class="button skip" onClick={focusHome}>Skip to writing</button>
      {hasNav && <ConversationNav />}
      <main class="conversation">
        <ConversationHeader
          hasNav={hasNav}
          areMembersShown={hasAside ? members : panel === "members"}
          onOpen={open}
        />
        <ConnectionBar />
        {isOtherVersion && (
          <div class="connection-bar">
            <span role="status">There is a newer version of this page</span>
            <button type="button" class="button" onClick={() => location.reload()}>Reload</button>
          </div>
        )}
        <Talk key={current.key} conversation={current} />
        <Composer conversation={current} />
        {isSearching && <SearchPanel />}
        {dialog !== undefined && <ChatDialogs />}
        <Announcements conversation={current} />
      </main>
      {hasAside && members && isRoom && <MemberList conversation={current} />}
      {panel === "rooms" && (
        <Dialog title={chat.state.server} onClose={close}>
          <ConversationNav />
        </Dialog>
      )}
      {panel === "members" && isRoom && (
        <Dialog title="Members" onClose={close}>
          <MemberList conversation={current} />
        </Dialog>
      )}
      {panel === "settings" && <SettingsDialog onClose={close} />}
      {panel === "share" && <ShareDialog onClose={close} />}
    </div>
  );
}

function focusHome(): void {
  document.querySelector<HTMLElement>("[data-home]")?.focus();
}
