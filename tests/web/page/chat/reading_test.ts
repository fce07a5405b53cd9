import assert from "node:assert/strict";
import { Conversation } from "../../../../client/conversations/conversation.ts";
import type { PageResult } from "../../../../client/conversations/pager.ts";
import { ClientState } from "../../../../client/state.ts";
import type { RoomMessage } from "../../../../protocol.ts";
import { Reading } from "../../../../web/page/chat/reading.ts";

function message(seq: number): RoomMessage {
  const said = { ts: seq, from: "bob", text: `number ${seq}`, kind: "text" } as const;
  return { type: "message", room: "lobby", seq, ...said };
}

/** `around`: what the server answers whoever asks for what was said around a message. */
function openReading(
  around: (conversation: Conversation) => PageResult,
  page: PageResult = "more",
) {
  const conversation = new Conversation("room", "lobby", new ClientState());
  for (let seq = 11; seq <= 20; seq++) {
    conversation.timeline.append({ type: "said", message: message(seq) });
  }
  const asked: string[] = [];
  const failures: string[] = [];
  const answer = (what: string) => (of: Conversation) => {
    asked.push(what);
    return Promise.resolve(what === "around" ? around(of) : page);
  };
  const reading = new Reading({
    pager: {
      older: answer("older"),
      newer: answer("newer"),
      around: answer("around"),
      newest: answer("newest"),
    },
    onChange: () => {},
    onFailure: (text) => failures.push(text),
  });
  return { conversation, reading, asked, failures };
}

Deno.test("Reading stays where one reads, and lets the timeline keep it, until one is at the end", async () => {
  const { conversation, reading, asked } = openReading(() => "more");
  const [item] = conversation.timeline.items;
  assert.ok(item !== undefined);
  reading.moveTo(conversation, { item, offset: -5 });
  assert.equal(conversation.timeline.held, true);
  await reading.toNewest(conversation);
  assert.deepEqual([reading.place(conversation), conversation.timeline.held], ["end", false]);
  assert.deepEqual(asked, []);
});

Deno.test("Reading fetches a page at a time, and none where nothing is", async () => {
  const { conversation, reading, asked } = openReading(() => "more");
  const first = reading.fetch(conversation, "older");
  await reading.fetch(conversation, "older");
  await first;
  // It is live: nothing is below.
  await reading.fetch(conversation, "newer");
  assert.deepEqual(asked, ["older"]);
});

Deno.test("Reading jumps to a message that is here, and fetches one that is not", async () => {
  const { conversation, reading, asked } = openReading(({ timeline }) => {
    timeline.showAround([message(3), message(4)], { hasOldest: false, isLive: false });
    return "more";
  });
  await reading.jump(conversation, 15);
  const seqOf = () => {
    const found = reading.found(conversation);
    return found?.type === "said" ? found.message.seq : undefined;
  };
  assert.deepEqual([seqOf(), asked], [15, []]);
  await reading.jump(conversation, 4);
  assert.deepEqual([seqOf(), asked], [4, ["around"]]);
});

Deno.test("Reading tells why a message cannot be shown", async () => {
  const gone = openReading(() => "more");
  await gone.reading.jump(gone.conversation, 1);
  assert.deepEqual(gone.failures, ["This message is not kept any more"]);
  const lost = openReading(() => ({ failed: "there is no connection now" }));
  await lost.reading.jump(lost.conversation, 1);
  assert.deepEqual(lost.failures, ["Cannot fetch what was said: there is no connection now"]);
});

Deno.test("Reading asks for a page that did not come once, until it is to be tried again", async () => {
  const { conversation, reading, asked } = openReading(() => "more", {
    failed: "there is no connection now",
  });
  await reading.fetch(conversation, "older");
  await reading.fetch(conversation, "older");
  assert.deepEqual(asked, ["older"]);
  assert.equal(reading.whyNotFetched(conversation), "there is no connection now");
  reading.fetchAgain(conversation);
  await reading.fetch(conversation, "older");
  assert.deepEqual(asked, ["older", "older"]);
});
