import assert from "node:assert/strict";
import { ConnectionNews, describeWelcome } from "../../ui/connection_text.ts";
import { welcome } from "../client/room_messages.ts";

const lost = { type: "disconnected", reason: "the connection was lost", retryInMs: 1400 } as const;
const connected = { type: "connected", welcome: welcome(), resumed: true } as const;

Deno.test("ConnectionNews tells why there is no connection, by the server's bye if there was one", () => {
  const news = new ConnectionNews();
  assert.equal(news.describe(lost), "Not connected: the connection was lost; trying again in 1 s");
  const stopped = { ...lost, bye: { type: "bye", code: "stopping" } } as const;
  assert.equal(news.describe(stopped), "The server has stopped; trying again in 1 s");
});

Deno.test("describeWelcome() tells whom the server does not know any more", () => {
  const told = [false, true].flatMap((again) =>
    [false, true].map((forgotten) => describeWelcome({ ...connected, again, forgotten }))
  );
  assert.deepEqual(told, [
    undefined,
    "The server does not know you any more: you begin as somebody new",
    "Connected again as ann",
    "Connected again as ann\n" +
    "The server does not know you any more: what was said before is not kept there",
  ]);
});

Deno.test("ConnectionNews tells a reason once a minute, another at once, and how one may hasten it", () => {
  let nowMs = 0;
  const news = new ConnectionNews("; Enter tries now", () => nowMs);
  const refused = { ...lost, reason: "refused", retryInMs: 9000 };
  const told = (event: Parameters<ConnectionNews["describe"]>[0]) => news.describe(event);
  const first = "Not connected: the connection was lost; trying again in 1 s; Enter tries now";
  const second = "Not connected: refused; trying again in 9 s; Enter tries now";
  assert.equal(told(lost), first);
  assert.deepEqual([told(refused), told(refused)], [second, undefined]);
  nowMs = 59_999;
  assert.equal(told(refused), undefined);
  nowMs = 60_000;
  assert.deepEqual([told(refused), told(refused)], [second, undefined]);
  news.restart();
  assert.equal(told(refused), second, "somebody waits to know");
  told({ ...connected, again: true, forgotten: false });
  assert.equal(told(refused), second);
});
