import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import type { page } from "./client/browser_page.ts";
import { defaultSettings } from "../client/settings/settings.ts";
import { FakeTransport } from "./client/fake_transport.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { echo } from "./client/outgoing_at_hand.ts";
import { joined, said, welcome } from "./client/room_messages.ts";
import { bounded } from "./support/bounded.ts";

/** What the client uses of a page on plain HTTP, besides the language: there is more, but not all that Deno has. */
// deno-fmt-ignore: by what they are for
const globals = {
  AbortController, AbortSignal, TextDecoder, TextEncoder,
  clearInterval, clearTimeout, setInterval, setTimeout, performance,
  crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) },
};

/** Loads the page with nothing of Deno, of Node, or of what only a secure page has. */
async function loadPage(): Promise<typeof page> {
  const path = fileURLToPath(new URL("./client/browser_page.ts", import.meta.url));
  const args = ["bundle", "--quiet", "--platform", "browser", "--format", "iife", path];
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return runInNewContext(`${new TextDecoder().decode(stdout)}\npage`, { ...globals });
}

Deno.test("the client runs in a browser on plain HTTP: it connects, says, hears and resumes", async () => {
  const { Client, Conversations } = await loadPage();
  const [first, second] = [new FakeTransport(), new FakeTransport()];
  const transports = [first, second];
  const open = () => Promise.resolve(transports.shift() ?? assert.fail("No more transports"));
  const storage = new MemoryStorage();
  const retry = { firstMs: 1, longestMs: 1, steadyAfterMs: 0 };
  const client = new Client(open, { nick: "ann", ifTaken: "fail", storage, retry });
  const conversations = new Conversations({
    state: client.state,
    settings: () => defaultSettings,
    nowMs: () => 0,
    monotonicMs: () => 0,
    rooms: client.rooms,
  });
  const events = client.events[Symbol.asyncIterator]();
  const until = async (text: string) => {
    const { current: { timeline } } = conversations;
    while (!timeline.items.some((item) => item.type === "said" && item.message.text === text)) {
      const { value } = await bounded(events.next(), () => `"${text}"`);
      if (value) conversations.apply(value);
    }
  };

  first.say(welcome(), joined());
  await bounded(client.connect(), () => "a connection");
  await first.heard();
  first.say(said(1));
  await until("text 1");

  const saying = client.say("Hello");
  const heard = await first.heard();
  assert.ok(heard.type === "say" && heard.id !== undefined);
  assert.ok("room" in heard);
  first.say(echo(heard, 2));
  assert.equal((await bounded(saying, () => "the echo")).seq, 2);
  await until("Hello");

  first.break();
  const next = await second.heard();
  assert.ok(next.type === "hello");
  assert.deepEqual([...next.resume ?? []], [["@", 0], ["lobby", 2]]);
  second.say(welcome(), joined({ seq: 3 }), {
    ...{ type: "history", room: "lobby", complete: true },
    messages: [said(3)],
  });
  await until("text 3");

  const closing = client.close("Bye");
  assert.deepEqual(await second.heard(), { type: "bye", text: "Bye" });
  second.close();
  await bounded(closing, () => "the end");
  while (!(await events.next()).done);
  assert.equal(storage.saved?.seqs.get("lobby"), 3);
});
