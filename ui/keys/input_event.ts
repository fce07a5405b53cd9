/** What a person does at a terminal. */
export type InputEvent =
  | KeyEvent
  /** Line ends are line feeds. `isCut`: it was longer than `maxPasteLength`, and its end is lost. */
  | { readonly type: "paste"; readonly text: string; readonly isCut?: true }
  | MouseEvent
  /** The terminal's window has got or lost the keyboard focus. */
  | { readonly type: "focus"; readonly focused: boolean };

/** What a terminal sends. */
export type TerminalEvent =
  | InputEvent
  /** It knows the kitty keyboard protocol: an answer. */
  | { readonly type: "keyboardProtocol" };

export interface KeyEvent {
  readonly type: "key";
  /**
   * As in `key_bindings.ts`: `ctrl+a`, `alt+left`, `shift+tab`, `enter`; a character by itself.
   * Modifiers stand in the order ctrl, alt, shift; behind ctrl and alt a letter's case is lost.
   */
  readonly name: string;
  /**
   * What it writes; nothing with ctrl or alt. One code point if typed; a chunk too long for typing
   * comes as one event, whose `name` is `text`.
   */
  readonly text: string;
}

export type MouseButton = "left" | "right";

/** Counted from 0, from the upper left corner. */
export interface MouseEvent {
  readonly type: "mouse";
  readonly action: "click" | "rightClick" | "wheelUp" | "wheelDown";
  readonly column: number;
  readonly row: number;
}
