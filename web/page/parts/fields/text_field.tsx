import type { InputHTMLAttributes, JSX } from "preact";
import { FieldNotes, useFieldIds } from "./field_notes.tsx";

type PassedOn =
  | "autocapitalize"
  | "autocomplete"
  | "autofocus"
  | "disabled"
  | "maxLength"
  | "name"
  | "required"
  | "spellcheck";

export interface TextFieldProps extends Pick<InputHTMLAttributes<HTMLInputElement>, PassedOn> {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** For passwords: shown as dots. */
  readonly isSecret?: boolean;
  readonly hint?: string;
  /** What is wrong with the value, and what to do; read aloud when it comes. */
  readonly error?: string;
}

/** A line of text, from left to right or the other way as its first letters say. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { label, value, onInput, hint, error, isSecret = false, ...attributes } = props;
  const { id, notes } = useFieldIds(hint, error);
  const kind = isSecret ? { type: "password" } as const : { type: "text" } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...attributes}
        {...kind}
        id={id}
        dir="auto"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={notes}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
