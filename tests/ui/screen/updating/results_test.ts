import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { ResultsMessage } from "../../../../protocol.ts";
import { said } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

function results(about: Partial<ResultsMessage> = {}): ResultsMessage {
  const messages = [said(7, { text: "the milk" }), said(3, { room: "dev", text: "milk" })];
  return { type: "results", query: "milk", page: 1, messages, complete: true, ...about };
}

Deno.test("open() lists what was found, to be gone to", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.said = page(1, 9).map(({ seq }) => seq);
  screen.take(results());
  assert.deepEqual(screen.page(6), [
    '2 found for "milk"',
    "",
    "  2026-11-01 12:07 #lobby  bob: the milk",
    "  2026-11-01 12:03 #dev    bob: milk",
    "",
    "Enter goes there, Esc closes",
  ]);
  screen.press("down", "enter");
  await setImmediate();
  assert.equal(screen.state.page, undefined);
  assert.equal(screen.current.key, "#dev");
  assert.ok(screen.seen.includes("bob text 3"), screen.seen.join("\n"));
  const found = screen.reading.found(screen.current)?.item;
  assert.equal(found?.type === "said" && found.message.seq, 3);
});

Deno.test("open() asks for the next page, whose number is in no query twice", () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  for (const [query, page, asked] of [["milk", 1, 2], ["milk page:2", 2, 3]] as const) {
    screen.take(results({ query, page, complete: false }));
    assert.equal(screen.page(7)?.[4], `  more: Enter shows page ${asked}`);
    screen.press("end", "enter");
    assert.equal(screen.client.calls.at(-1), `run search milk page:${asked}`);
  }
});

Deno.test("open() has nothing to choose where nothing was found", () => {
  const screen = new ScreenAtHand();
  screen.take(results({ messages: [] }));
  assert.equal(screen.page()?.[0], 'nothing found for "milk"');
  screen.press("enter");
  assert.deepEqual([screen.state.page, screen.client.calls], [undefined, []]);
});

Deno.test("open() says so where one is in that room no more", () => {
  const screen = new ScreenAtHand();
  screen.take(results());
  screen.press("end", "enter");
  assert.equal(screen.hint, "You are not in #dev any more");
  assert.equal(screen.current.key, "#lobby");
});

Deno.test("open() waits for Enter on an empty line while something is written", () => {
  const screen = new ScreenAtHand();
  screen.type("hello");
  screen.take(results());
  assert.equal(screen.page(), undefined);
  assert.equal(screen.hint, "2 found: Enter on an empty line shows them");
  screen.press("!", "enter");
  assert.deepEqual(screen.client.calls, ["say #lobby hello!"]);
  assert.equal(screen.hint, "2 found: Enter on an empty line shows them");
  screen.press("enter");
  assert.equal(screen.page()?.[0], '2 found for "milk"');
  assert.equal(screen.hint, undefined);
});

Deno.test("choose() goes to another room before the next key, and to what is begun there", () => {
  const acts: readonly ((screen: ScreenAtHand) => void)[] = [
    (screen) => screen.type("!"),
    (screen) => screen.paste("!"),
  ];
  for (const act of acts) {
    const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
    screen.press("alt+2");
    screen.type("begun");
    screen.press("alt+1");
    screen.take(results());
    screen.press("end", "enter");
    act(screen);
    assert.deepEqual([screen.current.key, screen.draft], ["#dev", "begun!|"]);
    screen.press("alt+1");
    assert.equal(screen.draft, "|");
  }
});

Deno.test("choose() goes to what is clicked before the next key", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.take(results());
  screen.page(6);
  screen.click({ type: "entry", index: 1 });
  screen.type("x");
  assert.deepEqual([screen.page(), screen.current.key, screen.draft], [undefined, "#dev", "x|"]);
});

