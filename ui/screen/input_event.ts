/** What a person does at a full-screen terminal. */
export type InputEvent =
  | KeyEvent
  /** A bracketed paste, whole; line ends are line feeds. */
  | { readonly type: "paste"; readonly text: string }
  /** Counted from 0, from the upper left corner. */
  | {
    readonly type: "mouse";
    readonly action: "click" | "wheelUp" | "wheelDown";
    readonly column: number;
    readonly row: number;
  }
  /** The terminal's window has become the one that is typed in, or another has. */
  | { readonly type: "focus"; readonly focused: boolean };

export interface KeyEvent {
  readonly type: "key";
  /** As in `key_bindings.ts`: `ctrl+a`, `alt+left`, `shift+tab`, `enter`; a character by itself. */
  readonly name: string;
  /** What it writes: one grapheme, or nothing. */
  readonly text: string;
}
