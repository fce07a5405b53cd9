// deno-lint-ignore-file no-control-regex -- rows have escape sequences in them

import assert from "node:assert/strict";
import fc from "fast-check";
import type { SentMessage } from "../../../../client/outgoing/sent_messages.ts";
import { timestampForms, type Timestamps } from "../../../../client/settings/settings.ts";
import type { TimelineItem } from "../../../../client/conversations/timeline_item.ts";
import { formatItem, formatSent } from "../../../../ui/screen/rows/message_rows.ts";
import { geometry, type Look } from "../../../../ui/screen/style/look.ts";
import { fakeLook, said } from "../fake_look.ts";
import { plainRows } from "../plain_rows.ts";
import { textWidth } from "../../../../ui/cells.ts";
import { anyCodePoint } from "../../../support/any_code_point.ts";

const narrow: Partial<Look> = { columns: 20 };

function show(item: TimelineItem, changes: Partial<Look> = {}): string[] {
  return plainRows(formatItem(item, fakeLook(changes)));
}

function happened(message: Extract<TimelineItem, { type: "happened" }>["message"]): TimelineItem {
  return { type: "happened", ts: 3, message };
}

Deno.test("formatItem() aligns nicks to the right and texts below each other", () => {
  assert.deepEqual(show(said(3, "hello there")), ["12:03        ann hello there"]);
  assert.deepEqual(show(said(3, "what is that in the middle of the morning here")), [
    "12:03        ann what is that in the middle of the morning",
    "                 here",
  ]);
  assert.deepEqual(show(said(3, "hi", { from: "a_long_nick_x" })), ["12:03 a_long_nick_x hi"]);
});

Deno.test("formatItem() tells of a deletion, and what is left of what was deleted, as no mention", () => {
  const of = (text: string, kind: string) => said(3, text, { from: "bob", kind });
  const deletion = of("deleted a message of ann", "deletion");
  const left = of("(deleted by ann)", "deleted");
  assert.deepEqual(show(deletion), ["12:03         -- bob deleted a message of ann"]);
  assert.deepEqual(show(left), ["12:03        bob (deleted by ann)"]);
  for (const item of [deletion, left]) {
    const rows = (ownNick: string) => formatItem(item, fakeLook({ ownNick }));
    assert.deepEqual(rows("ann"), rows("carl"));
  }
});

Deno.test("formatItem() tells of topics and reactions with the same mark", () => {
  const reaction = said(3, "👍", { kind: "reaction", replyTo: 1 });
  assert.deepEqual(show(reaction), ["12:03         -- ann reacted 👍"]);
  const topic = said(3, "set the topic: Cake", { kind: "topic" });
  assert.deepEqual(show(topic), ["12:03         -- ann set the topic: Cake"]);
});

Deno.test("formatItem() indents little on a narrow screen", () => {
  assert.deepEqual(show(said(3, "hello there you"), narrow), ["12:03 ann hello", "  there you"]);
  assert.deepEqual(show(said(3, "hello", { from: "a_long_nick_x" }), narrow), [
    "12:03 a_long_nick_x",
    "  hello",
  ]);
  assert.deepEqual(show(said(3, "hello"), { columns: 10 }), ["ann hello"]);
});

Deno.test("formatItem() writes times as is set", () => {
  const first = (changes: Partial<Look>) => show(said(3, "hi"), { columns: 80, ...changes })[0];
  assert.equal(first({ timestamps: "off" }), "          ann hi");
  assert.equal(first({ timestamps: "seconds" }), "12:03:07           ann hi");
  assert.equal(first({ timestamps: "date" }), "2026-11-01 12:03           ann hi");
  assert.equal(first({ timestamps: "date", columns: 40 }), "12:03 ann hi");
  assert.equal(first({ hours: "12h" }), "12:03pm           ann hi");
  assert.equal(first({ hours: "12h", timestamps: "seconds" }), "12:03:07pm           ann hi");
  assert.equal(first({ hours: "12h", timestamps: "date" }), "2026-11-01 12:03pm           ann hi");
  assert.equal(first({ hours: "12h", columns: 30 }), "12:03pm ann hi");
});

