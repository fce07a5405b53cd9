import type { JSX } from "preact";
import { useId } from "preact/hooks";

export interface FieldIds {
  readonly id: string;
  /** For `aria-describedby`. */
  readonly notes: string | undefined;
}

export function useFieldIds(hint: string | undefined, error?: string): FieldIds {
  const id = useId();
  const notes = [hint !== undefined && hintOf(id), error !== undefined && errorOf(id)];
  return { id, notes: notes.filter((note) => note !== false).join(" ") || undefined };
}

interface FieldNotesProps {
  /** Of the field that they are about. */
  readonly id: string;
  readonly hint?: string;
  readonly error?: string;
}

/** What stands below a field. */
export function FieldNotes({ id, hint, error }: FieldNotesProps): JSX.Element {
  return (
    <>
      {hint !== undefined && <p class="hint" id={hintOf(id)}>{hint}</p>}
      {error !== undefined && <p class="error" id={errorOf(id)} role="alert">{error}</p>}
    </>
  );
}

function hintOf(id: string): string {
  return `${id}-hint`;
}

function errorOf(id: string): string {
  return `${id}-error`;
}
