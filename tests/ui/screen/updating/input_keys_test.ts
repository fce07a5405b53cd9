import assert from "node:assert/strict";
import { type KeyAction, type KeyBinding, keyGroups } from "../../../../ui/keys/key_bindings.ts";
import { joined, said } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

/** What is written before a key, with the cursor at `|`, and what it makes of that. */
const edits: Readonly<Partial<Record<KeyAction, readonly [before: string, after: string]>>> = {
  left: ["one|", "on|e"],
  right: ["o|ne", "on|e"],
  wordLeft: ["one two|", "one |two"],
  wordRight: ["|one two", "one| two"],
  lineStart: ["one\ntwo|", "one\n|two"],
  lineEnd: ["one\n|two", "one\ntwo|"],
  eraseLeft: ["one|", "on|"],
  eraseRight: ["|one", "|ne"],
  eraseWordLeft: ["one two|", "one |"],
  eraseWordRight: ["|one two", "| two"],
  cutToStart: ["one\ntw|o", "one\n|o"],
  cutToEnd: ["o|ne\ntwo", "o|\ntwo"],
  transpose: ["oen|", "one|"],
  newLine: ["one|two", "one\n|two"],
  undo: ["one|", "|"],
  home: ["one|", "|one"],
  end: ["|one", "one|"],
  endOfInput: ["|one", "|ne"],
  up: ["one\ntwo|", "one|\ntwo"],
  down: ["o|ne\ntwo", "one\nt|wo"],
  complete: ["/who|", "/who |"],
  interrupt: ["one|", "|"],
};

function write(screen: ScreenAtHand, draft: string): void {
  const [before = "", after = ""] = draft.split("|");
  screen.type(before + after);
  screen.press(...Array<string>(after.length).fill("left"));
  assert.equal(screen.draft, draft);
}

const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ nick: `n${number}` }));
const fifty = page(1, 50);

/** What the others do, in a room where 50 things were said and of which 5 rows are seen. */
const others: Readonly<
  Partial<Record<KeyAction, (screen: ScreenAtHand, key: string) => void | Promise<void>>>
> = {
  submit(screen, key) {
    screen.type("hello");
    screen.press(key);
    assert.deepEqual(screen.client.calls, ["say #lobby hello"]);
    assert.equal(screen.draft, "|");
  },
  completeBack(screen, key) {
    screen.type("/m");
    screen.press("tab", "tab");
    assert.equal(screen.draft, "/members |");
    screen.press(key);
    assert.equal(screen.draft, "/me |");
  },
  yank(screen, key) {
    screen.type("one two");
    screen.press("ctrl+w", key, key);
    assert.equal(screen.draft, "one twotwo|");
  },
  searchInput(screen, key) {
    screen.press(key);
    assert.equal(screen.writing.mode.type, "searching");
  },
  cancel(screen, key) {
    screen.press("pageup", key);
    assert.equal(screen.seen.at(-1), "bob text 47");
    screen.press("f1", key);
    assert.equal(screen.page(), undefined);
  },
  pageUp(screen, key) {
    screen.press(key);
    assert.deepEqual([screen.seen[0], screen.seen[4]], ["bob text 43", "bob text 47"]);
  },
  pageDown(screen, key) {
    screen.press("pageup", "pageup", key);
    assert.equal(screen.seen.at(-1), "bob text 47");
  },
  toLastRead(screen, key) {
    screen.input({ type: "focus", focused: false });
    screen.take(...page(51, 70));
    screen.input({ type: "focus", focused: true });
    screen.press(key);
    assert.ok(screen.seen.includes("bob text 50"), screen.seen.join("\n"));
    assert.ok(screen.seen.some((row) => row.startsWith("── new")), screen.seen.join("\n"));
  },
  async toNewest(screen, key) {
    screen.press("pageup");
    screen.type("x");
    screen.press(key);
    await Promise.resolve();
    assert.deepEqual([screen.seen.at(-1), screen.draft], ["bob text 50", "x|"]);
  },
  conversation(screen, key) {
    const number = Number(key.at(-1)) || 10;
    screen.take(...["b", "c", "d", "e", "f", "g", "h", "i", "j"].map((room) => joined({ room })));
    screen.press(key);
    assert.equal(screen.current, screen.conversations.list[number - 1]);
  },
  nextConversation(screen, key) {
    screen.take(joined({ room: "dev" }));
    screen.press(key);
    assert.equal(screen.current.key, "#lobby");
  },
  previousConversation(screen, key) {
    screen.take(joined({ room: "dev" }), joined({ room: "ops" }));
    screen.press(key);
    assert.equal(screen.current.key, "#dev");
  },
  nextUnread(screen, key) {
    screen.take(joined({ room: "dev" }), said(51), joined({ room: "ops" }));
    screen.press(key);
    assert.equal(screen.current.key, "#lobby");
  },
  copy(screen, key) {
    screen.type("begun");
    screen.press(key, "enter");
    assert.deepEqual([screen.calls, screen.draft], [["copy text 50"], "begun|"]);
    assert.equal(screen.hint, "Copied 7 characters, where the terminal allows it (OSC 52)");
  },
  select(screen, key) {
    screen.type("begun");
    screen.press(key, "up", "enter");
    assert.equal(screen.state.selecting?.menu?.title, "bob: text 49");
    screen.press("escape", key);
    assert.deepEqual([screen.state.selecting, screen.draft], [undefined, "begun|"]);
  },
  bare(screen, key) {
    screen.press(key);
    assert.deepEqual(screen.frame(100, 3).slice(0, 2), ["<bob> text 49", "<bob> text 50"]);
  },
  membersUp(screen, key) {
    screen.take(joined({ members: nine, count: 9 }));
    screen.press("alt+pagedown", key);
    assert.equal(screen.frame(100, 7)[1]?.split("│").at(-1), "n1");
  },
  membersDown(screen, key) {
    screen.take(joined({ members: nine, count: 9 }));
    screen.press(key);
    assert.equal(screen.frame(100, 7)[1]?.split("│").at(-1), "n4");
  },
  fold(screen, key) {
    screen.take(said(51, { text: "row\n".repeat(40) }));
    assert.match(screen.seen.at(-1) ?? "", /more rows/);
    screen.press(key);
    assert.doesNotMatch(screen.seen.join(), /more rows/);
    screen.press(key);
    assert.match(screen.seen.at(-1) ?? "", /more rows/);
  },
  showKeys(screen, key) {
    screen.press(key);
    assert.match(screen.page()?.[0] ?? "", /^Keys/);
  },
  redraw(screen, key) {
    screen.press(key);
    assert.deepEqual(screen.calls, ["draw anew"]);
  },
  suspend(screen, key) {
    screen.press(key);
    assert.deepEqual(screen.calls, ["suspend"]);
  },
};

async function check({ action }: KeyBinding, key: string): Promise<void> {
  const screen = new ScreenAtHand();
  screen.take(...fifty);
  const [before, after] = edits[action] ?? [];
  if (before !== undefined) {
    write(screen, before);
    screen.press(key);
    assert.equal(screen.draft, after);
  } else {
    await (others[action] ?? assert.fail(`Nothing is asserted of ${action}`))(screen, key);
  }
}

for (const { title, bindings } of keyGroups) {
  Deno.test(`update() does what the keys of "${title}" are told to do`, async (test) => {
    for (const binding of bindings) {
      for (const key of binding.keys) {
        await test.step(`${key}: ${binding.summary}`, () => check(binding, key));
      }
    }
  });
}
