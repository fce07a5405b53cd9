import assert from "node:assert/strict";
import fc from "fast-check";
import { themeNames } from "../../../../ui/terminal_settings.ts";
import { type Status, statusText } from "../../../../ui/screen/drawing/status_text.ts";
import { nothingUnseen, type Unseen } from "../../../../ui/screen/reading/unseen.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { themeStyles } from "../../../../ui/screen/style/theme_styles.ts";
import { plainRows } from "../plain_rows.ts";
import { textWidth } from "../../../../ui/cells.ts";
import { anyCodePoint } from "../../../support/any_code_point.ts";

const theme = createTheme("terminal", 16);
const quiet: Status = {
  connection: { type: "connected" },
  title: "#lobby",
  topic: "All about Deno",
  typing: [],
  unseen: nothingUnseen,
  activity: [],
};

function shown(changes: Partial<Status>, columns = 100): string {
  const [text = ""] = plainRows([statusText({ ...quiet, ...changes }, columns, theme)]);
  assert.equal(text.length, columns);
  return text.trim();
}

Deno.test("statusText() tells the room, its topic and the round trip", () => {
  assert.equal(shown({}), '#lobby  "All about Deno"');
  assert.equal(shown({ roundTripMs: 12.4 }), '#lobby  "All about Deno"  12 ms');
  assert.equal(shown({ topic: "x".repeat(200), roundTripMs: 3 }, 60).slice(-8), "x…  3 ms");
});

Deno.test("statusText() tells that a connection is not encrypted, and while there is one", () => {
  for (const exposure of ["open", "within machine"] as const) {
    const about = { exposure, roundTripMs: 3 };
    assert.equal(shown(about), '#lobby  "All about Deno"  not encrypted  3 ms');
    const lost = { type: "reconnecting", inSeconds: 4, reason: "No route" } as const;
    assert.ok(!shown({ ...about, connection: lost }).includes("encrypted"));
  }
  assert.equal(shown({ exposure: "encrypted" }), '#lobby  "All about Deno"');
});

Deno.test("statusText() has room for it on a narrow screen where others can read along", () => {
  const typing = ["bob"];
  assert.equal(shown({ exposure: "open", typing }, 20), "#l…  not encrypted");
  assert.equal(shown({ exposure: "open", hint: "x" }, 14), "x  not encr…");
  assert.equal(shown({ exposure: "within machine", typing }, 20), "#lo…  bob is typi…");
});

Deno.test("statusText() tells who is typing", () => {
  assert.equal(shown({ typing: ["bob"], topic: "" }), "#lobby  bob is typing");
  assert.equal(shown({ typing: ["bob", "eve"], topic: "" }), "#lobby  bob and eve are typing");
  const three = ["bob", "eve", "dan"];
  assert.equal(shown({ typing: three, topic: "" }), "#lobby  3 people are typing");
});

Deno.test("statusText() tells first how it stands with the connection", () => {
  const lost = { type: "reconnecting", inSeconds: 5, reason: "no answer" } as const;
  assert.equal(shown({ connection: lost, topic: "" }), "reconnecting in 5 s  no answer  #lobby");
  assert.equal(shown({ connection: lost, roundTripMs: 3 }, 24), "reconnecting in 5 s");
  assert.equal(shown({ connection: { type: "connecting" }, topic: "" }), "connecting…  #lobby");
  const catchingUp = { fetched: 120, total: 2000 };
  assert.equal(shown({ catchingUp, topic: "" }), "catching up: 120 of 2000  #lobby");
  assert.equal(shown({ catchingUp: { fetched: 120 } }, 20), "catching up: 120");
});

Deno.test("statusText() tells of a server that does not answer, in place of the round trip", () => {
  const quick = '#lobby  "All about Deno"  1 ms';
  assert.equal(shown({ roundTripMs: 1, unansweredMs: 3000 }), quick);
  const silent = { roundTripMs: 1, unansweredMs: 12_700 };
  assert.equal(shown(silent), '#lobby  "All about Deno"  no answer for 12 s');
  assert.equal(shown(silent, 20), "no answer for 12 s");
  const connection = { type: "connecting" } as const;
  assert.equal(shown({ ...silent, connection, topic: "" }), "connecting…  #lobby");
});

