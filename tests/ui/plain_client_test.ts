import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { ClientError } from "../../client/client_error.ts";
import type { ClientEvent, ConnectedEvent } from "../../client/client_event.ts";
import { type Settings } from "../../client/settings/settings.ts";
import { runPlainClient } from "../../ui/plain_client.ts";
import { connected, eventsOf, joined, said, welcome } from "../client/room_messages.ts";
import { bounded } from "../support/bounded.ts";
import { FakeChatClient } from "./fake_chat_client.ts";
import { FakeTerminal } from "./fake_terminal.ts";
import { MemoryInputHistory, MemorySettings } from "./screen/memory_settings.ts";

const commands = [
  { name: "help", aliases: ["?"], usage: "/help", summary: "List the commands" },
  { name: "quit", aliases: ["exit", "q", "logout"], usage: "/quit", summary: "Log out" },
];
const lost = { type: "disconnected", reason: "refused", retryInMs: 9000 } as const;

/** The plain client before a person who only types and looks. */
class Sitting {
  readonly client = new FakeChatClient();
  readonly terminal = new FakeTerminal();
  readonly saved: Partial<Settings>[] = [];
  readonly status: Promise<number>;

  constructor(settings = new MemorySettings(), inputHistory = new MemoryInputHistory()) {
    this.terminal.columns = 200;
    this.client.state.apply(welcome({ commands }));
    this.status = runPlainClient(this.client, {
      rooms: ["lobby"],
      inputHistory,
      settings: {
        load: () => settings.load(),
        save: (changes) => {
          this.saved.push(changes);
          return settings.save(changes);
        },
      },
      colors: false,
      columns: () => 200,
      onInterrupt: () => {},
      interrupted: new Promise(() => {}),
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
    return stripVTControlCharacters(this.terminal.writes.join("")).replaceAll("\r\n", "\n");
  }

  /** Waits until this is what stands in the line. */
  async prompt(wanted: string): Promise<void> {
    const isThere = async () => {
      while (!this.text.endsWith(wanted)) await setImmediate();
    };
    await bounded(isThere(), () => `"${wanted}" at the end of ${this.text}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.status;
  }
}

Deno.test("/keys shows what the keys do, and ? is said", async () => {
  await using sitting = new Sitting();
  sitting.enter("/keys");
  await sitting.shown("Begin a new line");
  sitting.enter("?");
  await sitting.shown("Will be said when there is a connection: ?");
});

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

Deno.test("/help lists and explains what the server told, without a connection too", async () => {
  await using sitting = new Sitting();
  const { calls } = sitting.client;
  sitting.enter("/?");
  const list = await sitting.shown("//text says /text");
  assert.match(list, /== \/help {17}List the commands\n/);
  assert.match(list, /\n +\/history \[@\] \[N\] {6}Show what was said earlier, N messages/);
  sitting.enter("/help /history");
  await sitting.shown("== /history [@] [N]  Show what was said earlier, N messages of at most 500");
  sitting.enter("/help Q");
  await sitting.shown("== /quit  Log out\n         Also: /exit, /q, /logout");
  assert.deepEqual(calls, []);
  sitting.client.isConnected = true;
  sitting.enter("/help kick");
  sitting.enter("/history x");
  await sitting.shown("/history [@] [N]: N is a number");
  assert.deepEqual(calls, ["run help kick"]);
});

Deno.test("what waits for a connection stands in the prompt until it is acknowledged", async () => {
  await using sitting = new Sitting();
  const { client } = sitting;
  client.speech = "waits";
  await client.happen(lost);
  sitting.enter("one");
  await sitting.shown("Will be said when there is a connection: one");
  await sitting.shown("#lobby (1 not sent yet)> ");
  sitting.enter("two");
  await sitting.shown("#lobby (2 not sent yet)> ");
  client.refuse(new ClientError("refused", "The room is busy"));
  await sitting.shown("-- Not said: The room is busy (one)");
  await client.echo();
  await sitting.shown("<ann> two");
  await sitting.prompt("#lobby> ");
});

Deno.test("runPlainClient() greets below what was said before, and tells what was missed before that it is back", async () => {
  await using sitting = new Sitting();
  const { client } = sitting;
  const comeIn = async (event: ConnectedEvent, text: string) => {
    const messages = [said(event.again ? 2 : 1, { text })];
    const about = { missed: event.again, leftOut: false, seq: 1 };
    const [entered, ...arrived] = eventsOf(joined({ seq: 1 }));
    const page: ClientEvent = { type: "history", room: "lobby", messages, ...about };
    const events = [event, entered, page, ...event.again ? [] : arrived];
    for (const each of events) if (each !== undefined) await client.happen(each);
    await client.happen({ type: "ready", connected: event });
  };
  await comeIn(connected({ welcome: welcome({ motd: "Be kind" }) }), "earlier");
  const order = (text: string, words: readonly string[]) =>
    words.toSorted((one, other) => text.indexOf(one) - text.indexOf(other));
  const first = ["earlier\n", "you are in #lobby", "You are ann", "Be kind"];
  assert.deepEqual(order(await sitting.shown("Be kind"), first), first);
  await client.happen(lost);
  await comeIn(connected({ again: true, resumed: true }), "missed");
  const then = ["Be kind", "trying again", "missed\n", "Connected again"];
  assert.deepEqual(order(await sitting.shown("Connected again"), then), then);
});

Deno.test("runPlainClient() shows nothing of whom one ignores, by another nick either", async () => {
  await using sitting = new Sitting();
  const say = (seq: number, from: string, person: string, text: string) =>
    sitting.client.happen({ type: "message", message: said(seq, { from, person, text }) });
  await say(1, "bob", "p1", "first");
  await sitting.shown("first");
  sitting.enter("/ignore bob");
  await sitting.shown("Nothing is shown of bob");
  await say(2, "rob", "p1", "hidden");
  await say(3, "bob", "p2", "another");
  assert.ok(!(await sitting.shown("another")).includes("hidden"));
  sitting.enter("/unignore rob");
  await sitting.shown("rob is shown again");
  assert.deepEqual(sitting.saved, [{ ignored: [{ nick: "bob", person: "p1" }] }, { ignored: [] }]);
});

Deno.test("/timestamps sets how times are written, also for the next run", async () => {
  const settings = new MemorySettings();
  {
    await using sitting = new Sitting(settings);
    sitting.enter("/timestamps 12h");
    await sitting.shown("/timestamps is short 12h now");
    await sitting.client.happen({ type: "message", message: said(1) });
    assert.match(await sitting.shown("<bob>"), /^\d\d:\d\d[ap]m <bob>/m);
  }
  await using sitting = new Sitting(settings);
  sitting.enter("/timestamps off");
  await sitting.shown("/timestamps is off 12h now");
  await sitting.client.happen({ type: "message", message: said(1) });
  assert.match(await sitting.shown("<bob>"), /^<bob>/m);
});

Deno.test("/msg, /describe and /reply are said, and what fails is told with whom it was for", async () => {
  await using sitting = new Sitting();
  const { client } = sitting;
  client.speech = "echoed";
  sitting.enter("/msg @bob hi  there");
  await sitting.shown("[you → bob] hi  there");
  sitting.enter("/describe bob waves");
  await sitting.shown("[you → bob] * ann waves");
  client.said = [1];
  sitting.enter("/reply yes");
  await sitting.shown("[you → bob] yes");
  client.speech = "refused";
  sitting.enter("/msg zzz lost");
  await sitting.shown("-- Not said to zzz: There is no connection now (lost)");
  assert.deepEqual(client.calls, [
    ...["say bob hi  there", "say bob waves", "say bob yes", "say zzz lost"],
  ]);
});

Deno.test("runPlainClient() has what was typed in the run before, until /history off", async () => {
  const inputHistory = new MemoryInputHistory();
  {
    await using sitting = new Sitting(new MemorySettings(), inputHistory);
    for (const line of ["hello", "/msg bob a secret", " spaced"]) sitting.enter(line);
    await sitting.shown("spaced");
  }
  await using sitting = new Sitting(new MemorySettings(), inputHistory);
  sitting.terminal.input.write("\x1b[A");
  await sitting.prompt("#lobby> hello");
  sitting.enter("\x15/history off");
  await sitting.shown("/history is off now");
  sitting.enter("more");
  await sitting.shown("connection: more");
  assert.deepEqual(inputHistory.entries, []);
});

const exposed = "Not encrypted: others can read this on the way. Send it? y/N: ";

Deno.test("a code goes where others can read it only after a yes, and stays in the line after a no", async () => {
  await using sitting = new Sitting();
  const { client } = sitting;
  Object.assign(client, { isConnected: true, exposesSecrets: true });
  sitting.enter("/claim ABCD-EFGH");
  await sitting.prompt(exposed);
  sitting.enter("n");
  await sitting.shown("-- Not sent");
  await sitting.prompt("#lobby> /claim ABCD-EFGH");
  assert.deepEqual(client.calls, []);
  sitting.enter("");
  await sitting.prompt(exposed);
  sitting.enter("y");
  await sitting.prompt("#lobby> ");
  sitting.enter("/link");
  sitting.enter("/who");
  await client.happen({ type: "message", message: said(1) });
  await sitting.shown("<bob> text 1");
  assert.deepEqual(client.calls, ["run claim ABCD-EFGH", "run link", "run who"], "asked once");
});

Deno.test("/password asks without showing anything, and keeps what is being written", async () => {
  const inputHistory = new MemoryInputHistory();
  await using sitting = new Sitting(new MemorySettings(), inputHistory);
  const { client } = sitting;
  client.state.apply(welcome({ commands, features: ["accounts"] }));
  sitting.enter("/password");
  await sitting.prompt("New password: ");
  sitting.enter("hunter2");
  await sitting.prompt("The same again: ");
  await client.events.push({ type: "message", message: said(1) });
  await sitting.shown("<bob> text 1");
  sitting.enter("hunter2");
  await sitting.shown("-- Your nick has that password now");
  assert.equal(client.password, "hunter2");
  sitting.enter("/password hunter3");
  const text = await sitting.shown("this one was not sent");
  assert.ok(!text.includes("hunter2"), text);
  assert.ok(!client.calls.join().includes("hunter"), client.calls.join());
  assert.deepEqual(inputHistory.load().filter((line) => line.includes("hunter")), []);
});
