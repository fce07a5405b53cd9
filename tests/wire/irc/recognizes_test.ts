import assert from "node:assert/strict";
import * as fc from "fast-check";
import { recognizesIrc } from "../../../wire/irc/recognizes.ts";

const encoder = new TextEncoder();

function tell(first: string): string {
  return recognizesIrc(encoder.encode(first));
}

const irc = [
  "CAP LS",
  "CAP LS 302",
  "cap ls :302",
  "CAP LIST",
  "CAP END",
  "CAP REQ :sasl message-tags",
  "CAP REQ sasl",
  "CAP UNHEARD",
  "NICK ann",
  "Nick änn",
  "nick :ann",
  "USER ann 0 * :Ann Example",
  "user ann 0 * Ann",
  "USER guest tolmoon tolsun :Ronnie Reagan",
  "PASS secret",
  "PASS :a secret with spaces",
  "PING x",
  "PING :a b",
  "QUIT",
  "quit :see you",
  "AUTHENTICATE PLAIN",
  "SERVER irc.example 1 :A server",
  "SERVER irc.example secret 0 1 :A server",
  "WEBIRC secret gateway host.example 192.0.2.1",
  "@time=2026-11-28T00:00:00.000Z NICK ann",
  "@+draft/x;a=b :ann!a@host.example NICK ann",
  ":ann NICK anna",
  "NICK  ann",
];

const text = [
  "hello",
  "time to go",
  "nick",
  "nick of time",
  "user",
  "user guide is here",
  "user guide is there now",
  "user friendly is what it is not",
  "pass the salt",
  "pass",
  "ping",
  "ping me when you are back",
  "quit smoking",
  "cap",
  "cap it all",
  "cap that",
  "cap ls and more of it",
  "server is down",
  "the server is down",
  "authenticate me please",
  "webirc",
  "@ann hello",
  "@ann",
  ":)",
  ":) hello",
  ":-) nick",
  "nickname",
  "nick: hello",
  " NICK ann",
  "123",
  "",
  "é",
  "{",
];

Deno.test("recognizesIrc() knows IRC's first commands, in any case, from text that begins alike", () => {
  for (const line of irc) {
    for (const end of ["\r\n", "\n", "\r"]) assert.equal(tell(`${line}${end}`), "yes", line);
    assert.equal(tell(`\r\n\n${line}\r\n`), "yes", line);
  }
  for (const line of text.filter((line) => line !== "")) {
    assert.equal(tell(`${line}\r\n`), "no", line);
  }
});

Deno.test("recognizesIrc() waits for all of the line, and no longer than it has to", () => {
  for (const line of irc) {
    for (let end = 0; end <= line.length; end++) assert.equal(tell(line.slice(0, end)), "more");
  }
  for (const begun of ["t", "time", "nickn", "nick:", "{", "1", "hello", " ", "@ ", "/nick"]) {
    assert.equal(tell(begun), "no", begun);
  }
  for (const begun of ["", "\r\n", "n", "pa", "Use"]) assert.equal(tell(begun), "more", begun);
});

Deno.test("recognizesIrc() comes to an end with any bytes", () => {
  const words = fc.constantFrom(...irc, ...text, "\r", "\n", "\0", "@", ":", " ", "\xff");
  const almost = fc.array(words, { maxLength: 6 }).map((all) => encoder.encode(all.join(" ")));
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 512 }), almost), (bytes) => {
    assert.match(recognizesIrc(bytes), /^(yes|no|more)$/);
  }));
});