Deno.test("statusText() tells how much is above and below what is seen", () => {
  const of = (changes: Partial<Unseen>, columns?: number) =>
    shown({ unseen: { ...nothingUnseen, ...changes }, topic: "" }, columns);
  assert.equal(of({ below: 90 }), "#lobby  ↓ 90");
  assert.equal(of({ below: 90, hasMoreBelow: true }), "#lobby  ↓ 90+");
  assert.equal(of({ hasMoreBelow: true }), "#lobby  ↓ more");
  assert.equal(of({ below: 90, hasMoreBelow: true, newBelow: 3 }), "#lobby  ↓ 3 new");
  assert.equal(of({ unreadAbove: 479 }), "#lobby  ↑ 479 new, Home");
  assert.equal(of({ unreadAbove: 479, hasMoreUnread: true }), "#lobby  ↑ 479+ new, Home");
  assert.equal(of({ unreadAbove: 479, below: 9 }), "#lobby  ↑ 479 new, Home  ↓ 9");
  assert.equal(of({ unreadAbove: 479, below: 9 }, 20), "↑ 479 new  ↓ 9");
});

Deno.test("statusText() drops what matters less on a narrow screen", () => {
  const busy: Partial<Status> = {
    typing: ["bob"],
    unseen: { ...nothingUnseen, newBelow: 12 },
    activity: [{ number: 2, unread: 3, isMentioned: false }, {
      number: 4,
      unread: 1,
      isMentioned: true,
    }],
    roundTripMs: 12,
  };
  const all = '#lobby  "All about Deno"  bob is typing  2:3 4:1!  ↓ 12 new  12 ms';
  assert.equal(shown(busy), all);
  assert.equal(shown(busy, 48), "#lobby  bob is typing  2:3 4:1!  ↓ 12 new");
  assert.equal(shown(busy, 36), "bob is typing  2:3 4:1!  ↓ 12 new");
  assert.equal(shown(busy, 28), "bob is typing  ↓ 12 new");
  assert.equal(shown(busy, 12), "↓ 12 new");
});

Deno.test("statusText() shows a topic in a look of its own, so that it forges no other part", () => {
  const topic = "x  eve is typing\u3000\t↓ 7 new  3:1!";
  assert.equal(shown({ topic }), '#lobby  "x eve is typing ↓ 7 new 3:1!"');
  for (const topic of ["connected", "reconnecting in 4 s", "↓ 3 new"]) {
    assert.equal(shown({ topic, roundTripMs: 2 }), `#lobby  "${topic}"  2 ms`);
  }
  assert.equal(shown({ topic: 'a"  no answer "b' }), "#lobby  \"a' no answer 'b\"");
  for (const name of themeNames) {
    for (const depth of [0, 16, 256] as const) {
      const theme = createTheme(name, depth);
      const { roles } = themeStyles(name, depth);
      assert.ok(roles.topic, `${name} ${depth}`);
      const row = statusText({ ...quiet, topic }, 100, theme);
      assert.ok(row.includes(theme.paint("topic", '"x eve is typing ↓ 7 new 3:1!"')), row);
    }
  }
});

Deno.test("statusText() takes one row of just so many columns, whatever it tells", () => {
  const text = fc.string({ unit: anyCodePoint, maxLength: 40 });
  const columns = fc.integer({ min: 1, max: 120 });
  fc.assert(fc.property(text, text, fc.array(text), fc.nat(), columns, (title, topic, ...rest) => {
    const [typing, newBelow, width] = rest;
    const unseen = { ...nothingUnseen, newBelow, unreadAbove: newBelow };
    const row = statusText({ ...quiet, title, topic, typing, unseen }, width, theme);
    assert.equal(textWidth(row), width);
    assert.doesNotMatch(plainRows([row]).join(), /\p{Cc}|\p{Bidi_Control}/u);
  }));
});
