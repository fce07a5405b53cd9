import assert from "node:assert/strict";
import { ClientError } from "../../../../client/client_error.ts";
import { Conversation } from "../../../../client/conversations/conversation.ts";
import { ClientState } from "../../../../client/state.ts";
import type { ResultsMessage, RoomMessage } from "../../../../protocol.ts";
import type { Answer } from "../../../../web/page/chat/answers.ts";
import { Search } from "../../../../web/page/chat/search.ts";

const found: RoomMessage = {
  ...{
    type: "message",
    room: "lobby",
    seq: 7,
    ts: 7,
    from: "bob",
    text: "the needle",
    kind: "text",
  },
};
const results: ResultsMessage = {
  ...{ type: "results", query: "needle page:2", page: 2, messages: [found], complete: false },
};

function openSearch() {
  const lobby = new Conversation("room", "lobby", new ClientState());
  const done: string[] = [];
  let tell: ((answer: Answer) => void) | undefined;
  const search = new Search({
    answers: {
      ask: (name, args, room, onAnswer) => {
        done.push(`/${name} ${args} in ${room}`);
        tell = onAnswer;
        return () => {};
      },
    },
    conversations: { current: lobby, find: (key) => key === lobby.key ? lobby : undefined },
    reading: { jump: (_, seq) => Promise.resolve(void done.push(`jump to ${seq}`)) },
    switchTo: ({ key }) => done.push(`switch to ${key}`),
    tell: (text) => done.push(text),
  });
  return { search, done, answer: (answer: Answer) => tell?.(answer) };
}

Deno.test("Search goes on with the next page, and to where something was said before that is read", () => {
  const { search, done } = openSearch();
  search.heard(results);
  assert.equal(search.isOpen.value, true);
  search.askMore(results);
  assert.equal(search.finding.value.type, "waiting");
  search.goTo(found);
  search.goTo({ ...found, room: "dev" });
  assert.deepEqual(done, [
    "/search needle page:3 in lobby",
    ...["jump to 7", "switch to #lobby"],
    "You are not in #dev: /join dev",
  ]);
});

Deno.test("Search tells why nothing was searched, and loses what is deleted", () => {
  const { search, answer } = openSearch();
  search.ask("");
  answer({ type: "error", code: "bad_usage", message: "Name what to look for" });
  assert.deepEqual(search.finding.value, { type: "failed", problem: "Name what to look for" });
  answer({ type: "notSent", error: new ClientError("not_connected", "there is no connection") });
  assert.deepEqual(search.finding.value, { type: "failed", problem: "there is no connection" });
  search.heard(results);
  search.heard({ ...found, seq: 8, kind: "deletion", deletes: [7] });
  assert.doesNotMatch(JSON.stringify(search.finding.value), /the needle/);
});
