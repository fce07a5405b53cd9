import type { Theme } from "../style/theme.ts";
import type { InputLayout } from "../../writing/input_layout.ts";
import type { Layout } from "./layout.ts";
import type { Status } from "./status_text.ts";

/** All that is on the screen, as data. Texts from others may be uncleaned; rows are clean and painted. */
export interface ScreenView {
  readonly theme: Theme;
  readonly layout: Layout;
  readonly conversations: readonly ConversationEntry[];
  readonly members: MemberList;
  /** As `visibleRows()` or `pageRows()` makes them, for `layout.main`. */
  readonly main: readonly string[];
  readonly completions?: CompletionChoice;
  readonly status: Status;
  /** As `layOutInput()` makes it, for `layout.input`. */
  readonly input: InputLayout;
}

export interface ConversationEntry {
  readonly number: number;
  /** `#lobby`, or a nick. */
  readonly label: string;
  readonly unread: number;
  /** How many of the unread have one's own nick in them; all of them in a direct conversation. */
  readonly mentions: number;
  readonly isCurrent: boolean;
}

export interface MemberList {
  /** In the order to be shown. */
  readonly members: readonly { readonly nick: string; readonly isAway: boolean }[];
  /** Of all members, also of those that are not listed. */
  readonly count: number;
}

export interface CompletionChoice {
  readonly choices: readonly { readonly label: string; readonly detail: string }[];
  readonly selected: number;
}
