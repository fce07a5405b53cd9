import type { JSX } from "preact";
import { useStillChat } from "../../chat/chat_context.ts";
import { ExposureDialog } from "./exposure_dialog.tsx";
import { HelpDialog } from "./help_dialog.tsx";
import { commandSections, keySections } from "./help_sections.ts";
import { PasswordDialog } from "./password_dialog.tsx";
import { useValue } from "../../parts/use_value.ts";

/** What commands and keys ask or show over the page. */
export function ChatDialogs(): JSX.Element | null {
  const { dialog } = useStillChat();
  const close = () => void (dialog.value = undefined);
  const open = useValue(dialog);
  switch (open?.type) {
    case undefined:
      return null;
    case "help":
      return <HelpDialog title="Help" sections={commandSections(open.commands)} onClose={close} />;
    case "keys":
      return <HelpDialog title="Keys" sections={keySections()} onClose={close} />;
    case "password":
      return <PasswordDialog onClose={close} />;
    case "exposure":
      return <ExposureDialog send={open.send} onClose={close} />;
    default:
      return open satisfies never;
  }
}
