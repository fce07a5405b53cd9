import type { Person, SaidMessage } from "../../../protocol.ts";

/** What is under the mouse. */
export type Target =
  | { readonly type: "conversation"; readonly number: number }
  | { readonly type: "member"; readonly nick: string; readonly person?: Person }
  | { readonly type: "message"; readonly message: SaidMessage }
  | { readonly type: "menuEntry"; readonly index: number }
  /** A box that stands over the rest, beside its entries. */
  | { readonly type: "box" }
  | { readonly type: "choice"; readonly index: number }
  /** Of the page that is open; `index` over all its sections. */
  | { readonly type: "entry"; readonly index: number };

/** Clean and painted, no wider than its pane. */
export interface Row {
  readonly text: string;
  /** What a click on it is about, if it can be clicked. */
  readonly target?: Target;
}
