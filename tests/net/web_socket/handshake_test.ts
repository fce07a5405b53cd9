import assert from "node:assert/strict";
import {
  acceptHandshake,
  offeredSubprotocols,
  refuseHandshake,
} from "../../../net/web_socket/handshake.ts";

const headers = {
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
};
const request = { method: "GET", httpVersion: "1.1", headers };

Deno.test("a request as RFC 6455, 1.3, has it is answered as it says there", () => {
  assert.equal(refuseHandshake(request), undefined);
  const answer = (subprotocol?: string) =>
    new TextDecoder().decode(acceptHandshake(request, subprotocol));
  assert.match(
    answer(),
    /^HTTP\/1\.1 101 .*\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n\r\n$/s,
  );
  assert.doesNotMatch(answer(), /Protocol:/);
  assert.match(answer("chatroom"), /\r\nSec-WebSocket-Protocol: chatroom\r\n/);
});

Deno.test("what is no request for a WebSocket is refused, with what would be one", () => {
  const refusalOf = (change: object) => refuseHandshake({ ...request, ...change });
  const refusalWith = (change: object) => refusalOf({ headers: { ...headers, ...change } });
  assert.equal(refusalOf({ method: "POST" })?.status, 405);
  assert.equal(refusalOf({ httpVersion: "1.0" })?.status, 426);
  assert.equal(refusalWith({ upgrade: undefined })?.headers.upgrade, "websocket");
  assert.equal(refusalWith({ upgrade: "WebSocket" }), undefined);
  for (const version of [undefined, "8", "13, 8", "013"]) {
    const refusal = refusalWith({ "sec-websocket-version": version });
    assert.equal(refusal?.status, 426);
    assert.equal(refusal.headers["sec-websocket-version"], "13");
  }
  const { "sec-websocket-key": key } = headers;
  for (const wrong of [undefined, "", "x", key.slice(1), `${key}, ${key}`, ` ${key}`]) {
    assert.equal(refusalWith({ "sec-websocket-key": wrong })?.status, 400);
  }
});

Deno.test("the subprotocols that are offered, in their order", () => {
  const offered = (value?: string) =>
    offeredSubprotocols({ ...request, headers: { ...headers, "sec-websocket-protocol": value } });
  assert.deepEqual(offered(), []);
  assert.deepEqual(offered("text.ircv3.net,  chatroom"), ["text.ircv3.net", "chatroom"]);
});
