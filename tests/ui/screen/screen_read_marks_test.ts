import assert from "node:assert/strict";
import { direct, joined, said } from "../../client/room_messages.ts";
import { ShownScreen } from "./shown_screen.ts";

Deno.test("ScreenClient tells the client what is read, and not what is unread", async () => {
  await using screen = new ShownScreen({ columns: 100, rows: 10 });
  await screen.connect();
  await screen.take(joined({ room: "dev", seq: 0 }), joined());
  await screen.shows("#dev>");
  screen.press("alt+1");
  await screen.shows("#lobby>");
  await screen.take(said(4), said(7, { room: "dev" }), direct(3));
  await screen.shows("text 4");
  assert.deepEqual([...screen.client.read], [["lobby", 4], ["dev", 6], ["@", 2]]);
  screen.press("alt+2");
  await screen.shows("text 7");
  assert.equal(screen.client.read.get("dev"), 7);
});
