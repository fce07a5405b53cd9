import assert from "node:assert/strict";
import { type Answer, Answers } from "../../../../web/page/chat/answers.ts";
import { FakeChatClient } from "../../../ui/fake_chat_client.ts";

function setUp() {
  const client = new FakeChatClient();
  client.isConnected = true;
  const told: Answer[] = [];
  const answers = new Answers(client);
  const release = answers.ask("ban", "bob", "dev", (answer) => told.push(answer));
  return { client, answers, told, release };
}

const notice = (id?: string) => ({ type: "notice", text: "done", id }) as const;

Deno.test("all answers to a command are for who asked, and for no conversation", () => {
  const { answers, told } = setUp();
  assert.equal(answers.take(notice("id1")), true);
  const refusal = { type: "error", code: "not_allowed", message: "no", id: "id1" } as const;
  assert.equal(answers.take(refusal), true);
  assert.deepEqual(told, [notice("id1"), refusal]);
});

Deno.test("what answers nothing that was asked is for everybody", () => {
  const { answers, told } = setUp();
  assert.equal(answers.take(notice("id2")), false);
  assert.equal(answers.take(notice()), false);
  assert.deepEqual(told, []);
});

Deno.test("what happened by a command is told to who asked, and to everybody", () => {
  const { answers, told } = setUp();
  const about = { room: "dev", topic: "", members: [], count: 1, seq: 0 } as const;
  assert.equal(answers.take({ type: "joined", ...about, id: "id1" }), false);
  assert.equal(told.length, 1);
});

Deno.test("who asks without a connection is told why there is no answer", () => {
  const { client, answers, told } = setUp();
  client.isConnected = false;
  answers.ask("ban", "bob", "dev", (answer) => told.push(answer));
  const [answer] = told;
  assert.equal(answer?.type === "notSent" && answer.error.code, "not_connected");
});

Deno.test("what is answered to who does not look any more is for the conversation", () => {
  const { answers, told, release } = setUp();
  release();
  assert.equal(answers.take(notice("id1")), false);
  assert.deepEqual(told, []);
});
