import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { keepsOrder } from "../../../../helpers/roles.ts";
import { useChat } from "../../chat/chat_context.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { MenuButton } from "../../parts/layers/menu_button.tsx";
import type { MenuItem } from "../../parts/layers/popup_menu.tsx";
import { AnswerDialog, OrderDialog, RoomDialog } from "../parts_on_demand.tsx";

type Opened = "settings" | "order" | "server" | "whois";

export interface PlaceMenuProps {
  /** Below all else: what has to do with the person. */
  readonly others: readonly MenuItem[];
}

/** What may be done with the conversation where one is, and with the server. */
export function PlaceMenu({ others }: PlaceMenuProps): JSX.Element {
  const chat = useChat();
  const [opened, setOpened] = useState<Opened>();
  const { type, name, room } = chat.current;
  const close = () => setOpened(undefined);
  const open = (label: string, what: Opened) => ({ label, onChoose: () => setOpened(what) });
  const leave = (label: string) => ({ label, onChoose: () => runCommand(chat, "leave", "") });
  const isKeeper = keepsOrder(room?.role);
  const items = type === "room"
    ? [
      open("Room settings…", "settings"),
      ...isKeeper ? [open("Keep order…", "order")] : [],
      leave("Leave the room"),
    ]
    : [open("Who is that?", "whois"), leave("Close")];
  return (
    <>
      <MenuButton
        icon="more"
        label="More"
        items={[...items, { ...open("The server…", "server"), startsGroup: true }, ...others]}
      />
      {opened === "settings" && room && <RoomDialog room={room} onClose={close} />}
      {opened === "order" && room && <OrderDialog room={room.name} onClose={close} />}
      {opened === "server" && <OrderDialog onClose={close} />}
      {opened === "whois" && (
        <AnswerDialog title={name} command="whois" args={name} onClose={close} />
      )}
    </>
  );
}
