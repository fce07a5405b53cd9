import assert from "node:assert/strict";
import { joined } from "../../../client/room_messages.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

Deno.test("run() runs commands in the first room, while one is with one person", () => {
  const rooms: (string | undefined)[] = [];
  const screen = new ScreenAtHand({ rooms: ["lobby"] });
  screen.client.runCommand = (_name: string, _args: string, room?: string) => rooms.push(room);
  screen.take(joined({ room: "dev" }));
  screen.enter("/rooms");
  screen.enter("/msg bob");
  screen.enter("/rooms");
  assert.deepEqual([screen.current.key, rooms], ["@bob", ["dev", "lobby"]]);
});

Deno.test("routed() shows the server's answers with one person where the command was typed", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.isConnected = true;
  const notice = { type: "notice", room: "lobby" } as const;
  screen.enter("/msg bob");
  screen.take({ ...notice, text: "before" });
  screen.enter("/rooms");
  screen.take({ ...notice, text: "all rooms" }, { type: "notice", room: "dev", text: "other" });
  assert.equal(screen.contents.length, 1);
  screen.monotonicMs += 30_000;
  screen.take({ ...notice, text: "late" });
  screen.enter("/rooms");
  screen.press("alt+1");
  screen.take({ ...notice, text: "elsewhere" });
  assert.equal(screen.conversations.find("@bob")?.timeline.items.length, 1);
});

Deno.test("routed() has one answer for each command: what comes then stays in its room", () => {
  const screen = new ScreenAtHand();
  screen.client.isConnected = true;
  screen.enter("/msg bob");
  screen.enter("/who lobby");
  const notice = { type: "notice", room: "lobby" } as const;
  screen.take({ ...notice, text: "who is there" }, { ...notice, text: "of the room" });
  assert.equal(screen.contents.length, 1);
  screen.press("alt+1");
  assert.equal(screen.contents.length, 2);
});

Deno.test("run() has /delete with one person mean what one has said to that person", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby"] });
  screen.client.isConnected = true;
  const run: string[] = [];
  screen.client.runCommand = (name: string, args: string, room = "") =>
    run.push(`${room} ${name} ${args}`);
  screen.enter("/delete 2");
  screen.enter("/msg bob");
  for (const args of ["", " 3", " 10m", " seq:7", " in:lobby"]) screen.enter(`/delete${args}`);
  assert.deepEqual(run, [
    ...["lobby delete 2", "@ delete bob", "@ delete bob 3", "@ delete bob 10m"],
    ...["@ delete seq:7", "@ delete in:lobby"],
  ]);
});

Deno.test("routed() shows also what a room is told as well, where the command was typed with one person", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby"] });
  screen.client.isConnected = true;
  const notice = { type: "notice", room: "lobby", text: '"bob" was kicked', told: true } as const;
  screen.take(notice);
  assert.doesNotMatch(screen.frame(80, 20).join("\n"), /was kicked/);
  screen.enter("/msg bob");
  screen.enter("/kick bob");
  screen.take(notice);
  assert.match(screen.frame(80, 20).join("\n"), /was kicked/);
});
