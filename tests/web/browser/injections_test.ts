import assert from "node:assert/strict";
import { parseNick } from "../../../chat/people/nick.ts";
import { parseRoomName } from "../../../chat/rooms/room_name.ts";
import { cleanLine, cleanText, quote } from "../../../chat/text.ts";
import { parseMarkup } from "../../../client/markup.ts";
import { limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { vocabularyOf } from "../../support/browser/vocabulary.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { builtPage } from "../../support/servers/built_page.ts";
import { unlimited } from "../../support/servers/unlimited.ts";
import { allInjections, namesOfObjects } from "../injections.ts";

const test = testsInBrowser();

/** So many messages are on a very high screen at once. */
const screenful = 30;

const exact = { exact: true };

/** What an honest conversation has: so much that nothing new may come with what is said later. */
const honest = [
  "plain *bold* _italic_ *_both_* `code` https://good.example/",
  "```js\nlet x = 1;\n```",
  "first\nsecond",
  "ann: look",
];

Deno.test("the table has 200 injections, each once", () => {
  assert.ok(allInjections.length >= 200, `${allInjections.length}`);
  assert.equal(new Set(allInjections).size, allInjections.length);
});

test("whatever anybody sends stands in the page as text", async (visit) => {
  const motd = cleanText(allInjections.join("\n"));
  const name = cleanLine(allInjections.slice(0, 5).join(" "));
  await using server = startServer({ web: builtPage, motd, name, sessionBounds: unlimited });
  const agent = together(limits.agentLength)[0] ?? "";
  await using bob = await RawClient.connect(server.port);
  bob.sendLines(
    JSON.stringify({
      type: "hello",
      version: 1,
      nick: "bob",
      agent,
    }),
  );
  await bob.next("joined");
  const ann = await ChatPage.join(
    await visit(server.port, { viewport: { width: 1200, height: 6000 } }),
    "ann",
  );
  await ann.sees(motd);
  for (const text of honest) await bob.say(text);
  await ann.message("ann: look").waitFor();
  const vocabulary = await vocabularyOf(ann.page);

  await assertSaid(ann, bob, allInjections);
  await assertTopics(ann, bob);
  await assertNames(ann, server.port);
  await assertAnswers(ann, bob);
  await ann.write("/whois bob");
  await ann.sees(`with ${agent}`);
  await assertDirect(ann, bob);

  const news = [...await vocabularyOf(ann.page)].filter((word) => !vocabulary.has(word));
  assert.deepEqual(news, [], "The page has what it had not before");
});

/** Each is a message. */
async function assertSaid(ann: ChatPage, bob: RawClient, texts: readonly string[]): Promise<void> {
  for (let from = 0; from < texts.length; from += screenful) {
    const some = texts.slice(from, from + screenful);
    for (const text of some) bob.send({ type: "say", room: "lobby", text, kind: "text" });
    const end = `the end of ${from}`;
    await bob.say(end);
    await ann.message(end).waitFor();
    assert.deepEqual((await ann.said()).slice(-some.length - 1, -1), some.map(shown));
  }
}

/** Several are a topic together: what one does is done beside others too. */
async function assertTopics(ann: ChatPage, bob: RawClient): Promise<void> {
  for (const topic of together(limits.topicLength)) {
    bob.command("topic", topic);
    await ann.page.locator(".topic").getByText(topic, exact)
      .waitFor();
    await ann.sees(`bob set the topic: ${topic}`);
  }
}

/** Of persons who say something and leave with last words, and of rooms that are in the list. */
async function assertNames(ann: ChatPage, port: number): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const nicks = namesOfObjects.filter((name) => isTaken(parseNick, name));
  const join = async (nick: string) => stack.use(await RawClient.join(port, nick));
  const crowd = await Promise.all(nicks.map(join));
  await Promise.all(crowd.map((somebody, index) => somebody.say(`I am ${nicks[index]}`)));
  await Promise.all(nicks.map(async (nick) => {
    await ann.message(`I am ${nick}`).getByText(nick, exact).waitFor();
  }));
  for (const [index, somebody] of crowd.entries()) {
    somebody.command("quit", allInjections[index]);
    await somebody.ended();
  }
  const rooms = namesOfObjects.filter((name) => isTaken(parseRoomName, name)).map(parseRoomName);
  await ann.write(`/join ${rooms.join(",")}`);
  await Promise.all(rooms.map((room) => ann.place(`#${room}`).waitFor()));
}

/** What the server answers with: that somebody is away, what program somebody has, whom there is not. */
async function assertAnswers(ann: ChatPage, bob: RawClient): Promise<void> {
  for (const why of sampled(together(limits.awayLength))) {
    bob.command("away", why);
    await ann.write("/whois bob");
    await ann.sees(`(${why})`);
  }
  for (const text of sampled(allInjections.filter((text) => !/\s/.test(text)))) {
    await ann.write(`/whois ${text}`);
    await ann.sees(quote(text));
  }
}

/** Said to her alone. */
async function assertDirect(ann: ChatPage, bob: RawClient): Promise<void> {
  const texts = sampled(allInjections.map(cleanLine));
  for (const text of texts) bob.command("msg", `ann ${text}`);
  await ann.place("bob").click();
  await ann.sees(texts.at(-1) ?? "");
}

/** A few, from all over. */
function sampled(texts: readonly string[]): readonly string[] {
  const every = Math.ceil(texts.length / 8);
  return texts.filter((_text, index) => index % every === 0);
}

function isTaken(parse: (name: string) => string, name: string): boolean {
  try {
    return parse(name) !== "";
  } catch {
    return false;
  }
}

/** As it is to stand in the page. Lines are told apart, empty ones are not. */
function shown(text: string): string {
  const lines = parseMarkup(cleanText(text).trimEnd()).flatMap((block) =>
    block.type === "code"
      ? block.lines
      : block.lines.map((spans) => spans.map(({ text }) => text).join(""))
  );
  return lines.filter((line) => line !== "").join("\n");
}

/** All that fit, several in a line, of at most so many characters. */
function together(length: number): readonly string[] {
  const lines: string[] = [];
  for (const text of allInjections.map((each) => cleanLine(each).trim())) {
    const longer = lines.length === 0 ? text : `${lines.at(-1)} ${text}`;
    if ([...text].length > length) continue;
    if (lines.length === 0 || [...longer].length > length) lines.push(text);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
