import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { runLineClient } from "../../ui/line_client.ts";
import { said, welcome } from "../client/room_messages.ts";
import { bounded } from "../support/bounded.ts";
import { FakeChatClient } from "./fake_chat_client.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const commands = [
  { name: "help", aliases: ["?"], usage: "/help", summary: "List the commands" },
  { name: "quit", aliases: ["exit", "q", "logout"], usage: "/quit", summary: "Log out" },
];
const lost = { type: "disconnected", reason: "refused", retryInMs: 9000 } as const;

/** The line client before a person who only types and looks. */
class Sitting {
  readonly client = new FakeChatClient();
  readonly terminal = new FakeTerminal();
  readonly status: Promise<number>;

  constructor() {
    this.terminal.columns = 200;
    this.client.state.apply(welcome({ commands }));
    this.status = runLineClient(this.client, {
      rooms: ["lobby"],
      colors: false,
      columns: () => 200,
      onInterrupt: () => {},
      terminal: this.terminal.terminal,
    });
  }

  enter(line: string): void {
    this.terminal.input.write(`${line}\r`);
  }

  /** Everything that was shown up to now, once this was. */
  async shown(wanted: string): Promise<string> {
    const isThere = async () => {
      while (!this.text.includes(wanted)) await setImmediate();
    };
    await bounded(isThere(), () => `"${wanted}" in ${this.text}`);
    return this.text;
  }

  get text(): string {
    return stripVTControlCharacters(this.terminal.writes.join(""));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.status;
  }
}

Deno.test("/quit, by any of its names, ends a client that has no connection", async () => {
  for (const [line, told] of [["/quit", "undefined"], ["/Q good night", "good night"]] as const) {
    const sitting = new Sitting();
    await sitting.client.events.push(lost);
    sitting.enter(line);
    assert.equal(await bounded(sitting.status, () => "the end of the client"), 0);
    assert.deepEqual(sitting.client.calls, [`close ${told}`]);
  }
});

Deno.test("Enter tries at once to connect again, and how that ends is told", async () => {
  await using sitting = new Sitting();
  const { client } = sitting;
  client.isWaiting = true;
  for (let count = 0; count < 3; count++) await client.events.push(lost);
  const line = "-- Not connected: refused; trying again in 9 s; Enter tries now";
  await sitting.shown(line);
  sitting.enter(" ");
  await sitting.shown("-- Trying again now");
  assert.equal(sitting.text.split(line).length, 2, "the same is told once");
  await client.events.push(lost);
  await client.events.push({ type: "message", message: said(1) });
  assert.equal((await sitting.shown("<bob> text 1")).split(line).length, 3);
});

Deno.test("Enter does nothing while there is a connection", async () => {
  await using sitting = new Sitting();
  sitting.enter("");
  await sitting.client.events.push({ type: "message", message: said(1) });
  assert.ok(!(await sitting.shown("<bob> text 1")).includes("Trying"));
});

Deno.test("/help knows the client's own command too", async () => {
  await using sitting = new Sitting();
  const { events, calls } = sitting.client;
  const line = "-- /history [@] [N]  Show what was said earlier";
  sitting.enter("/help");
  await sitting.shown(line);
  sitting.client.isConnected = true;
  const about = { again: true, resumed: true, forgotten: false };
  await events.push({ type: "connected", welcome: welcome({ commands }), ...about });
  await sitting.shown("Connected again");
  sitting.enter("/?");
  while (calls.length === 0) await setImmediate();
  await events.push({ type: "message", message: { type: "notice", text: "/help  List" } });
  const text = await sitting.shown("/help  List");
  const below = text.slice(text.indexOf("/help  List"));
  assert.ok(below.includes(line), "below the server's list");
  assert.deepEqual(calls, ["run help"]);
  sitting.enter("/help history");
  await sitting.shown("N is a number from 1 to 500");
  sitting.enter("/help quit");
  sitting.enter("/history x");
  await sitting.shown("/history [@] [N]: N is a number");
  assert.deepEqual(calls, ["run help", "run help quit"]);
});
