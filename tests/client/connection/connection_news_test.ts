import assert from "node:assert/strict";
import { ConnectionNews, describeWelcome } from "../../../client/connection/connection_news.ts";
import { connected as connectedEvent } from "../room_messages.ts";

const lost = { type: "disconnected", reason: "the connection was lost", retryInMs: 1400 } as const;
const connected = connectedEvent({ resumed: true });

Deno.test("ConnectionNews tells why a server is refused, also where the right one has said that it stops", () => {
  const news = new ConnectionNews();
  news.describe({ ...lost, bye: { type: "bye", code: "stopping" } });
  assert.equal(
    news.describe({ ...lost, reason: "nothing listens", code: "unreachable" }),
    undefined,
  );
  news.restart();
  news.describe({ ...lost, bye: { type: "bye", code: "stopping" } });
  const refused = { ...lost, reason: "the key has changed", code: "untrusted" } as const;
  assert.equal(news.describe(refused), "Not connected: the key has changed");
});

Deno.test("ConnectionNews tells why there is no connection, by the server's bye if there was one", () => {
  const news = new ConnectionNews({ hint: "" });
  assert.equal(news.describe(lost), "Not connected: the connection was lost; trying again in 1 s");
  const stopped = { ...lost, bye: { type: "bye", code: "stopping" } } as const;
  assert.equal(news.describe(stopped), "The server has stopped; trying again in 1 s");
});

Deno.test("ConnectionNews tells not twice that a server that has stopped is not there", () => {
  const news = new ConnectionNews();
  const stopped = { ...lost, bye: { type: "bye", code: "stopping" } } as const;
  const refused = { ...lost, reason: "nothing listens there" };
  const told = [stopped, refused, refused, lost].map((event) => news.describe(event));
  const other = "Not connected: the connection was lost";
  assert.deepEqual(told, ["The server has stopped", undefined, undefined, other]);
  news.restart();
  const tried = news.describe(refused);
  assert.equal(tried, "Not connected: nothing listens there", "somebody waits to know");
});

Deno.test("describeWelcome() tells whom the server does not know any more", () => {
  const told = [false, true].flatMap((again) =>
    [false, true].map((forgotten) => describeWelcome({ ...connected, again, forgotten }, 200_000))
  );
  assert.deepEqual(told, [
    undefined,
    "The server does not know you any more: you begin as somebody new",
    "Connected again as ann, after 3 min",
    "Connected again as ann, after 3 min\n" +
    "The server does not know you any more: what was said before is not kept there",
  ]);
});

Deno.test("describeWelcome() tells why one is somebody else where the connection is not encrypted", () => {
  assert.equal(
    describeWelcome({ ...connected, withheld: true }, 0),
    "This connection is not encrypted, and who you are is kept for an encrypted one: " +
      "you are somebody else here, of whom nothing is kept",
  );
});

Deno.test("ConnectionNews tells each reason once however many attempts fail, and how one may hasten the next", () => {
  const news = new ConnectionNews({ hint: "; Enter tries now" });
  const refused = { ...lost, reason: "refused", retryInMs: 9000 };
  const told = (event: Parameters<ConnectionNews["describe"]>[0]) => news.describe(event);
  const first = "Not connected: the connection was lost; trying again in 1 s; Enter tries now";
  const second = "Not connected: refused; trying again in 9 s; Enter tries now";
  assert.equal(told(lost), first);
  const attempts = Array.from({ length: 50 }, () => [told(refused), told(lost)]).flat();
  assert.deepEqual(attempts.filter((each) => each !== undefined), [second]);
  const untrusted = { ...refused, reason: "another key:\n  chatroom client a#b" };
  const command = "Not connected: another key:\n  chatroom client a#b\nTrying again in 9 s";
  assert.equal(told(untrusted), `${command}; Enter tries now`, "a command stands alone");
  news.restart();
  assert.equal(told(refused), second, "somebody waits to know");
  told({ ...connected, again: true, forgotten: false });
  assert.equal(told(refused), second);
});

Deno.test("ConnectionNews tells a few reasons, however many a server finds", () => {
  const news = new ConnectionNews({ hint: "" });
  const told = Array.from(
    { length: 50 },
    (_, index) => news.describe({ ...lost, reason: `${index}` }),
  );
  assert.equal(told.filter((each) => each !== undefined).length, 5);
});

Deno.test("ConnectionNews tells for how long there was no connection, from its loss on", () => {
  let nowMs = 1000;
  const news = new ConnectionNews({ nowMs: () => nowMs });
  const stopped = { ...lost, bye: { type: "bye", code: "stopping", text: "back soon" } } as const;
  assert.equal(news.describe(stopped), "The server has stopped: back soon");
  nowMs += 100_000;
  news.describe(lost);
  nowMs += 85_000;
  const again = { ...connected, again: true, forgotten: false };
  assert.equal(news.describe(again), undefined);
  nowMs += 5000;
  const text = news.describe({ type: "ready", connected: again });
  assert.equal(text, "Connected again as ann, after 3 min");
});

const open = connectedEvent({ peer: { address: "192.0.2.1" } });
const local = connectedEvent({ peer: { address: "127.0.0.1" } });
const encrypted = connectedEvent();
const readAlong = "This connection is not encrypted: whoever is on the way can read along";
const stays = "This connection is not encrypted, and stays within this machine";

Deno.test("ConnectionNews tells whether a connection is encrypted where that is not as before", () => {
  const news = new ConnectionNews();
  const told = [encrypted, encrypted, open, lost, open, local, encrypted]
    .map((event) => news.describe(event));
  const why = "Not connected: the connection was lost";
  assert.deepEqual(told, [
    ...[undefined, undefined, readAlong, why, undefined, stays],
    "This connection is encrypted",
  ]);
});

Deno.test("ConnectionNews tells of the first connection too where it is to", () => {
  const told = (event: typeof open) => new ConnectionNews({ tellsAtFirst: true }).describe(event);
  assert.deepEqual([open, local, encrypted].map(told), [readAlong, stays, undefined]);
});
