import type { JSX } from "preact";
import { FieldNotes, useFieldIds } from "./field_notes.tsx";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly hint?: string;
}

/** One of a few, which are all seen. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): JSX.Element {
  const { label, choices, value: chosen, onChoose, hint } = props;
  const { id, notes } = useFieldIds(hint);
  return (
    <fieldset class="field" aria-describedby={notes}>
      <legend>{label}</legend>
      <div class="choices">
        {choices.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={hint} />
    </fieldset>
  );
}
