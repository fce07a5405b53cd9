import { wrapText } from "../runs.ts";

export interface KeyBinding {
  /** Names as in `KeyEvent`. */
  readonly keys: readonly string[];
  /** Shown in place of the names of all keys. */
  readonly label?: string;
  readonly action: KeyAction;
  readonly summary: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

const conversationKeys = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `alt+${digit}`);

/** What of them a terminal tells apart from Enter differs. */
const newLineKeys = ["ctrl+j", "shift+enter", "ctrl+enter", "ctrl+shift+enter"].concat(
  ["alt+enter", "alt+shift+enter", "ctrl+alt+enter", "ctrl+alt+shift+enter"],
);

// deno-fmt-ignore: a table
const groups = [
  {
    title: "Writing",
    bindings: [
      { keys: ["enter"], action: "submit", summary: "Say it; on an empty line, connect again at once, or see what was found" },
      { keys: newLineKeys, label: "Alt/Shift+Enter, Ctrl+J", action: "newLine", summary: "Begin a new line" },
      { keys: ["tab"], action: "complete", summary: "Complete a command, room, nick or :emoji" },
      { keys: ["shift+tab"], action: "completeBack", summary: "Go back in the list of completions" },
      { keys: ["up", "ctrl+p"], action: "up", summary: "The line above, then what was written before" },
      { keys: ["down", "ctrl+n"], action: "down", summary: "The line below, then what was written later" },
      { keys: ["ctrl+r"], action: "searchInput", summary: "Search what was written before" },
      { keys: ["escape"], action: "cancel", summary: "Close a list, a page or a question" },
      { keys: ["ctrl+c"], action: "interrupt", summary: "Clear what is written, which Ctrl+_ undoes; twice on an empty line, leave" },
      { keys: ["ctrl+d"], action: "endOfInput", summary: "Erase to the right; on an empty line, log out" },
    ],
  },
  {
    title: "Moving and erasing",
    bindings: [
      { keys: ["left", "ctrl+b"], action: "left", summary: "A character left" },
      { keys: ["right", "ctrl+f"], action: "right", summary: "A character right" },
      { keys: ["ctrl+left", "alt+b"], action: "wordLeft", summary: "A word left" },
      { keys: ["ctrl+right", "alt+f"], action: "wordRight", summary: "A word right" },
      { keys: ["ctrl+a"], action: "lineStart", summary: "To the start of the line" },
      { keys: ["ctrl+e"], action: "lineEnd", summary: "To the end of the line" },
      { keys: ["backspace", "ctrl+h"], action: "eraseLeft", summary: "Erase to the left" },
      { keys: ["delete"], action: "eraseRight", summary: "Erase to the right" },
      { keys: ["ctrl+w", "alt+backspace", "ctrl+backspace"], action: "eraseWordLeft", summary: "Cut the word to the left" },
      { keys: ["alt+d", "ctrl+delete"], action: "eraseWordRight", summary: "Cut the word to the right" },
      { keys: ["ctrl+u"], action: "cutToStart", summary: "Cut to the start of the line" },
      { keys: ["ctrl+k"], action: "cutToEnd", summary: "Cut to the end of the line" },
      { keys: ["ctrl+y"], action: "yank", summary: "Put back what was cut last" },
      { keys: ["ctrl+t"], action: "transpose", summary: "Swap the two characters at the cursor" },
      { keys: ["ctrl+_", "alt+u"], action: "undo", summary: "Undo" },
    ],
  },
  {
    title: "Reading",
    bindings: [
      { keys: ["pageup"], action: "pageUp", summary: "A page up; older messages are fetched" },
      { keys: ["pagedown"], action: "pageDown", summary: "A page down" },
      { keys: ["home"], action: "home", summary: "Where reading stopped; with something written, the start of the line" },
      { keys: ["end"], action: "end", summary: "The newest; with something written, the end of the line" },
      { keys: ["ctrl+home", "alt+home"], action: "toLastRead", summary: "Where reading stopped, in any case" },
      { keys: ["ctrl+end", "alt+end"], action: "toNewest", summary: "The newest, in any case" },
      { keys: ["alt+pageup"], action: "membersUp", summary: "The list of members, a page up" },
      { keys: ["alt+pagedown"], action: "membersDown", summary: "The list of members, a page down" },
      { keys: ["ctrl+o"], action: "fold", summary: "Open a long message that is seen, or fold it again" },
      { keys: ["alt+c"], action: "copy", summary: "Copy a message or a link, into the terminal's clipboard" },
      { keys: ["alt+m"], action: "select", summary: "Select a message: Enter opens its menu, Tab goes to the members and back" },
      { keys: ["alt+!"], action: "bare", summary: "The conversation alone, in whole lines, to be selected with the mouse" },
      { keys: ["ctrl+l"], action: "redraw", summary: "Draw the screen anew" },
    ],
  },
  {
    title: "Going about",
    bindings: [
      { keys: conversationKeys, label: "Alt+1 … Alt+0", action: "conversation", summary: "The conversation with that number; 0 is the tenth" },
      { keys: ["alt+down", "alt+right"], action: "nextConversation", summary: "The next conversation" },
      { keys: ["alt+up", "alt+left"], action: "previousConversation", summary: "The previous conversation" },
      { keys: ["alt+a"], action: "nextUnread", summary: "The next with something unread, mentions first" },
      { keys: ["f1"], action: "showKeys", summary: "Show the keys; so does /keys" },
      { keys: ["ctrl+z"], action: "suspend", summary: "Suspend; fg in the shell comes back" },
    ],
  },
] as const;

