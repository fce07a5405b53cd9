import assert from "node:assert/strict";
import { InputDecoder } from "../../../ui/keys/input_decoder.ts";
import {
  actionOf,
  bindingLabel,
  describeKeys,
  type KeyAction,
  keyGroups,
  keyLabel,
} from "../../../ui/keys/key_bindings.ts";
import { isEditAction } from "../../../ui/writing/editor.ts";

const bindings = keyGroups.flatMap(({ bindings }) => bindings);
const keys = bindings.flatMap(({ keys }) => keys);

/** All there are: a further one fails the types here. */
const actions: Readonly<Record<KeyAction, "edits" | "other">> = {
  left: "edits",
  right: "edits",
  wordLeft: "edits",
  wordRight: "edits",
  lineStart: "edits",
  lineEnd: "edits",
  eraseLeft: "edits",
  eraseRight: "edits",
  eraseWordLeft: "edits",
  eraseWordRight: "edits",
  cutToStart: "edits",
  cutToEnd: "edits",
  yank: "edits",
  transpose: "edits",
  undo: "edits",
  newLine: "edits",
  submit: "other",
  up: "other",
  down: "other",
  complete: "other",
  completeBack: "other",
  searchInput: "other",
  cancel: "other",
  interrupt: "other",
  endOfInput: "other",
  pageUp: "other",
  pageDown: "other",
  home: "other",
  end: "other",
  toLastRead: "other",
  toNewest: "other",
  nextConversation: "other",
  previousConversation: "other",
  nextUnread: "other",
  conversation: "other",
  membersUp: "other",
  membersDown: "other",
  copy: "other",
  select: "other",
  bare: "other",
  fold: "other",
  redraw: "other",
  showKeys: "other",
  suspend: "other",
};

/** What xterm sends for keys that send no character. */
const sequences: Readonly<Record<string, string>> = {
  "enter": "\r",
  "tab": "\t",
  "shift+tab": "\x1b[Z",
  "escape": "\x1b[27u",
  "f1": "\x1bOP",
  "backspace": "\x7f",
  "delete": "\x1b[3~",
  "alt+enter": "\x1b\r",
  "shift+enter": "\x1b[27;2;13~",
  "ctrl+enter": "\x1b[27;5;13~",
  "ctrl+shift+enter": "\x1b[27;6;13~",
  "alt+shift+enter": "\x1b[27;4;13~",
  "ctrl+alt+enter": "\x1b[27;7;13~",
  "ctrl+alt+shift+enter": "\x1b[27;8;13~",
  "alt+backspace": "\x1b\x7f",
  "ctrl+backspace": "\x1b[27;5;127~",
  "ctrl+delete": "\x1b[3;5~",
  "ctrl+_": "\x1f",
  "up": "\x1b[A",
  "down": "\x1b[B",
  "right": "\x1b[C",
  "left": "\x1b[D",
  "pageup": "\x1b[5~",
  "pagedown": "\x1b[6~",
  "home": "\x1b[H",
  "end": "\x1b[F",
  "ctrl+home": "\x1b[1;5H",
  "ctrl+end": "\x1b[1;5F",
  "alt+home": "\x1b[1;3H",
  "alt+end": "\x1b[1;3F",
  "alt+!": "\x1b!",
  "alt+pageup": "\x1b[5;3~",
  "alt+pagedown": "\x1b[6;3~",
  "ctrl+left": "\x1b[1;5D",
  "ctrl+right": "\x1b[1;5C",
  "alt+up": "\x1b[1;3A",
  "alt+down": "\x1b[1;3B",
  "alt+right": "\x1b[1;3C",
  "alt+left": "\x1b[1;3D",
};

function sequenceOf(key: string): string {
  const character = key.at(-1) ?? "";
  const isLetter = /^(ctrl|alt)\+.$/.test(key);
  if (sequences[key] !== undefined || !isLetter) return sequences[key] ?? assert.fail(key);
  return key.startsWith("alt+")
    ? `\x1b${character}`
    : String.fromCharCode(character.charCodeAt(0) & 31);
}

Deno.test("keyGroups bind no key twice", () => {
  assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), []);
});

Deno.test("keyGroups reach each action, and none twice", () => {
  const reached = bindings.map(({ action }) => action);
  assert.deepEqual(reached.toSorted(), Object.keys(actions).toSorted());
});

Deno.test("keyGroups name keys as a terminal's are named", () => {
  for (const key of keys) {
    const names: string[] = [];
    using decoder = new InputDecoder((event) =>
      names.push(event.type === "key" ? event.name : event.type)
    );
    decoder.push(new TextEncoder().encode(sequenceOf(key)));
    assert.deepEqual(names, [key]);
  }
});

Deno.test("keyGroups tell of each binding what it does, in few words", () => {
  for (const binding of bindings) {
    assert.match(binding.summary, /^[A-Z].*[^.]$/, binding.action);
    assert.ok(bindingLabel(binding).length <= 40, bindingLabel(binding));
  }
});

Deno.test("actionOf() finds what each key is bound to, and nothing for others", () => {
  for (const { keys, action } of bindings) {
    for (const key of keys) assert.equal(actionOf(key), action);
  }
  for (const key of ["a", "?", "ctrl+x", "shift+left", ""]) assert.equal(actionOf(key), undefined);
});

Deno.test("isEditAction() tells what changes what is written", () => {
  for (const { action } of bindings) {
    assert.equal(isEditAction(action), actions[action] === "edits", action);
  }
});

Deno.test("keyLabel() names keys as keyboards do", () => {
  const names = ["alt+enter", "pageup", "pagedown", "escape", "delete", "ctrl+_", "tab"];
  const labels = ["Alt+Enter", "PgUp", "PgDn", "Esc", "Del", "Ctrl+_", "Tab"];
  assert.deepEqual(names.map(keyLabel), labels);
});

Deno.test("bindingLabel() has all keys, or what stands for them", () => {
  const label = (action: KeyAction) =>
    bindingLabel(bindings.find((each) => each.action === action) ?? assert.fail(action));
  assert.equal(label("newLine"), "Alt/Shift+Enter, Ctrl+J");
  assert.equal(label("conversation"), "Alt+1 … Alt+0");
});

Deno.test("describeKeys() breaks between words, and puts long keys above what they do", () => {
  const known = [
    { keys: ["f1"], action: "showKeys", summary: "Show what all keys do" },
    { keys: ["ctrl+delete", "alt+d"], action: "eraseWordRight", summary: "Cut a word" },
  ] as const;
  const wide = ["F1               Show what all keys do", "Ctrl+Del, Alt+D  Cut a word"];
  assert.equal(describeKeys(known, 80), wide.join("\n"));
  const narrow = [
    "F1        Show what all keys",
    "          do",
    "Ctrl+Del, Alt+D",
    "          Cut a word",
  ];
  assert.equal(describeKeys(known, 30), narrow.join("\n"));
});
