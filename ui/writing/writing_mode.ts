import type { Draft } from "./editor.ts";
import type { InputCompletion } from "./input_completion.ts";
import type { InputSearch } from "./input_search.ts";
import type { PasteQuestion } from "./paste_question.ts";

/** What keys mean at the moment. `before`: the draft to go back to. */
export type WritingMode =
  | { readonly type: "plain" }
  | { readonly type: "completing" } & InputCompletion
  | { readonly type: "searching"; readonly search: InputSearch; readonly before: Draft }
  | { readonly type: "asking"; readonly question: PasteQuestion };

export type ModeOf<Type extends WritingMode["type"]> = Extract<WritingMode, { type: Type }>;

export const plain: WritingMode = { type: "plain" };