/** A hundred messages of #dev are unread, of which the newest is 300; 1 to 200 are read, and the lobby is seen. */
function unread(): ScreenAtHand {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.said = page(1, 300).map(({ seq }) => seq);
  screen.press("alt+2");
  screen.take(...page(101, 200).map((each) => ({ ...each, room: "dev" })));
  screen.press("alt+1");
  screen.take(...page(201, 300).map((each) => ({ ...each, room: "dev" })));
  screen.look();
  return screen;
}

/** What is unread of #dev, and how far the client was told it is read. */
function devRead({ client, conversations }: ScreenAtHand): (number | undefined)[] {
  return [conversations.find("#dev")?.unread, client.read.get("dev")];
}

for (const seq of [3, 120, 250]) {
  Deno.test(`choose() leaves unread what is below a message of long ago, ${seq}`, async () => {
    const screen = unread();
    screen.take(results({ messages: [said(seq, { room: "dev" })] }));
    screen.press("enter");
    screen.look();
    assert.deepEqual(devRead(screen), [100, 200], "while it is fetched");
    await setImmediate();
    screen.look();
    assert.ok(screen.seen.includes(`bob text ${seq}`), screen.seen.join("\n"));
    assert.deepEqual(devRead(screen), [100, 200], "where it is shown");
    screen.press("alt+1");
    screen.look();
    screen.press("alt+2");
    screen.look();
    assert.deepEqual(devRead(screen), [100, 200], "when one comes back");
    assert.notEqual(screen.conversations.find("#dev")?.readMarkSeq, undefined);
    screen.press("alt+end");
    await setImmediate();
    screen.look();
    assert.deepEqual(devRead(screen), [0, 300], "at the end");
  });
}

Deno.test("choose() leads to the end, which is read then, where nothing can be fetched", async () => {
  const screen = unread();
  screen.client.said = [];
  screen.take(results({ messages: [said(3, { room: "dev" })] }));
  screen.press("enter");
  await setImmediate();
  assert.equal(screen.hint, "Cannot fetch what was said: There is no connection now");
  screen.look();
  assert.deepEqual(devRead(screen), [0, 300]);
});

Deno.test("choose() reads nothing where the message is not kept, but what was said after it", async () => {
  const screen = unread();
  screen.client.said = page(50, 300).map(({ seq }) => seq);
  screen.take(results({ messages: [said(3, { room: "dev" })] }));
  screen.press("enter");
  await setImmediate();
  screen.look();
  assert.equal(screen.hint, "This message is not kept any more");
  assert.deepEqual(devRead(screen), [100, 200]);
});

Deno.test("open() leads to the row of what was found, and opens a long message for that", async () => {
  for (const [at, isUnfolded] of [[990, true], [1, false]] as const) {
    const screen = new ScreenAtHand({ height: 12 });
    const text = Array.from({ length: 1000 }, (_, line) => `row ${line}`).join("\n");
    const message = said(1, { text });
    screen.take(message, said(2));
    screen.take(results({ messages: [{ ...message, foundAt: text.indexOf(`${at}`) }] }));
    screen.press("enter");
    await setImmediate();
    assert.ok(screen.seen.some((row) => row.trim().endsWith(`row ${at}`)), screen.seen.join("\n"));
    const item = screen.current.timeline.items.find(({ type }) => type === "said");
    assert.equal(item !== undefined && screen.reading.isUnfolded(item), isUnfolded);
  }
});

Deno.test("what is deleted is taken out of what was found, shown or waiting, and one stays where one was", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  const deletion = said(9, {
    ...{ room: "dev", from: "carl", kind: "deletion", text: "deleted a message", deletes: [3] },
  });
  screen.take(results());
  screen.press("down");
  screen.take({ ...deletion, room: "lobby" }, deletion);
  assert.deepEqual(screen.page(6)?.slice(2, 4), [
    "  2026-11-01 12:07 #lobby  bob: the milk",
    "  2026-11-01 12:03 #dev    bob: (deleted by carl)",
  ]);
  screen.press("esc");
  screen.type("half");
  screen.take(results(), { ...deletion, seq: 10, deletes: [3] });
  screen.press("ctrl+u", "enter");
  assert.match(screen.page(6)?.[3] ?? "", /deleted by carl/);
});
