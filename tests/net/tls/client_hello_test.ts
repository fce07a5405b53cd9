import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isClientHello,
  readClientHello,
  readProtocols,
  readServerName,
} from "../../../net/tls/client_hello.ts";
import { prefixedStream } from "../../../net/streams/prefixed_stream.ts";
import type { ByteStream } from "../../../net/line_transport.ts";
import { recordClientHello } from "../../support/tls/client_hello.ts";

const hello = await recordClientHello("Chat.Example");
const nameless = await recordClientHello("127.0.0.1");

/** Nothing more comes. */
const ended: ByteStream = {
  read: () => Promise.resolve(null),
  write: ({ length }) => Promise.resolve(length),
  closeWrite: () => Promise.resolve(),
  close() {},
};

/** The same message in records of so many bytes. */
function inRecords(hello: Uint8Array, recordBytes: number): Uint8Array {
  const message = hello.subarray(5);
  const records: number[] = [];
  for (let at = 0; at < message.length; at += recordBytes) {
    const part = message.subarray(at, at + recordBytes);
    records.push(0x16, 3, 1, part.length >> 8, part.length & 255, ...part);
  }
  return Uint8Array.from(records);
}

Deno.test("readServerName() gives the name that a client asks for, or none", () => {
  assert.equal(readServerName(hello), "chat.example");
  assert.equal(readServerName(nameless), "");
});

Deno.test("readServerName() finds none where there are no extensions, and waits for none", () => {
  const body = [3, 3, ...Array<number>(32).fill(7), 0, 0, 2, 0xc0, 0x13, 1, 0];
  const message = [1, 0, 0, body.length, ...body];
  const bytes = Uint8Array.of(0x16, 3, 1, 0, message.length, ...message);
  assert.equal(readServerName(bytes), "");
  assert.equal(readServerName(bytes.subarray(0, -1)), undefined);
});

/** A ClientHello with one extension alone. */
function withExtension(type: number, content: readonly number[]): Uint8Array {
  const extension = [type >> 8, type & 255, 0, content.length, ...content];
  const before = [3, 3, ...Array<number>(32).fill(7), 0, 0, 2, 0xc0, 0x13, 1, 0];
  const body = [...before, 0, extension.length, ...extension];
  return Uint8Array.of(0x16, 3, 1, 0, body.length + 4, 1, 0, 0, body.length, ...body);
}

Deno.test("readProtocols() gives what is offered to be spoken, and none of what is not whole", () => {
  const http = [8, ...new TextEncoder().encode("http/1.1")];
  const offer = [0, 12, 2, 0x68, 0x32, ...http];
  const bytes = withExtension(16, offer);
  assert.deepEqual(readProtocols(bytes), ["h2", "http/1.1"]);
  for (let count = 0; count < bytes.length; count++) {
    assert.deepEqual(readProtocols(bytes.subarray(0, count)), []);
  }
  assert.deepEqual(readProtocols(withExtension(17, offer)), []);
  assert.deepEqual(readProtocols(hello), []);
  assert.deepEqual(readProtocols(withExtension(16, [0, 200, ...http])), []);
});

Deno.test("readServerName() waits for the name, however the message is cut, and tells the same then", () => {
  for (const [bytes, name] of [[hello, "chat.example"], [nameless, ""]] as const) {
    for (const recordBytes of [1, 7, 100, 4096]) {
      const cut = inRecords(bytes, recordBytes);
      let told = 0;
      for (let count = 0; count <= cut.length; count++) {
        const found = readServerName(cut.subarray(0, count));
        if (found !== undefined) told++;
        if (found !== undefined) assert.equal(found, name);
        assert.equal(found !== undefined, told > 0);
      }
      assert.ok(told > 0);
    }
  }
});

Deno.test("readServerName() finds none in what is no ClientHello, and throws nothing whatever comes", () => {
  assert.equal(readServerName(Uint8Array.of(0x16, 3, 1, 0, 5, 2, 0, 0, 1, 0)), "");
  const changed = fc.tuple(fc.nat(hello.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(fc.property(fc.array(changed, { minLength: 1, maxLength: 8 }), (changes) => {
    const bytes = hello.slice();
    for (const [at, byte] of changes) bytes[at] = byte;
    const found = readServerName(bytes);
    assert.ok(found === undefined || typeof found === "string");
    assert.ok(Array.isArray(readProtocols(bytes)));
  }));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    readServerName(Uint8Array.of(0x16, 3, 1, ...bytes));
    readProtocols(Uint8Array.of(0x16, 3, 1, ...bytes));
  }));
});

Deno.test("isClientHello() tells TLS by its first bytes", () => {
  const cases: [number[], boolean | undefined][] = [
    [[], undefined],
    [[0x16], undefined],
    [[0x16, 3], true],
    [[0x16, 3, 1, 2], true],
    [[0x16, 4], false],
    [[0x7b], false],
    [[0x7b, 3], false],
  ];
  for (const [bytes, told] of cases) assert.equal(isClientHello(Uint8Array.from(bytes)), told);
});

Deno.test("readClientHello() tells whose version is too old, however the message is cut", async () => {
  const { signal } = new AbortController();
  for (const [minor, tooOld] of [[1, true], [2, true], [3, false]] as const) {
    const ofVersion = hello.slice();
    ofVersion[10] = minor;
    for (const bytes of [ofVersion, inRecords(ofVersion, 3)]) {
      const read = await readClientHello(prefixedStream(ended, bytes), signal);
      assert.equal(read?.isTooOld, tooOld);
      assert.equal(read?.serverName, "chat.example");
      assert.deepEqual(read?.firstBytes, bytes.subarray(0, read?.firstBytes.length));
    }
  }
});

Deno.test("readClientHello() gives nothing for a client that goes before it is whole", async () => {
  const { signal } = new AbortController();
  const cut = prefixedStream(ended, hello.subarray(0, -1));
  assert.equal(await readClientHello(cut, signal), undefined);
});
