import assert from "node:assert/strict";
import { startServer } from "../../server.ts";
import { IrcSpeaker } from "../support/clients/irc_speaker.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { SlowStore } from "../support/servers/slow_store.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const capabilities = ["echo-message"];

/** Opens to all that hangs, and to what comes. */
function goOn(store: SlowStore): void {
  store.hangs = false;
  for (const append of store.appends.splice(0)) append.goOn();
}

/** A server whose store hangs, with ann and bob in `#dev`. */
async function openChannel() {
  await using stack = new AsyncDisposableStack();
  const store = new SlowStore();
  store.hangs = false;
  const server = stack.use(startServer({ store, sessionBounds: unlimited }));
  const ann = stack.use(await IrcSpeaker.register(server.port, "ann", { capabilities }));
  const bob = stack.use(await IrcSpeaker.register(server.port, "bob", { capabilities }));
  for (const client of [ann, bob]) await client.ask("JOIN #dev");
  await ann.ask();
  store.hangs = true;
  // Or nothing comes to its end.
  stack.defer(() => goOn(store));
  const held = stack.move();
  return { store, server, ann, bob, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/** Command or numeric, and the last word. */
function told(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/^(?:@\S+ )?:\S+ (\S+).* :?(\S+)$/, "$1 $2"));
}

Deno.test("what is asked behind something said is answered behind it, however long the store takes", async () => {
  const asked: readonly [line: string, answer: RegExp][] = [
    ["PING x", / PONG /],
    ["WHO ann", / 315 /],
    ["NAMES #dev", / 366 /],
    ["NICK anna", / NICK /],
    ["TOPIC #dev", / 331 /],
    ["AWAY :gone", / 306 /],
    ["PART #dev", / PART /],
  ];
  for (const [line, answer] of asked) {
    await using channel = await openChannel();
    const { ann, store } = channel;
    const before = ann.lines.length;
    ann.send("PRIVMSG #dev :said", line);
    await store.called();
    assert.deepEqual(ann.lines.slice(before), [], line);
    goOn(store);
    await ann.next(answer);
    assert.match(ann.lines[before] ?? "", / PRIVMSG #dev :said$/, line);
  }
});

Deno.test("who has PONG knows that others have all that came of its earlier commands", async () => {
  await using channel = await openChannel();
  const { ann, bob, store } = channel;
  const answer = ann.ask("PRIVMSG #dev :said", "NICK anna", "TOPIC #dev :all", "PART #dev :bye");
  await store.called();
  goOn(store);
  await answer;
  const heard = told(await bob.ask());
  assert.deepEqual(heard, ["PRIVMSG said", "NICK anna", "TOPIC all", "PART bye"]);
});

Deno.test("NAMES has whose JOIN was told, and WHO the nick that was told", async () => {
  await using channel = await openChannel();
  const { ann, bob, server, store } = channel;
  goOn(store);
  await using carl = await IrcSpeaker.register(server.port, "carl");
  const joined = carl.ask("JOIN #dev", "NICK carla");
  await ann.next(/ JOIN #dev$/);
  await ann.next(/ NICK carla$/);
  assert.match((await ann.ask("NAMES #dev")).join("\n"), / 353 .*carla/);
  assert.match((await bob.ask("WHO carla")).join("\n"), / 352 .* carla /);
  await joined;
});

Deno.test("a password is looked at before what stands behind it is answered", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: ["sasl"] });
  await ann.ask("JOIN #dev");
  const answers = await ann.ask("REGISTER * * a-long-password", "WHO #dev", "TOPIC #dev :x");
  const commands = answers.map((line) => /^:\S+ (\S+)/.exec(line)?.[1]);
  assert.deepEqual(commands, ["REGISTER", "900", "352", "315", "TOPIC"]);
  const plain = btoa("\0ann\0a-wrong-password");
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: ["sasl"] });
  const refused = await bob.ask("AUTHENTICATE PLAIN", `AUTHENTICATE ${plain}`, "ISON bob");
  assert.deepEqual(refused.map((line) => line.split(" ")[1]), ["+", "904", "303"]);
});

Deno.test("what hangs in a room elsewhere holds up nobody's answer", async () => {
  await using channel = await openChannel();
  const { ann, server, store } = channel;
  goOn(store);
  await ann.ask("PART #dev");
  await using dan = await RawClient.join(server.port, "dan", { rooms: ["ops"] });
  store.hangs = true;
  dan.send({ type: "say", room: "ops", text: "hangs", kind: "text" });
  await store.called();
  assert.match((await ann.ask("NICK anna", "JOIN #more", "PART #more")).join("\n"), / PART #more/);
  goOn(store);
});

Deno.test("of several changes in one line each is told, and what is asked behind them answered", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using _bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  for (
    const line of ["MODE #dev +bb a!*@* b!*@*", "MODE #dev +mb c!*@*", "MODE #dev -bb a!*@* b!*@*"]
  ) {
    const answers = await ann.ask(line);
    assert.ok(answers.some((answer) => answer.includes(" MODE #dev ")), line);
  }
});
