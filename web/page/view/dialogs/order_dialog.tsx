import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { type ActField, fieldsOf, linkUsage, roomActs, scoped, serverActs } from "./acts.ts";
import { Told } from "./told.tsx";
import { useAnswers } from "./use_answers.ts";

export interface OrderDialogProps {
  /** Absent: on the whole server. */
  readonly room?: string;
  readonly onClose: () => void;
}

interface Act {
  readonly name: string;
  readonly fields: readonly ActField[];
}

/** What keeps order in a room or on the server: one act is chosen, and what the server answers is told. */
export function OrderDialog({ room, onClose }: OrderDialogProps): JSX.Element {
  const { state } = useChat();
  const asked = useAnswers(room);
  const labels = Object.entries(room === undefined ? serverActs : roomActs);
  const acts = labels.flatMap(([name, label]) =>
    state.commands.filter((each) => each.name === name).map(({ usage }) => {
      const fields = fieldsOf(room === undefined && name === "invite" ? linkUsage : usage);
      return { name, label, fields };
    })
  );
  const [chosen, setChosen] = useState(0);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const act = acts[chosen];
  const run = ({ name, fields }: Act) => {
    const typed = fields.map(({ label }) => values[label]?.trim() ?? "");
    const words = room === undefined && scoped.test(name) ? ["server", ...typed] : typed;
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
          value={chosen}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
        >
          {acts.map(({ label }, index) => <option key={label} value={index}>{label}</option>)}
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
    </Dialog>
  );
}