Deno.test("formatItem() shortens a date before the text, and aligns it as it would a time", () => {
  const heads = (columns: number, timestamps: Timestamps) =>
    [said(3, "hi"), { type: "note", ts: 3, text: "hi" } as const]
      .map((item) => show(item, { columns, timestamps })[0]);
  const dated = ["2026-11-01 12:03       ann hi", "2026-11-01 12:03        -- hi"];
  assert.deepEqual(heads(57, "date"), dated);
  assert.deepEqual(heads(56, "date"), ["11-01 12:03       ann hi", "11-01 12:03        -- hi"]);
  assert.deepEqual(heads(50, "date"), heads(50, "short"));
  for (let columns = 1; columns < 120; columns++) {
    const isAligned = (timestamps: Timestamps) =>
      geometry(fakeLook({ columns, timestamps })).nick > 0;
    for (const form of ["seconds", "date"] as const) {
      assert.equal(isAligned(form), isAligned("short"), `${form} ${columns}`);
    }
  }
});

Deno.test("formatItem() shows what is of an unknown kind as text", () => {
  assert.deepEqual(show(said(3, "hi", { kind: "x.poll" })), show(said(3, "hi")));
});

Deno.test("formatItem() shows an action behind a star", () => {
  const action = said(3, "waves", { kind: "action" });
  assert.deepEqual(show(action), ["12:03          * ann waves"]);
  assert.deepEqual(show(action, narrow), ["12:03 * ann waves"]);
});

Deno.test("formatItem() shows in the name that something is a notice", () => {
  const notice = said(3, "done", { kind: "notice" });
  assert.deepEqual(show(notice, narrow), ["12:03 -ann- done"]);
});

Deno.test("formatItem() paints one's own nick, and what is for oneself", () => {
  const painted = (item: TimelineItem) => formatItem(item, fakeLook({ columns: 30 }))[0];
  const time = "\x1b[2m12:03 \x1b[22m";
  assert.equal(painted(said(3, "hi", { from: "me" })), `${time}\x1b[1mme\x1b[22m hi`);
  const mention = painted(said(3, "hi me")) ?? "";
  assert.ok(mention.endsWith("\x1b[39m \x1b[1m\x1b[35mhi me\x1b[39m\x1b[22m"), mention);
});

Deno.test("formatItem() shows markup, and code as it was written", () => {
  assert.deepEqual(show(said(3, "see *this*:\n```ts\nlet  a;\n```\nok")), [
    "12:03        ann see this:",
    "                 │ let  a;",
    "                 ok",
  ]);
  assert.deepEqual(show(said(3, "```\nlet  a = 1234567890\n```"), narrow), [
    "12:03 ann",
    "  │ let  a = 1234567",
    "  │ 890",
  ]);
});

Deno.test("formatItem() makes a link of each piece of an address, known as one by its id", () => {
  const rows = formatItem(said(3, "https://example.com/a/long/way"), fakeLook(narrow));
  const links = rows.flatMap((row) => [...row.matchAll(/\x1b\]8;id=(\w+);([^\x1b]+)\x1b\\/g)]);
  assert.ok(links.length > 1);
  assert.equal(new Set(links.map(([, id]) => id)).size, 1);
  assert.equal(new Set(links.map(([, , url]) => url)).size, 1);
  for (const row of rows) {
    const count = (part: string) => row.split(part).length - 1;
    assert.equal(count("\x1b]8;id="), count("\x1b]8;;\x1b\\"));
  }
});

Deno.test("formatItem() tells what happened, and nothing where there is nothing", () => {
  const topic = { type: "topic", room: "dev", ts: 3, by: "ann", topic: "Deno" } as const;
  assert.deepEqual(show(happened(topic)), ["12:03         -- ann set the topic: Deno"]);
  const error = { type: "error", code: "internal", message: "It broke" } as const;
  assert.deepEqual(show(happened(error), narrow), ["12:03 !! It broke"]);
  assert.deepEqual(show(happened({ type: "notice", text: "a\nb" }), narrow), ["12:03 == a", "  b"]);
  const rename = { type: "rename", room: "dev", ts: 3, from: "me", to: "i" } as const;
  assert.deepEqual(show(happened(rename)), []);
  assert.deepEqual(show({ type: "note", ts: 3, text: "ok" }), ["12:03         -- ok"]);
});

Deno.test("formatItem() tells in one row who came and went", () => {
  const lists = { joined: ["bob", "eve"], left: ["carol"], passed: ["dan"], others: 12 };
  assert.deepEqual(show({ type: "membership", ts: 3, ...lists }, { columns: 100 }), [
    "12:03             -- → bob, eve joined · ← carol left · dan came and went · and 12 others",
  ]);
});

