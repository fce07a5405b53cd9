import type { JSX } from "preact";
import { ClientError } from "../../../../client/client_error.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";

export interface ExposureDialogProps {
  readonly send: () => void;
  readonly onClose: () => void;
}

/** Asks whether a password or a code goes out though others can read it on the way; once allowed, it is not asked again. */
export function ExposureDialog({ send, onClose }: ExposureDialogProps): JSX.Element {
  const chat = useStillChat();
  const allow = () => {
    onClose();
    chat.client.allowExposure();
    try {
      send();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      chat.tell(error.message);
    }
  };
  return (
    <Dialog
      title="Not encrypted"
      onClose={onClose}
      buttons={
        <>
          <button type="button" class="button" onClick={onClose}>Do not send it</button>
          <button type="button" class="button dangerous" onClick={allow}>
            Send it all the same
          </button>
        </>
      }
    >
      <p>There is a password or a code in this. Whoever is on the way to the server can read it.</p>
    </Dialog>
  );
}
