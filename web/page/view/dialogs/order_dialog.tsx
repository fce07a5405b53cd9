import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { TextField } from "../../parts/fields/text_field.tsx";
import { type Act, actsOn, isRoleNew, serverRoleIn } from "./acts.ts";
import { Told } from "./told.tsx";
import { useAnswers } from "./use_answers.ts";

export interface OrderDialogProps {
  /** Absent: on the whole server. */
  readonly room?: string;
  readonly onClose: () => void;
}

/** What keeps order in a room or on the server: one act is chosen, and what the server answers is told. */
export function OrderDialog({ room, onClose }: OrderDialogProps): JSX.Element {
  const { state } = useChat();
  const asked = useAnswers(room);
  const role = serverRoleIn(state);
  const acts = actsOn(room === undefined ? "server" : "room", state.commands, role);
  const [chosen, setChosen] = useState<string>();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const act = acts.find(({ label }) => label === chosen) ?? acts[0];
  const run = ({ name, before, fields }: Act) => {
    const words = [before, ...fields.map(({ label }) => values[label]?.trim() ?? "")];
    asked.ask(name, words.filter((word) => word !== "").join(" "));
  };
  return (
    <Dialog
      title={room === undefined ? "The server" : `Order in #${room}`}
      onClose={onClose}
      buttons={<button type="submit" form="order" class="button primary">{act?.label}</button>}
    >
      <form
        id="order"
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (act !== undefined) run(act);
        }}
      >
        <select
          aria-label="What to do"
          value={act?.label}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        >
          {acts.map(({ label }) => <option key={label}>{label}</option>)}
        </select>
        {act?.fields.map(({ label, hint, isNeeded, isSecret }) => (
          <TextField
            key={label}
            label={label}
            hint={hint}
            value={values[label] ?? ""}
            onInput={(value) => setValues({ ...values, [label]: value })}
            required={isNeeded}
            isSecret={isSecret}
            autocomplete="off"
            autocapitalize="none"
          />
        ))}
      </form>
      <Told asked={asked} />
      {isRoleNew(role, state.commands) && (
        <button
          type="button"
          class="button"
          onClick={() => location.reload()}
        >
          Reload the page to see all
        </button>
      )}
    </Dialog>
  );
}
