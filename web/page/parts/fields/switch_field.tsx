import type { JSX } from "preact";
import { FieldNotes, useFieldIds } from "./field_notes.tsx";

export interface SwitchFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

/** What is on or off, and is so at once. */
export function SwitchField(props: SwitchFieldProps): JSX.Element {
  const { label, isOn, onChange, hint, isDisabled = false } = props;
  const { id, notes } = useFieldIds(hint);
  return (
    <div class="field switch-field">
      <label for={id}>{label}</label>
      <input
        type="checkbox"
        role="switch"
        id={id}
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={notes}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <FieldNotes id={id} hint={hint} />
    </div>
  );
}
