import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";
import { parseMessage } from "../../../../../wire/irc/lines/message.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example", name: "Example" };
const needed = ["batch", "message-tags", "server-time", "draft/chathistory"];
const echoed = [...needed, "echo-message"];

/** The last parameters of what is in the batch that these lines are. */
function textsOf(lines: readonly string[]): readonly string[] {
  const messages = lines.map((line) => parseMessage(line) ?? assert.fail(line));
  const [start, ...rest] = messages;
  const end = rest.pop();
  const reference = start?.params[0]?.slice(1);
  assert.equal(start?.command, "BATCH", lines.join("\n"));
  assert.deepEqual(end?.params, [`-${reference}`], lines.join("\n"));
  for (const { tags } of rest) assert.equal(tags.get("batch"), reference);
  return rest.map(({ params }) => params.at(-1) ?? "");
}

/** What the client has said, with the tags that it came back with. */
async function say(client: IrcSpeaker, target: string, ...texts: readonly string[]) {
  const lines = [];
  for (const text of texts) lines.push(...await client.ask(`PRIVMSG ${target} :${text}`));
  return lines.map((line) => {
    const { tags } = parseMessage(line) ?? assert.fail(line);
    return { msgid: `msgid=${tags.get("msgid")}`, time: `timestamp=${tags.get("time")}` };
  });
}

Deno.test("CHATHISTORY tells what was said around a message, in a batch, oldest first", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: echoed });
  await ann.ask("JOIN #dev");
  const said = await say(ann, "#dev", "a", "b", "c", "d", "e");
  const [a, , c, , e] = said.map(({ msgid }) => msgid);
  const asked = [
    [`LATEST #dev * 2`, "d e"],
    [`LATEST #dev ${c} 1`, "e"],
    [`BEFORE #dev ${c} 9`, "a b"],
    [`AFTER #dev ${c} 1`, "d"],
    [`AROUND #dev ${c} 3`, "b c d"],
    [`BETWEEN #dev ${a} ${e} 2`, "b c"],
    [`BETWEEN #dev ${e} ${a} 2`, "c d"],
    [`BETWEEN #dev timestamp=2020-01-01T00:00:00.000Z ${c} 1`, "a"],
    [`BETWEEN #dev ${c} timestamp=2020-01-01T00:00:00.000Z 1`, "b"],
    [`BEFORE #dev timestamp=2020-01-01T00:00:00.000Z 9`, ""],
  ];
  for (const [line, texts] of asked) {
    assert.equal(textsOf(await ann.ask(`CHATHISTORY ${line}`)).join(" "), texts, line);
  }
});

Deno.test("CHATHISTORY tells topics to those alone who asked for events", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", {
    capabilities: [...echoed, "draft/event-playback"],
  });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: echoed });
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  await ann.ask();
  const [live = ""] = await ann.ask("TOPIC #dev :first things");
  await say(ann, "#dev", "hi");
  const [, topic = ""] = await ann.ask("CHATHISTORY LATEST #dev * 9");
  assert.equal(parseMessage(topic)?.tags.get("msgid"), parseMessage(live)?.tags.get("msgid"));
  assert.match(topic, /:ann!\S+ TOPIC #dev :first things$/);
  await bob.ask();
  assert.deepEqual(textsOf(await bob.ask("CHATHISTORY LATEST #dev * 9")), ["hi"]);
});

Deno.test("CHATHISTORY tells what was said with one person, to these two", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: echoed });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: echoed });
  await using eve = await IrcSpeaker.register(server.port, "eve", { capabilities: echoed });
  await say(ann, "bob", "to bob");
  await say(ann, "eve", "to eve");
  await say(bob, "ann", "to ann");
  await ann.ask();
  assert.deepEqual(textsOf(await ann.ask("CHATHISTORY LATEST BOB * 9")), ["to bob", "to ann"]);
  await eve.ask();
  assert.deepEqual(textsOf(await eve.ask("CHATHISTORY LATEST bob * 9")), []);
});

Deno.test("CHATHISTORY refuses a channel that one is not in, and what it cannot read", async () => {
  await using server = startServer(options);
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await ann.say("hi", "dev");
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities: needed });
  const asked = [
    ["LATEST #dev * 9", "INVALID_TARGET LATEST #dev"],
    ["LATEST #ghost * 9", "INVALID_TARGET LATEST #ghost"],
    ["LATEST bob", "NEED_MORE_PARAMS LATEST"],
    ["", "NEED_MORE_PARAMS *"],
    ["LATER #dev * 9", "INVALID_PARAMS LATER"],
    ["BEFORE bob * 9", "INVALID_PARAMS BEFORE * 9"],
    ["LATEST bob msgid=A! 9", "INVALID_PARAMS LATEST msgid=A! 9"],
    ["LATEST bob * -1", "INVALID_PARAMS LATEST * -1"],
    ["BETWEEN bob timestamp=2020-02-31T00:00:00Z msgid=1 1e9", "INVALID_PARAMS BETWEEN"],
    ["TARGETS msgid=1 msgid=2 9", "INVALID_PARAMS TARGETS msgid=1 msgid=2 9"],
  ];
  for (const [line, refusal] of asked) {
    const [answer = ""] = await bob.ask(`CHATHISTORY ${line}`);
    assert.ok(answer.startsWith(`:irc.example FAIL CHATHISTORY ${refusal}`), `${line}: ${answer}`);
  }
});

Deno.test("CHATHISTORY TARGETS names channels and people by what was said last", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities: echoed });
  await using _bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  const [inRoom] = await say(ann, "#dev", "hi");
  await say(ann, "bob", "hi");
  const [long, far] = ["timestamp=2020-01-01T00:00:00.000Z", "timestamp=2999-01-01T00:00:00.000Z"];
  const lines = await ann.ask(`CHATHISTORY TARGETS ${long} ${far} 9`);
  assert.match(lines[0] ?? "", /BATCH \+\S+ draft\/chathistory-targets$/);
  const [first, second] = lines.slice(1).map((line) => parseMessage(line)?.params);
  assert.deepEqual(first, ["TARGETS", "#dev", inRoom?.time.slice("timestamp=".length)]);
  assert.equal(second?.[1], "bob");
});

Deno.test("CHATHISTORY has the label on its own batch", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", {
    capabilities: [...needed, "labeled-response"],
  });
  await ann.ask("JOIN #dev");
  await ann.ask("PRIVMSG #dev :hi");
  const lines = await ann.ask("@label=x1 CHATHISTORY LATEST #dev * 9");
  assert.equal(lines.length, 3, lines.join("\n"));
  assert.match(lines[0] ?? "", /^@label=x1 :irc\.example BATCH \+\S+ chathistory #dev$/);
});
