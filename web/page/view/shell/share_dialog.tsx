import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { hashOf } from "../../chat/visit.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { SharedAddress } from "./shared_address.tsx";

export interface ShareDialogProps {
  readonly onClose: () => void;
}

/** How others come into the room, to be shown to a class. */
export function ShareDialog({ onClose }: ShareDialogProps): JSX.Element {
  const { current } = useChat();
  return (
    <Dialog title="Invite others" onClose={onClose}>
      <SharedAddress path={hashOf(current)} />
    </Dialog>
  );
}
