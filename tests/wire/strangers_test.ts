import assert from "node:assert/strict";
import * as fc from "fast-check";
import { answerStranger } from "../../wire/strangers.ts";
import { bytesOf } from "../support/bytes_of.ts";

const how = "Join with: chatroom client 192.0.2.2:5000";

/** Each byte a character. */
function answer(first: string, isComplete = false): string | undefined {
  const bytes = answerStranger(bytesOf(first), isComplete, how, true);
  return bytes instanceof Uint8Array ? String.fromCharCode(...bytes) : bytes;
}

const get = "GET /x HTTP/1.1\r\nHost: chat.example\r\n\r\n";

Deno.test("answerStranger() answers HTTP with a response that has the line as its text", () => {
  const requests = [
    get,
    "GET / HTTP/1.0\r\n",
    "POST / HTTP/1.1\n",
    "OPTIONS * HTTP/1.1\r\n",
    "CONNECT example.com:443 HTTP/1.1\r\n",
    `GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n`,
  ];
  for (const request of requests) {
    const [head = "", body] = answer(request)?.split("\r\n\r\n") ?? [];
    assert.match(head, /^HTTP\/1\.1 426 [A-Za-z ]+\r\n/, request);
    assert.match(head, /^Connection: close\b/m);
    assert.equal(Number(/^Content-Length: (\d+)/m.exec(head)?.[1]), body?.length);
    assert.equal(body, `${how}\n`);
  }
  const head = answer("HEAD / HTTP/1.1\r\n");
  assert.ok(head?.endsWith("\r\n\r\n") && /^Content-Length: \d\d/m.test(head), "no body");
});

Deno.test("answerStranger() sends HTTP/2 back to HTTP/1.1", () => {
  const frames = bytesOf(answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") ?? "");
  assert.deepEqual([...frames.subarray(0, 9)], [0, 0, 0, 4, 0, 0, 0, 0, 0], "SETTINGS");
  const [, , length, type] = frames.subarray(9);
  assert.deepEqual([length, type, frames.at(9 + 9 + 7)], [frames.length - 18, 7, 0x0d], "GOAWAY");
});

Deno.test("answerStranger() answers each in its own form", () => {
  const line = `${how}\r\n`;
  const cases: readonly [first: string, answer: string][] = [
    ["EHLO there\r\n", `421 ${how}\r\n`],
    ["\x16\x03\x01\x02", line],
    ["SSH-2.0-OpenSSH_9.2\r\n", line],
    ["\xff\xfb\x1f", line],
    ["hello\n", line],
    ["GETTING there\n", line],
    ["nick ann\n", line],
    ["\0\n", line],
  ];
  for (const [first, wanted] of cases) assert.equal(answer(first), wanted, JSON.stringify(first));
});

Deno.test("answerStranger() waits for a line, unless no more will be waited for", () => {
  for (const first of ["G", "GET / HTTP/1.1", "NICK ann", "hel"]) {
    assert.equal(answer(first), undefined, first);
    assert.ok(answer(first, true)?.includes(how), first);
  }
});

Deno.test("answerStranger() tells people from programs where only these are answered", () => {
  const tell = (first: string) => {
    const answer = answerStranger(bytesOf(first), false, how, false);
    return answer instanceof Uint8Array ? "answered" : answer;
  };
  const people = ["hello\n", "GET well soon\n", "POST it\n", "helo you there\n", "\xff\xfb\x1f"];
  for (const first of people) assert.equal(tell(first), "nobody", first);
  const header = "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n";
  const programs = [get, "GET /\n", "EHLO me\n", "SSH-2.0-x\n", "\x16\x03\x01", header];
  for (const first of programs) assert.equal(tell(first), "answered", first);
  assert.equal(tell("hel"), undefined);
});

Deno.test("answerStranger() has nothing in its answer of what came, and comes to an end", () => {
  const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 512 });
  const answers = [get, "HEAD / HTTP/1.1\n", "EHLO me\n", "PRI * HTTP/2.0\n", "\x16\x03", "x\n"];
  const known = new Set(answers.map((first) => answer(first)));
  fc.assert(fc.property(anyBytes, (bytes) => {
    assert.ok(known.has(answer(String.fromCharCode(...bytes), true)));
  }));
});