/** All that a key may do besides inserting its character. */
export type KeyAction = (typeof groups)[number]["bindings"][number]["action"];

/** All keys: what dispatches them, the page behind F1, and `docs/client.md` are made from these. */
export const keyGroups: readonly KeyGroup[] = groups;

/** What the mouse does; told where the keys are. */
export const mouseActions: readonly { readonly what: string; readonly summary: string }[] = [
  { what: "Click on a conversation", summary: "Go there" },
  { what: "Click on a nick at the side", summary: "Begin a conversation with one person" },
  {
    what: "Right click, or two clicks on a message",
    summary: "Open the menu of a message or a nick",
  },
  { what: "Click on a result or a choice", summary: "Take it" },
  { what: "Wheel", summary: "Scroll; over the members, their list" },
  { what: "Shift and drag", summary: "Select text, as the terminal does after /mouse off" },
];

const actions: ReadonlyMap<string, KeyAction> = new Map(
  keyGroups.flatMap(({ bindings }) =>
    bindings.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const))
  ),
);

/** What a key does; undefined for one that inserts its character or does nothing. */
export function actionOf(keyName: string): KeyAction | undefined {
  return actions.get(keyName);
}

const keyLabels: Readonly<Record<string, string>> = {
  pageup: "PgUp",
  pagedown: "PgDn",
  escape: "Esc",
  delete: "Del",
};

/** As on a keyboard: `Alt+Enter`, `PgUp`. */
export function keyLabel(name: string): string {
  const known = (part: string) => keyLabels[part] ?? part.charAt(0).toUpperCase() + part.slice(1);
  return name.split("+").map(known).join("+");
}

/** All keys of a binding, for a person. */
export function bindingLabel({ keys, label }: KeyBinding): string {
  return label ?? keys.map(keyLabel).join(", ");
}

/** One below the other in so many columns, for where there is no page. Keys that would take most of a row stand above. */
export function describeKeys(bindings: readonly KeyBinding[], columns: number): string {
  const labels = bindings.map(bindingLabel);
  const indent = Math.min(
    Math.floor(columns / 3),
    Math.max(...labels.map(({ length }) => length)) + 2,
  );
  return bindings.flatMap(({ summary }, index) => {
    const label = labels[index] ?? "";
    const rows = wrapText(summary, Math.max(1, columns - indent));
    const indented = rows.map((row) => " ".repeat(indent) + row);
    if (label.length + 2 > indent) return [...wrapText(label, columns), ...indented];
    return [label.padEnd(indent) + rows[0], ...indented.slice(1)];
  }).join("\n");
}
