import assert from "node:assert/strict";
import { ClientError } from "../../../client/client_error.ts";
import { ClientState } from "../../../client/state.ts";
import { Conversation } from "../../../client/conversations/conversation.ts";
import { SentMessages } from "../../../client/outgoing/sent_messages.ts";
import type { SaidMessage } from "../../../protocol.ts";
import { direct, said } from "../room_messages.ts";

interface Answer {
  readonly to: string;
  /** The server has heard it, under that `seq`. */
  readonly hear: (seq: number) => void;
  readonly reject: (error: Error) => void;
}

/** What was said waits for its answer, which the test gives. */
function setUp() {
  const answers: Answer[] = [];
  const wait = (to: string, echo: (seq: number) => SaidMessage) => {
    const { promise, resolve, reject } = Promise.withResolvers<SaidMessage>();
    answers.push({ to, hear: (seq) => resolve(echo(seq)), reject });
    return promise;
  };
  const [failures, echoes]: [string[], string[]] = [[], []];
  let changes = 0;
  const sent = new SentMessages({
    client: {
      say: (text, { room, to, kind } = {}) =>
        to === undefined
          ? wait(`#${room} ${kind} ${text}`, (seq) => said(seq, { from: "ann" }))
          : wait(`@${to} ${kind} ${text}`, (seq) => direct(seq, { from: "ann", to: "bob" })),
    },
    nowMs: () => 7,
    onChange: () => void changes++,
    isElsewhere: (_, { person }) => person === "former",
    onEcho: ({ to, text }, { key }) => void echoes.push(`${key} to ${to}: ${text}`),
    onFailure: ({ text }, { key }, reason) => void failures.push(`${key} ${text}: ${reason}`),
  });
  return { sent, answers, failures, echoes, changes: () => changes };
}

/** The server's echo comes into a conversation. */
function come({ timeline, type }: Conversation, seq: number): void {
  const about = { from: "ann" };
  timeline.append({
    type: "said",
    message: type === "room" ? said(seq, about) : direct(seq, about),
  });
}

const lobby = () => new Conversation("room", "lobby", new ClientState());
const bob = () => new Conversation("direct", "bob", new ClientState());
const refused = new ClientError("not_said", "The room is busy", "room_busy");

