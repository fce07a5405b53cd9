import assert from "node:assert/strict";
import { ServerCommands } from "../../../client/commands/server_commands.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";

/** ann in the lobby and in dev; where she is and what she is told of commands. */
function atHand() {
  const { all } = new ConversationsAtHand(["lobby", "dev"]);
  const clock = { nowMs: 0 };
  const commands = new ServerCommands(all, () => clock.nowMs);
  const goTo = (key: string) =>
    all.switchTo(key.startsWith("@") ? all.openDirect(key.slice(1)) : all.find(key) ?? all.current);
  return { commands, clock, goTo };
}

const notice = { type: "notice", room: "lobby", text: "all rooms" } as const;
const withoutRoom = { type: "notice", text: "all rooms", told: undefined };

Deno.test("typed() has commands run in the room where one is, and with one person in the first", () => {
  const { commands, goTo } = atHand();
  goTo("#dev");
  assert.deepEqual(commands.typed("rooms", "all"), { name: "rooms", args: "all", room: "dev" });
  goTo("@bob");
  assert.equal(commands.typed("rooms", "").room, "lobby");
});

Deno.test("typed() has /delete with one person mean what one has said to that person", () => {
  const { commands, goTo } = atHand();
  const run = (args: string) => {
    const { args: there, room } = commands.typed("delete", args);
    return `${room} ${there}`;
  };
  assert.equal(run("2"), "lobby 2");
  goTo("@bob");
  assert.deepEqual(["", " 3", "10m", "seq:7", "in:lobby"].map(run), [
    ...["@ bob", "@ bob 3", "@ bob 10m", "@ seq:7", "@ in:lobby"],
  ]);
});

Deno.test("routed() takes the room from the answer to what was typed with one person, and from it alone", () => {
  const { commands, goTo } = atHand();
  commands.typed("rooms", "");
  assert.equal(commands.routed(notice), notice, "it was typed there");
  goTo("@bob");
  assert.equal(commands.routed(notice), notice, "nothing was typed here");
  commands.typed("rooms", "");
  const other = { ...notice, room: "dev" };
  assert.equal(commands.routed(other), other);
  assert.deepEqual(commands.routed({ ...notice, told: true }), withoutRoom);
  assert.equal(commands.routed(notice), notice, "no command has two answers");
});

Deno.test("routed() leaves alone what comes late, or once one is elsewhere", () => {
  const { commands, clock, goTo } = atHand();
  goTo("@bob");
  commands.typed("rooms", "");
  clock.nowMs = 30_000;
  assert.equal(commands.routed(notice), notice);
  commands.typed("rooms", "");
  goTo("#lobby");
  assert.equal(commands.routed(notice), notice);
});
