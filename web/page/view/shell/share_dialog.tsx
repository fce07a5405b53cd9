import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useChat } from "../../chat/chat_context.ts";
import { hashOf } from "../../chat/visit.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { Told } from "../dialogs/told.tsx";
import { useAnswers } from "../dialogs/use_answers.ts";
import { SharedAddress } from "./shared_address.tsx";

export interface ShareDialogProps {
  readonly onClose: () => void;
}

/** Of whom the server takes it, as far as is known. */
const operatorRoles: ReadonlySet<string | undefined> = new Set(["operator", "server_owner"]);

/** How others come into the room, to be shown to a class; an operator may let them in by it too. */
export function ShareDialog({ onClose }: ShareDialogProps): JSX.Element {
  const { current, state } = useChat();
  const { name, room } = current;
  const [invitation, setInvitation] = useState<string>();
  const asked = useAnswers(room?.name);
  const invite = () =>
    asked.ask("invite", "", (answer) => {
      if (answer.type !== "invitation") return;
      // It names no room that is closed.
      const [hash = ""] = /#.*/.exec(answer.webLink ?? "") ?? [];
      setInvitation(`?invite=${encodeURIComponent(answer.code)}${hash}`);
    });
  const { locked, hasPassword } = room?.settings ?? {};
  const isOperator = [...state.rooms.values()]
    .some(({ members }) => operatorRoles.has(members.get(state.nick)?.role));
  return (
    <Dialog title="Invite others" onClose={onClose}>
      {(locked || hasPassword) && (
        <p class="hint">
          Into #{name} comes only who is invited, by “Keep order…”
          {hasPassword && ", or has its password"}
        </p>
      )}
      <SharedAddress path={invitation ?? hashOf(current)} />
      {invitation === undefined
        ? <Told asked={asked} />
        : <p class="hint" role="status">The link lets people in for a day, without a password</p>}
      {isOperator && (
        <button type="button" class="button" onClick={invite}>
          Make a link that lets people in
        </button>
      )}
    </Dialog>
  );
}
