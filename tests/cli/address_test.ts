import assert from "node:assert/strict";
import fc from "fast-check";
import { hasBadFragment, parseAddress, parseHost, zoneAdvice } from "../../cli/address.ts";
import { formatAddress } from "../../helpers/network/format_address.ts";
import { anyCodePoint } from "../support/any_code_point.ts";

const good: readonly [text: string, host: string, port: number, room?: string][] = [
  ["example.org", "example.org", 5000],
  ["example.org:6000", "example.org", 6000],
  ["192.168.1.20", "192.168.1.20", 5000],
  ["127.0.0.1:1", "127.0.0.1", 1],
  ["localhost:65535", "localhost", 65535],
  ["my_laptop.local", "my_laptop.local", 5000],
  ["büro:6000", "büro", 6000],
  ["::1", "::1", 5000],
  ["::", "::", 5000],
  ["[::1]", "::1", 5000],
  ["[::1]:6000", "::1", 6000],
  ["2001:db8::5000", "2001:db8::5000", 5000],
  ["::ffff:10.0.0.1", "::ffff:10.0.0.1", 5000],
  ["[fe80::1%eth0]:6000", "fe80::1%eth0", 6000],
  ["fe80::1%eth0", "fe80::1%eth0", 5000],
  // RFC 6874
  ["chatroom://[fe80::1%25eth0]:6000", "fe80::1%eth0", 6000],
  ["chatroom://[fe80::1%25en0]/dev", "fe80::1%en0", 5000, "dev"],
  ["CHATROOM://[FE80::1%25br-lan.10]", "FE80::1%br-lan.10", 5000],
  ["chatroom://[fe80::1%251]:6000", "fe80::1%1", 6000],
  ["chatroom://[fe80::1%25250]:6000", "fe80::1%250", 6000],
  ["chatroom://[fe80::1%eth0]:6000", "fe80::1%eth0", 6000],
  ["chatroom://example.org/100%25", "example.org", 5000, "100%"],
  ["chatroom://example.org", "example.org", 5000],
  ["chatroom://example.org/", "example.org", 5000],
  ["CHATROOM://example.org:6000/Dev", "example.org", 6000, "Dev"],
  ["chatroom://[::1]:6000/dev", "::1", 6000, "dev"],
  ["chatroom://[::1]/dev", "::1", 5000, "dev"],
  ["chatroom://example.org/caf%C3%A9", "example.org", 5000, "café"],
  ["chatroom://example.org/café", "example.org", 5000, "café"],
];

Deno.test("parseAddress() reads an invitation, and nothing else behind a question mark", () => {
  const invited = { host: "example.org", port: 6000, invite: "aB3_-x" };
  for (
    const text of [
      "chatroom://example.org:6000/?invite=aB3_-x",
      "CHATROOM://example.org:6000?invite=aB3_-x",
    ]
  ) {
    assert.deepEqual(parseAddress(text), invited, text);
  }
  assert.deepEqual(parseAddress("chatroom://example.org:6000/dev?invite=aB3_-x"), {
    ...{ ...invited, room: "dev" },
  });
  for (
    const query of [
      "?",
      "?invite",
      "?invite=",
      "?invite=a b",
      "?invite=%41",
      "?invite=a&x=1",
      "?x=1",
      `?invite=${"a".repeat(1025)}`,
      "?invite=a#b",
      "#invite=a",
    ]
  ) {
    assert.equal(parseAddress(`chatroom://example.org/${query}`), undefined, query);
  }
  assert.equal(parseAddress("example.org?invite=a"), undefined);
});

Deno.test("parseAddress() reads each of its forms", () => {
  for (const [text, host, port, room] of good) {
    const expected = room === undefined ? { host, port } : { host, port, room };
    assert.deepEqual(parseAddress(text), expected, text);
  }
});

const bad = [
  "",
  " ",
  ":5000",
  "host:",
  "host:0",
  "host:65536",
  "host:99999999999999999999",
  "host:-1",
  "host:+1",
  "host:1e3",
  "host:abc",
  "host:5000:6000",
  "host name",
  "-host",
  "host/room",
  "user@host",
  "host\n",
  "[::1",
  "::1]",
  "[::1]5000",
  "[::1]:0",
  "[localhost]",
  "[127.0.0.1]",
  "[]:5000",
  "1::2::3",
  "12345::",
  ":::",
  "%eth0",
  "fe80::1%",
  "[fe80::1%]:5000",
  "chatroom://[fe80::1%]",
  "chatroom://[fe80::1%25eth0%25eth1]",
  "chatroom://ho%25st",
  "http://host:5000",
  "chatroom:host",
  "chatroom://",
  "chatroom:///room",
  "chatroom://host/room/more",
  "chatroom://host/room?x",
  "chatroom://host/#room",
  "chatroom://host/%",
  "chatroom://host/%E0%A4%A",
  "chatroom://host/%1B[2J",
  `chatroom://host/${"r".repeat(65)}`,
  "h".repeat(254),
];

