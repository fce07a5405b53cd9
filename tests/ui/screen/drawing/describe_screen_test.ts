import assert from "node:assert/strict";
import type { Settings } from "../../../../client/settings/settings.ts";
import {
  describeConversations,
  describeMembers,
  describeStatus,
  placeName,
} from "../../../../ui/screen/drawing/describe_screen.ts";
import { nothingUnseen } from "../../../../ui/screen/reading/unseen.ts";
import { joined, said } from "../../../client/room_messages.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

function statusOf(
  { conversations, state: { settings } }: ScreenAtHand,
  more: Partial<Settings> = {},
) {
  return describeStatus({
    connection: { type: "connected" },
    conversations,
    settings: { ...settings, ...more },
    roundTripMs: 12,
    unansweredMs: undefined,
    unseen: nothingUnseen,
    hint: undefined,
    hasList: false,
    nowMs: 2000,
  });
}

Deno.test("placeName() has a sign before rooms only", () => {
  const screen = new ScreenAtHand();
  assert.equal(placeName(screen.current), "#lobby");
  screen.enter("/msg bob");
  assert.equal(placeName(screen.current), "bob");
});

Deno.test("describeConversations() numbers all, with what is unread of each", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.enter("/msg bob");
  screen.take(said(1, { room: "dev" }), said(2, { room: "dev", text: "ann!" }));
  assert.deepEqual(describeConversations(screen.conversations), [
    { number: 1, label: "#lobby", unread: 0, mentions: 0, isCurrent: false },
    { number: 2, label: "#dev", unread: 2, mentions: 1, isCurrent: false },
    { number: 3, label: "bob", unread: 0, mentions: 0, isCurrent: true },
  ]);
});

Deno.test("describeMembers() has those first who are here, and none with one person", () => {
  const screen = new ScreenAtHand();
  const members = [{ nick: "dora" }, { nick: "ann", away: "" }, { nick: "bob" }];
  screen.take(joined({ members, count: 40 }));
  assert.deepEqual(describeMembers(screen.current), {
    members: [
      { nick: "bob", isAway: false },
      { nick: "dora", isAway: false },
      { nick: "ann", isAway: true },
    ],
    count: 40,
  });
  screen.enter("/msg bob");
  assert.deepEqual(describeMembers(screen.current), { members: [], count: 0 });
});

Deno.test("describeMembers() sorts nicks as a dictionary does", () => {
  const screen = new ScreenAtHand();
  const nicks = ["Zoe", "bob", "émile", "Eve", "fred", "7of9", "_x", "Ann"];
  screen.take(joined({ members: nicks.map((nick) => ({ nick })), count: nicks.length }));
  const sorted = describeMembers(screen.current).members.map(({ nick }) => nick);
  assert.deepEqual(sorted, ["_x", "7of9", "Ann", "bob", "émile", "Eve", "fred", "Zoe"]);
});

Deno.test("describeStatus() has who types, without those who are ignored", () => {
  const screen = new ScreenAtHand();
  screen.take(...["bob", "carl"].map((nick) => ({ type: "typing", room: "lobby", nick }) as const));
  assert.deepEqual(statusOf(screen).typing, ["bob", "carl"]);
  assert.deepEqual(statusOf(screen, { ignored: ["BOB"] }).typing, ["carl"]);
});

Deno.test("describeStatus() has the topic, and what is unread where there is no list of it", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.take(joined({ topic: "Beer" }), said(1, { room: "dev", text: "ann" }));
  const { title, topic, activity } = statusOf(screen);
  assert.deepEqual([title, topic], ["#lobby", "Beer"]);
  assert.deepEqual(activity, [{ number: 2, unread: 1, isMentioned: true }]);
});

Deno.test("describeMembers() sorts all of a large room", () => {
  const screen = new ScreenAtHand();
  const members = Array.from({ length: 1500 }, (_, index) => ({ nick: `n${9999 - index}` }));
  screen.take(joined({ members, count: 1500 }));
  const sorted = describeMembers(screen.current).members.map(({ nick }) => nick);
  assert.deepEqual([sorted.length, sorted[0]], [1500, "n8500"]);
});
