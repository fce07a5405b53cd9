import assert from "node:assert/strict";
import { ClientError, type ClientErrorCode } from "../../../client/client_error.ts";
import { HistoryRequests, type PageAnswer } from "../../../client/resume/history_requests.ts";
import type { ErrorCode, HistoryPage, HistoryRequest } from "../../../protocol.ts";
import { bounded } from "../../support/bounded.ts";
import { said } from "../room_messages.ts";

const room = "lobby";

function connected(maxAsked?: number, answerWithinMs?: number) {
  const sent: HistoryRequest[] = [];
  let sentMore = Promise.withResolvers<void>();
  const requests = new HistoryRequests(maxAsked, answerWithinMs);
  requests.connected((request) => {
    sent.push(request);
    sentMore.resolve();
    sentMore = Promise.withResolvers();
  });
  const nextSent = async () => {
    await bounded(sentMore.promise, () => "a request");
    return sent.at(-1) ?? assert.fail();
  };
  return { requests, sent, nextSent };
}

function page(id: string | undefined): HistoryPage {
  return { type: "history", room, messages: [said(1)], complete: true, id };
}

function refusal(id: string | undefined, code: ErrorCode, retryAfterMs?: number) {
  return { type: "error", code, message: "No", id, retryAfterMs } as const;
}

function isError(code: ClientErrorCode, serverCode?: ErrorCode) {
  return (error: unknown) => {
    assert.ok(error instanceof ClientError);
    assert.deepEqual([error.code, error.serverCode], [code, serverCode]);
    return true;
  };
}

Deno.test("HistoryRequests.ask() sends a request, and settles with its page while that is taken", () => {
  const { requests, sent } = connected();
  const answers: PageAnswer[] = [];
  requests.ask({ room, after: 4, limit: 500 }, (answer) => answers.push(answer));
  requests.ask({ room: "dev", limit: 50 }, (answer) => answers.push(answer));
  const [first, second] = sent;
  assert.deepEqual(first, { type: "history", room, after: 4, limit: 500, id: first?.id });
  assert.notEqual(first?.id, second?.id);
  assert.ok(!requests.settle(page(undefined)));
  assert.ok(!requests.settle(page("of somebody else")));
  assert.ok(!requests.settle(said(1, { id: undefined })));
  assert.deepEqual(answers, []);
  assert.ok(requests.settle(page(second?.id)));
  assert.deepEqual(answers, [page(second?.id)]);
  assert.ok(!requests.settle(page(second?.id)), "each is answered once");
  requests.disconnected();
});

Deno.test("HistoryRequests.fetch() gives the newest page, or the one before or between", async () => {
  const { requests, sent } = connected();
  const newest = requests.fetch(room);
  const before = requests.fetch(room, { before: 7, limit: 3 });
  const between = requests.fetch(room, { before: 7, after: 2 });
  assert.deepEqual(sent.map(({ before, after, limit }) => [before, after, limit]), [
    [undefined, undefined, 50],
    [7, undefined, 3],
    [7, 2, 50],
  ]);
  for (const { id } of sent) requests.settle(page(id));
  assert.deepEqual([await newest, await before, await between], sent.map(({ id }) => page(id)));
});

Deno.test("HistoryRequests.fetch() gives a page of direct messages, with one person, and no other page for it", async () => {
  const { requests, sent } = connected();
  const fetched = requests.fetch("@");
  assert.equal(sent[0]?.room, "@");
  const directs = { type: "directs", messages: [], complete: true, id: sent[0]?.id } as const;
  requests.settle(directs);
  assert.equal(await fetched, directs);
  const other = requests.fetch("@", { with: ["bob", "rob"] });
  assert.deepEqual(sent[1]?.with, ["bob", "rob"]);
  requests.settle(page(sent[1]?.id));
  await assert.rejects(other, isError("refused"));
});

Deno.test("HistoryRequests reject with what the server refuses for, and the end of the connection", async () => {
  const { requests, sent } = connected();
  const refused = requests.fetch(room);
  requests.settle(refusal(sent[0]?.id, "not_in_room"));
  await assert.rejects(refused, isError("refused", "not_in_room"));
  const lost = requests.fetch(room);
  requests.disconnected();
  await assert.rejects(lost, isError("not_connected"));
  await assert.rejects(requests.fetch(room), isError("not_connected"));
});

Deno.test("HistoryRequests ask again when they were too fast, under the same id", async () => {
  const { requests, sent, nextSent } = connected();
  const fetched = requests.fetch(room);
  const next = nextSent();
  assert.ok(requests.settle(refusal(sent[0]?.id, "rate_limited", 1)));
  assert.deepEqual(await next, sent[0]);
  requests.settle(page(sent[0]?.id));
  assert.equal((await fetched).messages.length, 1);
});

Deno.test("HistoryRequests reject when no answer comes in time, and have a bound", async () => {
  const { requests } = connected(1, 10);
  const unanswered = requests.fetch(room);
  await assert.rejects(requests.fetch(room), isError("too_many_pending"));
  await assert.rejects(unanswered, isError("no_answer"));
});

Deno.test("HistoryRequests reject in time also where the server refuses each for its rate", async () => {
  const { requests, sent } = connected(undefined, 10);
  const refused = requests.fetch(room);
  requests.settle(refusal(sent[0]?.id, "rate_limited", 60_000));
  await assert.rejects(refused, isError("no_answer"));
});