/** After all that promises do by themselves. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function texts(sent: SentMessages, conversation: Conversation): string[] {
  return sent.of(conversation).map(({ text, state }) => `${text} ${state}`);
}

Deno.test("SentMessages.say() keeps what was said until it is in its conversation", async () => {
  const { sent, answers, changes } = setUp();
  const [room, person] = [lobby(), bob()];
  sent.say(room, "one");
  sent.say(room, "two", { kind: "action" });
  sent.say(person, "three");
  sent.say(person, "four", { kind: "action" });
  assert.deepEqual(answers.map(({ to }) => to), [
    "#lobby text one",
    "#lobby action two",
    "@bob text three",
    "@bob action four",
  ]);
  const one = { text: "one", kind: "text", state: "pending", atMs: 7 } as const;
  assert.deepEqual(sent.of(room), [one, { ...one, text: "two", kind: "action" }]);
  assert.deepEqual([texts(sent, person), changes()], [["three pending", "four pending"], 4]);
  for (const [index, { hear }] of answers.entries()) hear(index + 1);
  await settled();
  assert.deepEqual([texts(sent, room), changes()], [["one pending", "two pending"], 8]);
  come(room, 1);
  assert.deepEqual(texts(sent, room), ["two pending"]);
  assert.equal(sent.of(room), sent.of(room));
  come(room, 2);
  come(person, 4);
  assert.deepEqual([sent.of(room), sent.of(person)], [[], []]);
});

Deno.test("SentMessages keeps nothing that will not come into the conversation", async () => {
  const { sent, answers } = setUp();
  const [room, lookAlike] = [lobby(), new Conversation("direct", "b0b", new ClientState())];
  come(room, 40);
  sent.say(room, "one");
  sent.say(lookAlike, "two");
  answers[0]?.hear(50);
  answers[1]?.hear(3);
  await settled();
  assert.deepEqual(texts(sent, lookAlike), [], "it is in bob's");
  assert.deepEqual(texts(sent, room), ["one pending"]);
  room.clear();
  assert.deepEqual(texts(sent, room), [], "that was of another history");
});

Deno.test("SentMessages keeps what failed, and why, until what is said after it is heard", async () => {
  const { sent, answers, failures } = setUp();
  const room = lobby();
  for (const text of ["one", "two", "three"]) sent.say(room, text);
  answers[1]?.reject(refused);
  await settled();
  assert.deepEqual(texts(sent, room), ["one pending", "two failed", "three pending"]);
  assert.equal(sent.of(room)[1]?.reason, "The room is busy");
  assert.deepEqual(failures, ["#lobby two: The room is busy"]);
  answers[0]?.hear(1);
  answers[2]?.hear(2);
  await settled();
  come(room, 2);
  assert.deepEqual(texts(sent, room), ["two failed"], "nobody had seen that");
  sent.say(room, "four");
  assert.deepEqual(texts(sent, room), ["two failed", "four pending"]);
  answers[3]?.hear(4);
  await settled();
  assert.deepEqual(texts(sent, room), ["two failed", "four pending"]);
  come(room, 4);
  assert.deepEqual(texts(sent, room), []);
});

Deno.test("SentMessages.sayAgain() says what failed once more, in its place", async () => {
  const { sent, answers } = setUp();
  const conversation = lobby();
  sent.say(conversation, "hello", { kind: "action" });
  answers[0]?.reject(refused);
  await settled();
  const [failed] = sent.of(conversation);
  assert.ok(failed !== undefined);
  sent.sayAgain(conversation, failed);
  assert.deepEqual(texts(sent, conversation), ["hello pending"]);
  assert.deepEqual(answers.map(({ to }) => to), ["#lobby action hello", "#lobby action hello"]);
});

Deno.test("SentMessages keeps a bound of what failed", async () => {
  const { sent, answers } = setUp();
  const room = lobby();
  for (let index = 0; index < 30; index++) sent.say(room, `${index}`);
  for (const { reject } of answers.slice(0, 29)) reject(refused);
  await settled();
  const kept = texts(sent, room);
  assert.deepEqual([kept.length, kept[0], kept.at(-1)], [21, "9 failed", "29 pending"]);
});

Deno.test("SentMessages keeps what is said to somebody elsewhere where it was typed, until it is heard", async () => {
  const { sent, answers, echoes, failures } = setUp();
  const room = lobby();
  sent.say(room, "one", { to: "bob" });
  sent.say(room, "two", { to: "zzz", kind: "action" });
  assert.deepEqual(answers.map(({ to }) => to), ["@bob text one", "@zzz action two"]);
  answers[1]?.reject(refused);
  await settled();
  assert.deepEqual(sent.of(room).map(({ text, to }) => `${text} to ${to}`), ["one to bob"]);
  assert.deepEqual(failures, ["#lobby two: The room is busy"]);
  answers[0]?.hear(5);
  await settled();
  assert.deepEqual([texts(sent, room), echoes], [[], ["#lobby to bob: text 5"]]);
});

Deno.test("SentMessages waits not in a conversation for what went to somebody else, who has the nick now", async () => {
  const { sent, answers, echoes } = setUp();
  const [former, same] = [bob(), bob()];
  former.person = "former";
  for (const conversation of [former, same]) sent.say(conversation, "secret");
  for (const { hear } of answers) hear(5);
  await settled();
  assert.deepEqual([texts(sent, former), texts(sent, same)], [[], ["secret pending"]]);
  assert.deepEqual(echoes, ["@bob to bob: text 5"]);
});
