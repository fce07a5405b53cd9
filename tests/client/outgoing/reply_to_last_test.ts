import assert from "node:assert/strict";
import { replyToLast } from "../../../client/outgoing/reply_to_last.ts";
import { defaultSettings } from "../../../client/settings/settings.ts";
import { FakeChatClient } from "../../ui/fake_chat_client.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";

/** Replies from there to bob, who wrote last unless `last` is false; what is said, and what is told. */
async function reply(key: string, { last = true } = {}) {
  const { state, all } = new ConversationsAtHand();
  all.openDirect("bob");
  const client = new FakeChatClient();
  client.state.nick = state.nick;
  client.isConnected = true;
  client.said = last ? [1] : [];
  const said: unknown[] = [];
  const sent = {
    say: (conversation: { key: string }, text: string, options?: { to?: string }) =>
      said.push([conversation.key, text, options?.to]),
  };
  const conversation = all.find(key) ?? assert.fail(key);
  const told = await replyToLast(conversation, "hi", {
    ...{ client, sent, settings: defaultSettings },
  });
  return { said, told };
}

Deno.test("replyToLast() says it to whoever wrote last, from where one is", async () => {
  assert.deepEqual((await reply("#lobby")).said, [["#lobby", "hi", "bob"]]);
  assert.deepEqual((await reply("@bob")).said, [["@bob", "hi", undefined]]);
});

Deno.test("replyToLast() tells why it cannot be said", async () => {
  const { said, told } = await reply("#lobby", { last: false });
  assert.deepEqual([said, /^Not said: .* \(hi\)$|^Nobody has sent you/.test(`${told}`)], [
    [],
    true,
  ]);
});
