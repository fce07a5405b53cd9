import type { Conversation } from "../../../../client/conversations/conversation.ts";
import type { Chat } from "../../chat/chat.ts";

export interface PageKeyBinding {
  readonly label: string;
  readonly summary: string;
  /** As `keyName()` gives them, such as `alt+1`; absent where the input or the browser does it. */
  readonly keys?: readonly string[];
  /** With the key that was pressed. */
  readonly run?: (chat: Chat, key: string) => void;
}

export interface PageKeyGroup {
  readonly title: string;
  readonly bindings: readonly PageKeyBinding[];
}

/** All keys of the page, those of the terminal as far as browsers leave them: `/keys` and `docs/web.md` show them. */
// deno-fmt-ignore: a table
export const pageKeyGroups: readonly PageKeyGroup[] = [
  {
    title: "Writing",
    bindings: [
      { label: "Enter", summary: "Say it; on an empty line, connect again. On a phone, a new line" },
      { label: "Ctrl+Enter", summary: "Say it, on a phone too" },
      { label: "Shift+Enter, Alt+Enter", summary: "Begin a new line" },
      { label: "Tab, Shift+Tab", summary: "Complete a command, room, nick or :emoji; then the next, or the one before" },
      { label: "Up, Down", summary: "The line above or below, then what was written before or later" },
      { label: "Esc", summary: "Close what is open, and go back to writing", keys: ["escape"], run: cancel },
    ],
  },
  {
    title: "Reading",
    bindings: [
      { label: "PgUp", summary: "A page up; older messages are fetched", keys: ["pageup"], run: ({ reading }) => reading.viewer?.turnPages(-1) },
      { label: "PgDn", summary: "A page down", keys: ["pagedown"], run: ({ reading }) => reading.viewer?.turnPages(1) },
      { label: "Alt+M", summary: "The messages: the arrows go from one to another", keys: ["alt+m"], run: ({ reading }) => reading.viewer?.focus() },
      { label: "Home", summary: "Where reading stopped; with something written, the start of the line", keys: ["home"], run: toLastRead },
      { label: "End", summary: "The newest; with something written, the end of the line", keys: ["end"], run: ({ reading, current }) => void reading.toNewest(current) },
    ],
  },
  {
    title: "Going about",
    bindings: [
      { label: "Alt+1 … Alt+0", summary: "The conversation with that number; 0 is the tenth", keys: [..."1234567890"].map((digit) => `alt+${digit}`), run: toNumbered },
      { label: "Alt+Down", summary: "The next conversation", keys: ["alt+arrowdown"], run: (chat) => toNeighbour(chat, 1) },
      { label: "Alt+Up", summary: "The previous conversation", keys: ["alt+arrowup"], run: (chat) => toNeighbour(chat, -1) },
      { label: "Alt+A", summary: "The next with something unread, mentions first", keys: ["alt+a"], run: (chat) => goTo(chat, chat.conversations.nextUnread(), "There is nothing unread") },
      { label: "Ctrl+K", summary: "Search what was said", keys: ["ctrl+k", "meta+k"], run: ({ search }) => search.open() },
      { label: "F1", summary: "Show the keys; so does /keys", keys: ["f1"], run: ({ dialog }) => void (dialog.value = { type: "keys" }) },
    ],
  },
];

/** What a key does wherever the focus is; undefined for one that does nothing there. */
export function pageKey(name: string): PageKeyBinding["run"] {
  return pageKeyGroups.flatMap(({ bindings }) => bindings)
    .find(({ keys = [] }) => keys.includes(name))?.run;
}

function cancel({ search, writing }: Chat): void {
  search.close();
  writing.wanted.value++;
}

function toLastRead({ reading, current, writing }: Chat): void {
  if (!reading.toLastRead(current)) {
    writing.problem.value = "There is nothing new since you were here";
  }
}

function toNumbered(chat: Chat, key: string): void {
  const number = Number(key.slice(-1)) || 10;
  goTo(chat, chat.conversations.numbered(number), `There is no conversation ${number}`);
}

function toNeighbour(chat: Chat, step: 1 | -1): void {
  chat.switchTo(chat.conversations.neighbour(step));
}

function goTo(chat: Chat, conversation: Conversation | undefined, orElse: string): void {
  if (conversation === undefined) chat.writing.problem.value = orElse;
  else chat.switchTo(conversation);
}
