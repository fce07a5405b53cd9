import assert from "node:assert/strict";
import { tellHttp } from "../../web/tell_http.ts";
import { bytesOf } from "../support/bytes_of.ts";

const tell = (text: string) => tellHttp(bytesOf(text));

Deno.test("tellHttp() knows requests by their beginning", () => {
  const requests = [
    ...[
      "GET / HTTP/1.1\r\n",
      "GET /",
      "HEAD /x",
      "POST /",
      "OPTIONS * HTTP/1.1",
      "GET http://a/ H",
    ],
    ...["CONNECT a:443 HTTP/1.1", "BREW /pot HTTP/1.1", "get / HTTP/1.0\r\n", "\r\n\r\nGET /"],
    ...["GET  / HTTP/1.1\r\n", "GET\t/x\tHTTP/1.1\r\n", "BREW  /pot  HTTP/1.1"],
    ...["GET x HTTP/1.1", "M-SEARCH * HTTP/1.1\r\n", "GET / HTTP/2.0\r\n"],
  ];
  for (const request of requests) assert.equal(tell(request), true, request);
});

Deno.test("tellHttp() waits until there is a line to tell by", () => {
  for (const begun of ["", "G", "GET", "GET ", "BREW /pot HTTP/", "hello", "\r\n", "PUT x"]) {
    assert.equal(tell(begun), undefined, begun);
  }
});

Deno.test("tellHttp() leaves people and other programs alone", () => {
  const others = [
    ...["GET well soon\n", "POST it\n", "hello\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n", "EHLO me\r\n"],
    ...["PUT HTTP/1.1\n", "say hi to HTTP/1.1\n", "SSH-2.0-x\n", "NICK ann\r\nGET / HTTP/1.1\r\n"],
  ];
  for (const other of others) assert.equal(tell(other), false, other);
});
