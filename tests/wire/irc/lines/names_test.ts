import assert from "node:assert/strict";
import fc from "fast-check";
import { parseNick } from "../../../../chat/people/nick.ts";
import { parseRoomName } from "../../../../chat/rooms/room_name.ts";
import { foldAscii } from "../../../../helpers/text/fold_ascii.ts";
import { channelOf, ircNickOf, nickOf, roomOf } from "../../../../wire/irc/lines/names.ts";

const spelled: readonly [channel: string, room: string][] = [
  ["#dev", "dev"],
  ["#lobby.2_a-b", "lobby.2_a-b"],
  ["#café", "café"],
  ["#чат", "чат"],
  ["##c++", "_x23_c_x2b__x2b_"],
  ["#[x]", "_x5b_x_x5d_"],
  ["#_x2b_", "_xx2b_"],
  ["#_xx2b_", "_xxx2b_"],
  ["#_x2b+", "_xx2b_x2b_"],
  ["#+x2b_", "_x2b_x2b_"],
  ["#_x41_", "_x41_"],
];

Deno.test("roomOf() and channelOf() are a room's names, here and in IRC", () => {
  for (const [channel, room] of spelled) {
    assert.equal(roomOf(channel), room);
    assert.equal(channelOf(room), channel);
    assert.equal(parseRoomName(room), room, "that is a name a room may have");
  }
});

Deno.test("roomOf() knows a channel in any case", () => {
  for (const channel of ["#Dev", "#DEV", "#ｄｅｖ"]) assert.equal(roomOf(channel), "dev");
  assert.equal(roomOf("#_X2B_"), "_xx2b_");
});

Deno.test("roomOf() takes for a channel only what begins with #", () => {
  for (
    const name of [
      "",
      "#",
      "dev",
      "&dev",
      "+dev",
      "!dev",
      "@#dev",
      " #dev",
      "0",
      "#a b",
      "#a\u2003b",
      "#a,b",
      "#a\x07",
    ]
  ) {
    assert.equal(roomOf(name), undefined, name);
  }
});

Deno.test("roomOf() makes no room of what cannot be seen", () => {
  for (const name of ["#a b", "#a\x07", "#\x02a", "#a\u200db", "#\x7f", "#a,b", "#.", "#а1b"]) {
    assert.throws(() => parseRoomName(roomOf(name) ?? ""), { code: "room_invalid" }, name);
  }
});

Deno.test("nickOf() and ircNickOf() are a person's names", () => {
  const names = [
    ["ann", "ann"],
    ["[Ann]^{|}", "[Ann]^{|}"],
    ["José", "José"],
    ["ann`", "ann_x60_"],
    ["a\\b", "a_x5c_b"],
    ["a_x60_", "a_xx60_"],
  ] as const;
  for (const [ircNick, nick] of names) {
    assert.equal(nickOf(ircNick), nick);
    assert.equal(ircNickOf(nick), ircNick);
    assert.equal(parseNick(nick), nick, "that is a nick somebody may have");
  }
});

const some = (characters: string) => fc.string({ unit: fc.constantFrom(...characters) });
const likeEscapes = some("_x2b60_x5c`\\+#éX");
const roomName = fc.oneof(some("_x2b.-aé1"), fc.stringMatching(/^[\p{Ll}\p{N}._-]{0,9}$/u));

Deno.test("names are mapped both ways without loss", () => {
  fc.assert(
    fc.property(roomName, (drawn) => {
      const room = foldAscii(drawn.normalize("NFKC"));
      if (room !== "" && !/[^\p{L}\p{M}\p{N}._-]/u.test(room)) {
        assert.equal(roomOf(channelOf(room)), room);
      }
    }),
    { numRuns: 500 },
  );
  const text = fc.oneof(likeEscapes, fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(text, (name) => {
      const channel = `#${foldAscii(name.normalize("NFKC")).replace(/[\0-\x20\x7f,]/g, "")}`;
      if (channel !== "#") assert.equal(channelOf(roomOf(channel) ?? ""), channel);
      assert.equal(ircNickOf(nickOf(name)), name);
      const nick = nickOf(name);
      assert.equal(nickOf(ircNickOf(nick)), nick);
    }),
    { numRuns: 500 },
  );
});
