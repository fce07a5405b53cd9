import assert from "node:assert/strict";
import { complete } from "../../../client/writing/complete.ts";

const known = {
  commands: [
    { name: "join", aliases: ["j"], usage: "/join ROOM..." },
    { name: "me", aliases: [], usage: "/me DOES" },
    { name: "msg", aliases: ["w", "tell"], usage: "/msg NICK TEXT" },
    { name: "help", aliases: [], usage: "/help [COMMAND]" },
    { name: "bell", aliases: [], usage: "/bell [off|mentions|all]" },
    { name: "nick", aliases: [], usage: "/nick NICK" },
    { name: "search", aliases: ["find"], usage: "/search WORDS [from:NICK] [in:ROOM] [page:N]" },
    { name: "ignore", aliases: [], usage: "/ignore [NICK | -NICK]" },
    { name: "focus", aliases: [], usage: "/focus [NICK... | -]" },
    { name: "theme", aliases: [], usage: "/theme [dark|light]" },
  ].map((command) => ({ ...command, summary: `does ${command.name}` })),
  rooms: ["dev", "Design", "lobby"],
  nicks: ["bob", "Anna", "ann"],
  emoji: [
    { emoji: "😀", names: ["grinning"] },
    { emoji: "👍", names: ["+1", "thumbsup"] },
    { emoji: "🖖", names: ["vulcan_salute"] },
    { emoji: "🦕", names: ["sauropod", "dino_up"] },
  ],
};

/** `|` is the cursor. */
function candidates(marked: string): readonly string[] {
  const cursor = marked.indexOf("|");
  return complete(marked.replace("|", ""), cursor, known).candidates.map(({ text }) => text);
}

Deno.test("complete() completes a command at the start of the line only", () => {
  assert.deepEqual(candidates("/jo|"), ["/join "]);
  assert.deepEqual(candidates("/M|"), ["/me ", "/msg "]);
  const all = known.commands.map(({ name }) => `/${name} `).toSorted();
  assert.deepEqual(candidates("/|"), all);
  assert.deepEqual(candidates("hi /jo|"), []);
  assert.deepEqual(candidates("//jo|"), []);
});

Deno.test("complete() offers an alias where no name begins so", () => {
  assert.deepEqual(candidates("/te|"), ["/tell "]);
  assert.deepEqual(candidates("/j|"), ["/join "]);
});

Deno.test("complete() puts a colon behind a nick that begins the line, else a space", () => {
  assert.deepEqual(candidates("BO|"), ["bob: "]);
  assert.deepEqual(candidates("an|"), ["Anna: ", "ann: "]);
  assert.deepEqual(candidates("hello bo|"), ["bob "]);
  assert.deepEqual(candidates("/msg bo|"), ["bob "]);
});

Deno.test("complete() completes a room after # and after /join", () => {
  assert.deepEqual(candidates("see #DE|"), ["#Design ", "#dev "]);
  assert.deepEqual(candidates("#lo|"), ["#lobby "]);
  assert.deepEqual(candidates("/join de|"), ["Design ", "dev "]);
  assert.deepEqual(candidates("/J #de|"), ["#Design ", "#dev "]);
  assert.deepEqual(candidates("/join dev lo|"), ["lobby "]);
});

Deno.test("complete() offers everything for an empty word after a command only", () => {
  assert.deepEqual(candidates("/join |"), ["Design ", "dev ", "lobby "]);
  assert.deepEqual(candidates("/msg |"), ["bob ", "Anna ", "ann "]);
  assert.deepEqual(candidates("|"), []);
  assert.deepEqual(candidates("hello |"), []);
});

Deno.test("complete() replaces the word left of the cursor and doubles no space", () => {
  assert.equal(complete("hi BO there", 5, known).replaces, "BO");
  assert.deepEqual(candidates("hi BO| there"), ["bob"]);
  assert.deepEqual(candidates("hi bo|there"), ["bob "]);
});

Deno.test("complete() takes what an argument may be from the command's usage", () => {
  assert.deepEqual(candidates("/help m|"), ["me ", "msg "]);
  assert.deepEqual(candidates("/bell |"), ["off ", "mentions ", "all "]);
  assert.deepEqual(candidates("/BELL m|"), ["mentions "]);
  assert.deepEqual(candidates("/theme d|"), ["dark "]);
  assert.deepEqual(candidates("/bell off bo|"), ["bob "], "there is no second one");
});

Deno.test("complete() completes nicks where a command of the client's own has them", () => {
  assert.deepEqual(candidates("/ignore a|"), ["Anna ", "ann "]);
  assert.deepEqual(candidates("/ignore |"), ["bob ", "Anna ", "ann "]);
  assert.deepEqual(candidates("/ignore -a|"), ["-Anna ", "-ann "]);
  assert.deepEqual(candidates("/ignore -|"), ["-bob ", "-Anna ", "-ann "]);
  assert.deepEqual(candidates("/focus bo|"), ["bob "]);
  assert.deepEqual(candidates("/focus ann bo|"), ["bob "]);
  assert.deepEqual(candidates("/focus -a|"), []);
});

Deno.test("complete() completes behind the names that a usage has with a colon", () => {
  assert.deepEqual(candidates("/search from:a|"), ["from:Anna ", "from:ann "]);
  assert.deepEqual(candidates("/find milk from:|"), ["from:bob ", "from:Anna ", "from:ann "]);
  assert.deepEqual(candidates("/search x in:d|"), ["in:Design ", "in:dev "]);
  assert.deepEqual(candidates("/search x IN:#L|"), ["in:#lobby "]);
  assert.deepEqual(candidates("/search x page:|"), []);
  assert.deepEqual(candidates("/msg from:a|"), []);
});

Deno.test("complete() offers no nick of others for one's own", () => {
  assert.deepEqual([candidates("/nick |"), candidates("/nick a|")], [[], []]);
});

Deno.test("complete() finds emoji by the start of a name, then by what is in it", () => {
  assert.deepEqual(candidates("well :GRIN|"), ["😀 "]);
  assert.deepEqual(candidates(":up|"), ["👍 ", "🦕 "]);
  assert.deepEqual(candidates(":sa|"), ["🦕 ", "🖖 "]);
  assert.deepEqual(candidates("at 10:|"), []);
});

Deno.test("complete() completes a nick after @", () => {
  assert.deepEqual(candidates("ask @an|"), ["@Anna ", "@ann "]);
});

Deno.test("complete() tells of each candidate what it does", () => {
  assert.deepEqual(complete("/j", 2, known).candidates, [
    { text: "/join ", label: "/join ROOM...", detail: "does join" },
  ]);
  assert.deepEqual(complete(":gri", 4, known).candidates, [
    { text: "😀 ", label: "😀", detail: ":grinning:" },
  ]);
});
