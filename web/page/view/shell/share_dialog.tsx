import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import { hashOf } from "../../chat/visit.ts";
import { CopyButton } from "../../parts/copy_button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { QrCode } from "../../parts/qr_code.tsx";

export interface ShareDialogProps {
  readonly onClose: () => void;
}

/** How others come into the room, to be shown to a class. */
export function ShareDialog({ onClose }: ShareDialogProps): JSX.Element {
  const { current } = useChat();
  const address = `${location.origin}/${hashOf(current)}`;
  return (
    <Dialog title="Invite others" onClose={onClose}>
      <p class="share">
        <a href={address}>{address}</a> <CopyButton label="Copy the address" text={address} />
      </p>
      <QrCode text={address} label={`QR code of ${address}`} />
    </Dialog>
  );
}
