import assert from "node:assert/strict";
import { depart } from "../../chat/chat.ts";
import { enter } from "../../chat/enter.ts";
import type { EnterRequest } from "../../chat/request.ts";
import { directRoom } from "../../protocol.ts";
import { assertRefused } from "./assert_refused.ts";
import { ChatState } from "../../server/chat_state.ts";

type About = Partial<Omit<EnterRequest, "type" | "nick">>;

function open() {
  const chat = new ChatState("Be kind");
  const comeIn = (identity: string, nick: string, about: About = {}) => {
    const known = { person: `${identity}-1`, resume: new Map(), isKnown: false };
    const asked = { type: "enter", nick, ...known, ...about } as const;
    return [...enter(chat, identity, asked, 5)];
  };
  return { ...chat, chat, comeIn };
}

Deno.test("enter() lets somebody new in, and into the default room", () => {
  const { members, comeIn } = open();
  const [entered, joined, ...others] = comeIn("a", "ann");
  assert.deepEqual(entered, {
    ...{ type: "entered", identity: "a", nick: "ann", motd: "Be kind", directs: undefined },
  });
  assert.ok(joined?.type === "join");
  assert.deepEqual([joined.joined.room, joined.after, others], ["lobby", undefined, []]);
  assert.equal(members.get("a")?.enteredAt, 5);
});

Deno.test("enter() goes on where the client was, as far as it tells", () => {
  const { comeIn } = open();
  const resume = new Map([["dev", 7], [directRoom, 3]]);
  const [entered, joined] = comeIn("a", "ann", { resume, isKnown: true });
  assert.deepEqual(entered?.type === "entered" && entered.directs, { after: 3 });
  assert.deepEqual(joined?.type === "join" && [joined.joined.room, joined.after], ["dev", 7]);
});

Deno.test("enter() gives who is here already its place, and tells of what is another now", () => {
  const { comeIn, members } = open();
  comeIn("a", "ann", { rooms: ["lobby", "dev"] });
  const member = members.get("a");
  const events = comeIn("a", "anna", { rooms: ["#Lobby", "ops", "lobby"] });
  const types = ["replaced", "rename", "leave", "entered", "rejoin", "join"];
  assert.deepEqual(events.map(({ type }) => type), types);
  const [replaced] = events;
  const rooms = ["lobby", "dev"];
  assert.deepEqual(replaced, { type: "replaced", identity: "a", staying: [], rooms });
  assert.equal(members.get("a"), member);
  assert.deepEqual([...member?.rooms ?? []], ["lobby", "ops"]);
});

Deno.test("enter() refuses a nick that another has, and changes nothing", () => {
  const { comeIn, members } = open();
  comeIn("a", "ann");
  comeIn("b", "bob", { rooms: ["dev"] });
  assertRefused("nick_taken", () => comeIn("b", "ann", { rooms: [] }));
  assertRefused("nick_taken", () => comeIn("c", "ANN"));
  assert.deepEqual([members.nicks(), members.get("c")], [["ann", "bob"], undefined]);
  assert.deepEqual([...members.get("b")?.rooms ?? []], ["dev"]);
});

Deno.test("enter() takes the nick of who is lost, for whoever comes from the same address", () => {
  const { comeIn, members } = open();
  comeIn("a", "ann", { address: "192.0.2.1" });
  const lost = members.get("a");
  assert.ok(lost);
  assertRefused("nick_taken", () => comeIn("b", "ann", { address: "192.0.2.1" }));
  lost.lostBy = "lost connection";
  assertRefused("nick_taken", () => comeIn("b", "ann", { address: "192.0.2.2" }));
  const [gone, entered] = comeIn("b", "ann", { address: "192.0.2.1" });
  assert.ok(gone?.type === "depart");
  assert.deepEqual(gone.left.map(({ nick, reason }) => [nick, reason]), [
    ["ann", "lost connection"],
  ]);
  assert.deepEqual([entered?.type, members.get("a")], ["entered", undefined]);
});

Deno.test("enter() tells of a room that cannot be joined, and goes on", () => {
  const { comeIn } = open();
  const [, refused, joined] = comeIn("a", "ann", { rooms: ["a b", "dev"] });
  assert.deepEqual(refused?.type === "error" && [refused.code, refused.room], [
    ...["room_invalid", "a b"],
  ]);
  assert.equal(joined?.type, "join");
});

Deno.test("depart() leaves all rooms and frees the nick; bye tells only the kicked why", () => {
  const { chat, comeIn, members } = open();
  comeIn("a", "ann", { rooms: ["lobby", "dev"] });
  comeIn("b", "bob");
  const [ann, bob] = [members.get("a"), members.get("b")];
  assert.ok(ann && bob);
  const left = depart(chat, ann, "left", "so\nlong");
  assert.deepEqual(left.left.map(({ room, text, count }) => [room, text, count]), [
    ...[["lobby", "so long", 1], ["dev", "so long", 0]],
  ]);
  assert.deepEqual(left.bye, { type: "bye", code: "logged_out" });
  assert.deepEqual(depart(chat, bob, "kicked", "why").bye, {
    ...{ type: "bye", code: "kicked", text: "why" },
  });
  assert.deepEqual(members.nicks(), []);
});

Deno.test("enter() makes somebody away, a script only while nobody sits there", () => {
  const { members, chat, comeIn } = open();
  const away = () => members.get("a")?.away;
  comeIn("a", "ann", { away: "lunch", keepsOthers: true });
  assert.equal(away(), "lunch");
  const session = (id: string, about: About) => {
    const asked = { type: "enter", nick: "ann", person: "a-1", isKnown: true } as const;
    return [
      ...enter(chat, "a", { ...asked, resume: new Map(), keepsOthers: true, ...about }, 6, id),
    ];
  };
  session("s1", { isUnattended: true, away: "" });
  assert.equal(away(), "lunch");
  const ann = members.get("a");
  if (ann !== undefined) members.setBack(ann);
  session("s2", {});
  session("s3", { isUnattended: true, away: "" });
  assert.equal(away(), undefined);
  session("s4", { away: "home" });
  assert.equal(away(), "home");
});

Deno.test("enter() brings back who was away since nobody sat there", () => {
  const { members, chat, comeIn } = open();
  comeIn("a", "ann");
  const script = { isUnattended: true, away: "" };
  const asked = { type: "enter", nick: "bob", person: "b-1", isKnown: true } as const;
  const session = (
    id: string,
    about: About,
  ) => [...enter(chat, "b", { ...asked, resume: new Map(), keepsOthers: true, ...about }, 6, id)];
  session("s1", script);
  assert.equal(members.get("b")?.away, "");
  assert.ok(session("s2", {}).some((event) => event.type === "away" && event.text === undefined));
  assert.equal(members.get("b")?.away, undefined);
});