Deno.test("formatItem() names as many of those who came and went as one row has room for", () => {
  const nicks = (sign: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${sign}${index}`);
  const lists = { joined: nicks("bob", 60), left: nicks("漢", 30), passed: ["dan"], others: 12 };
  const changes = { type: "membership", ts: 3, ...lists } as const;
  assert.deepEqual(show(changes, { columns: 60 }), [
    "12:03         -- → bob0, bob1, bob2 joined · and 100 others",
  ]);
  assert.deepEqual(show(changes, narrow), ["12:03 -- 103 came o…"]);
  for (let columns = 20; columns < 300; columns++) {
    const rows = formatItem(changes, fakeLook({ columns }));
    assert.ok(rows.length === 1 && textWidth(rows[0] ?? "") <= columns, `${columns}`);
  }
  const one = { ...changes, joined: ["a_very_long_nick"], left: [], passed: [], others: 0 };
  assert.deepEqual(show(one, narrow), ["12:03 -- → a_very_l…"]);
});

Deno.test("formatSent() wraps why something failed", () => {
  const reason = 'Nobody is called "nobody" here, and nobody was lately';
  const sent = { text: "hello you", kind: "text", state: "failed", atMs: 3, reason } as const;
  assert.deepEqual(plainRows(formatSent(sent, fakeLook({ columns: 70 }))), [
    '12:03          me hello you ✗ Nobody is called "nobody" here, and',
    "                  nobody was lately",
  ]);
});

Deno.test("formatSent() marks what is under way, and tells why something failed", () => {
  const sent: SentMessage = { text: "hi *you*", kind: "text", state: "pending", atMs: 3 };
  const show = (message: SentMessage) => plainRows(formatSent(message, fakeLook({ columns: 40 })));
  assert.deepEqual(show(sent), ["12:03 me hi you …"]);
  assert.deepEqual(show({ ...sent, kind: "action" }), ["12:03 * me hi you …"]);
  const failed: SentMessage = { ...sent, state: "failed", reason: "Too\nfast" };
  assert.deepEqual(show(failed), ["12:03 me hi you ✗ Too fast"]);
});

/** `fc.webUrl()` makes a table of all code points first. */
const anyUrl = fc.tuple(
  fc.constantFrom("http", "https"),
  fc.domain(),
  fc.string({ unit: anyCodePoint }),
)
  .map(([scheme, domain, path]) => `${scheme}://${domain}/${encodeURI(path)}`);

const anyText = fc.oneof(
  fc.string({ unit: anyCodePoint, maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(
      "```",
      "\n",
      "*",
      "`",
      "a",
      " ",
      "漢",
      "👨‍👩‍👧",
      "\x1b[31m",
      "\u202e",
      "\u0301",
    ),
  }),
  anyUrl.map((url) => `x ${url}\x07\x1b]0;t\x07 *${url}*`),
);

function anyItems(from: string, text: string): TimelineItem[] {
  return [
    said(3, text, { from }),
    said(3, text, { from, kind: "action" }),
    happened({ type: "topic", room: "dev", ts: 3, by: from, topic: text }),
    happened({ type: "notice", text }),
    { type: "note", ts: 3, text },
    { type: "membership", ts: 3, joined: [from], left: [text], passed: [], others: 1 },
  ];
}

/** Our own SGR and links, of which every row ends what it begins. */
const ours = /\x1b\[\d+(;5;\d+)?m|\x1b\]8;(id=\w+)?;[!-~]*\x1b\\/g;

Deno.test("formatItem() keeps any text in its rows, which none can forge", () => {
  const columns = fc.integer({ min: 1, max: 90 });
  const form = fc.constantFrom(...timestampForms);
  fc.assert(
    fc.property(anyText, anyText, columns, form, (from, text, columns, timestamps) => {
      const look = fakeLook({ columns, timestamps });
      const sent: SentMessage = { text, kind: "text", state: "failed", reason: from, atMs: 3 };
      const { indent } = geometry(look);
      const all = anyItems(from, text).map((item) => formatItem(item, look));
      for (const rows of [...all, formatSent(sent, look)]) {
        for (const row of rows) {
          assert.doesNotMatch(row.replace(ours, ""), /\p{Cc}|\p{Bidi_Control}/u);
          assert.ok(textWidth(row) <= columns, JSON.stringify(row));
        }
        const [first = "", ...others] = plainRows(rows);
        if (columns < 4) continue;
        assert.ok(first.slice(0, indent).trim() !== "", JSON.stringify(first));
        for (const row of others) assert.ok(row.startsWith(" ".repeat(indent)));
      }
    }),
  );
});
