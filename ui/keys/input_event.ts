/** What a person does at a full-screen terminal. */
export type InputEvent =
  | KeyEvent
  /** A bracketed paste, whole; line ends are line feeds. */
  | PasteEvent
  | MouseEvent
  /** The terminal's window has become the one that is typed in, or another has. */
  | { readonly type: "focus"; readonly focused: boolean };

/** `isCut`: it was longer than is taken, and its end is lost. */
export interface PasteEvent {
  readonly type: "paste";
  readonly text: string;
  readonly isCut?: true;
}

export interface KeyEvent {
  readonly type: "key";
  /**
   * As in `key_bindings.ts`: `ctrl+a`, `alt+left`, `shift+tab`, `enter`; a character by itself.
   * Modifiers stand in the order ctrl, alt, shift; behind ctrl and alt a letter's case is lost.
   */
  readonly name: string;
  /**
   * What it writes; nothing with ctrl or alt. Typed, it is a code point at a time; so much that nobody types it
   * comes in one piece, whose `name` is `text`.
   */
  readonly text: string;
}

/** Of the left button and the wheel; counted from 0, from the upper left corner. */
export interface MouseEvent {
  readonly type: "mouse";
  readonly action: "click" | "wheelUp" | "wheelDown";
  readonly column: number;
  readonly row: number;
}
