import { completionAt } from "./completion_list.ts";
import { conversationAt } from "./conversation_list.ts";
import { hitTest } from "./layout.ts";
import { memberAt } from "./member_list.ts";
import type { ScreenView } from "./screen_view.ts";

/** What is under the mouse. */
export type Target =
  | { readonly type: "conversation"; readonly number: number }
  | { readonly type: "member"; readonly nick: string }
  | { readonly type: "choice"; readonly index: number }
  /** A row of the conversation or of the page. */
  | { readonly type: "main"; readonly row: number };

/** What was drawn at a place of the screen, if something was that can be clicked. */
export function targetAt(
  { layout, conversations, members, completions }: ScreenView,
  column: number,
  row: number,
): Target | undefined {
  const hit = hitTest(layout, column, row);
  if (hit?.pane === "list" && layout.list !== undefined) {
    const entry = conversationAt(conversations, layout.list, hit.row);
    return entry && { type: "conversation", number: entry.number };
  }
  if (hit?.pane === "members" && layout.members !== undefined) {
    const nick = memberAt(members, layout.members, hit.row);
    return nick === undefined ? undefined : { type: "member", nick };
  }
  if (hit?.pane === "completion" && completions !== undefined) {
    const index = completionAt(completions, layout.completion, hit.row);
    return index === undefined ? undefined : { type: "choice", index };
  }
  return hit?.pane === "main" ? { type: "main", row: hit.row } : undefined;
}