Deno.test("parseAddress() refuses all else", () => {
  for (const text of bad) assert.equal(parseAddress(text), undefined, text);
});

Deno.test("parseAddress() of any string gives a host and a valid port, or nothing", () => {
  const word = fc.constantFrom("chatroom://", "[", "]", ":", "::", "/", "%", "host", "1", "65536");
  const near = fc.array(fc.oneof(word, fc.string({ maxLength: 2, unit: anyCodePoint })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: anyCodePoint })), (text) => {
      const address = parseAddress(text);
      if (address === undefined) return;
      const { host, port } = address;
      assert.ok(Number.isInteger(port) && port >= 1 && port <= 65535);
      assert.match(host, /^[^\s[\]/]+$/);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("formatAddress() gives what parseAddress() reads", () => {
  assert.equal(formatAddress("example.org", 5000), "example.org:5000");
  assert.equal(formatAddress("127.0.0.1", 6000), "127.0.0.1:6000");
  assert.equal(formatAddress("::1", 6000), "[::1]:6000");
  const port = fc.integer({ min: 1, max: 65535 });
  fc.assert(fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()), port, (host, port) => {
    assert.deepEqual(parseAddress(formatAddress(host, port)), { host, port });
  }));
});

const fingerprint = "kq3f-2abc-defg-hijk-lmno";

Deno.test("parseAddress() reads a fingerprint behind everything else", () => {
  const server = { host: "example.org", port: 6000, fingerprint };
  for (
    const written of [fingerprint, fingerprint.toUpperCase(), fingerprint.replaceAll("-", "")]
  ) {
    assert.deepEqual(parseAddress(`example.org:6000#${written}`), server);
  }
  assert.deepEqual(parseAddress(`example.org#${fingerprint}`), { ...server, port: 5000 });
  assert.deepEqual(parseAddress(`::1#${fingerprint}`), { ...server, host: "::1", port: 5000 });
  const url = `chatroom://example.org:6000/d%23v?invite=aB3_-x#${fingerprint}`;
  assert.deepEqual(parseAddress(url), { ...server, room: "d#v", invite: "aB3_-x" });
  assert.deepEqual(parseAddress(formatAddress("::1", 6000, fingerprint)), {
    ...{ ...server, host: "::1" },
  });
});

Deno.test("hasBadFragment() tells what is wrong only with the fingerprint", () => {
  const wrong = ["", "kq3f", "room", `${fingerprint}a`, fingerprint.replace("k", "1")];
  for (const fragment of [...wrong, `${fingerprint}\n`, `${fingerprint}#${fingerprint}`]) {
    const text = `example.org:6000#${fragment}`;
    assert.equal(parseAddress(text), undefined, text);
    assert.ok(hasBadFragment(text), text);
  }
  for (const text of ["example.org", `example.org#${fingerprint}`, "ho st#x", "#x", "ho st"]) {
    assert.ok(!hasBadFragment(text), text);
  }
});

Deno.test("parseHost() takes names and IP addresses, without a port", () => {
  for (const host of ["0.0.0.0", "::", "localhost", "chat.example", "fe80::1%eth0"]) {
    assert.equal(parseHost(host), host);
  }
  assert.equal(parseHost("[::]"), "::");
  for (const text of ["", "host:5000", "[::]:5000", "[host]", "a b", "chatroom://host"]) {
    assert.equal(parseHost(text), undefined, text);
  }
});

Deno.test("zoneAdvice() is for link-local addresses without their interface, or with another machine's", () => {
  for (const host of ["fe80::1", "FEBF::1"]) assert.match(zoneAdvice(host), /fe80::1%eth0/);
  assert.match(zoneAdvice("fe80::1%eth9"), /; eth9 must be the interface of this machine/);
  for (const host of ["fd00::1", "::1", "feed.example"]) {
    assert.equal(zoneAdvice(host), "");
  }
});
