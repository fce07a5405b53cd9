import type { Theme } from "../style/theme.ts";
import type { InputLayout } from "../../writing/input_layout.ts";
import type { Layout } from "./layout.ts";
import type { Status } from "./status_text.ts";

/** All that is seen. What comes from outside may be uncleaned, but for rows, which are ready. */
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
  /** Of the unread, those with one's own nick; in what is said to oneself alone, all. */
  readonly mentions: number;
  readonly isCurrent: boolean;
}

export interface MemberList {
  /** In the order to be shown. */
  readonly members: readonly { readonly nick: string; readonly isAway: boolean }[];
  /** All there are, also those that are not known by name. */
  readonly count: number;
}

export interface CompletionChoice {
  readonly choices: readonly { readonly label: string; readonly detail: string }[];
  readonly selected: number;
}
