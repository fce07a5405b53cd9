import assert from "node:assert/strict";
import type { KnownEmoji } from "../../../../client/writing/complete.ts";
import { Chat } from "../../../../web/page/chat/chat.ts";
import { Drafts } from "../../../../web/page/chat/drafts.ts";
import { submitDraft } from "../../../../web/page/chat/page_commands.ts";
import { readEmoji } from "../../../../web/page/chat/emoji.ts";
import { KeptSettings } from "../../../../web/page/chat/kept_settings.ts";
import { FakeChatClient } from "../../../ui/fake_chat_client.ts";

/** `loads`: the attempts to load the emoji. */
function openWriting() {
  const loads: PromiseWithResolvers<readonly KnownEmoji[]>[] = [];
  const client = new FakeChatClient();
  client.state.maxTextBytes = 16_384;
  const chat = new Chat({
    client,
    settings: new KeptSettings(undefined),
    atNextFrame: () => {},
    writing: {
      drafts: new Drafts(undefined),
      loadEmoji() {
        const load = Promise.withResolvers<readonly KnownEmoji[]>();
        loads.push(load);
        return load.promise;
      },
    },
  });
  const { writing } = chat;
  return { chat, client, writing, loads, draft: () => writing.draft(chat.current).value };
}

Deno.test("what is said is gone from the draft, and comes back with Up", () => {
  const { chat, client, writing, draft } = openWriting();
  writing.typed("hello");
  submitDraft(chat);
  assert.equal(draft(), "");
  assert.deepEqual(client.calls.filter((call) => call.startsWith("say")), ["say #lobby hello"]);
  writing.typed("begun");
  writing.recall(-1);
  assert.equal(draft(), "hello");
  writing.recall(1);
  assert.equal(draft(), "begun");
});

Deno.test("what cannot be said as it is stays, with the reason, until it is changed", () => {
  const { chat, client, writing, draft } = openWriting();
  writing.typed("x".repeat(20_000));
  submitDraft(chat);
  assert.match(writing.problem.value ?? "", /^Too long to be said: 20,000 of 16,384 bytes$/);
  assert.equal(draft().length, 20_000);
  assert.deepEqual(client.calls.filter((call) => call.startsWith("say")), []);
  writing.typed("x");
  assert.equal(writing.problem.value, undefined);
});

Deno.test("each conversation has a draft; one that was recalled gives way to what was begun", () => {
  const { chat, writing, draft } = openWriting();
  const lobby = chat.current;
  writing.typed("said before");
  submitDraft(chat);
  writing.typed("begun");
  writing.recall(-1);
  chat.switchTo(chat.conversations.openDirect("bob"));
  writing.left(lobby);
  assert.equal(draft(), "");
  writing.typed("for bob");
  chat.switchTo(lobby);
  assert.equal(draft(), "begun");
});

Deno.test("a nick is put in front once, and a text comes back in place of another, which Up brings", () => {
  const { writing, draft } = openWriting();
  const before = writing.wanted.value;
  writing.typed("yes");
  writing.address("bob");
  writing.address("bob");
  assert.equal(draft(), "bob: yes");
  writing.putBack("not said");
  assert.equal(draft(), "not said");
  writing.recall(-1);
  assert.equal(draft(), "bob: yes");
  assert.equal(writing.wanted.value, before + 3);
});

Deno.test("a command with a secret in it is asked about where others can read it, and then sent", () => {
  const { chat, client, writing } = openWriting();
  client.exposesSecrets = true;
  client.isConnected = true;
  writing.typed("/claim 1234");
  submitDraft(chat);
  const dialog = chat.dialog.value;
  assert.equal(dialog?.type, "exposure");
  client.allowExposure();
  if (dialog?.type === "exposure") dialog.send();
  assert.ok(client.calls.includes("run claim 1234"));
  writing.recall(-1);
  assert.equal(writing.draft(chat.current).value, "");
});

Deno.test("emoji are loaded when one is to be completed, and again where that failed", async () => {
  const { writing, loads } = openWriting();
  const found = (onLoaded = () => {}) =>
    writing.complete(":thu", 4, [], onLoaded).candidates.map(({ text }) => text);
  writing.complete("thu", 3, [], () => {});
  assert.equal(loads.length, 0);
  assert.deepEqual([found(), found()], [[], []]);
  assert.equal(loads.length, 1);
  loads[0]?.reject(new Error("not there"));
  await loads[0]?.promise.catch(() => {});
  const loaded = new Promise<void>((resolve) => found(resolve));
  loads[1]?.resolve(readEmoji("😄 smile\n👍 +1 thumbsup"));
  await loaded;
  assert.deepEqual(found(), ["👍 "]);
  assert.equal(loads.length, 2);
});
