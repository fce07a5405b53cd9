import assert from "node:assert/strict";
import fc from "fast-check";
import { parseProxyHeader } from "../../net/proxy_header.ts";

const encoder = new TextEncoder();
const signature = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10];

/** Of version 2, with a body of `length` bytes, or as long as it is. */
function binary(command: number, family: number, body: readonly number[], length = body.length) {
  return Uint8Array.of(...signature, command, family, length >> 8, length & 255, ...body);
}

const ipv4Body = [192, 0, 2, 7, 203, 0, 113, 1, 0xc3, 0x50, 0x13, 0x88];
const ipv6Body = [
  ...[0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7],
  ...[0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ...[0xc3, 0x50, 0x13, 0x88],
];
const destination = { hostname: "203.0.113.1", port: 5000 };
const client = { source: { hostname: "192.0.2.7", port: 50000 }, destination };
const ipv6Client = {
  source: { hostname: "2001:db8::7", port: 50000 },
  destination: { hostname: "2001:db8::1", port: 5000 },
};

const headers: readonly [name: string, header: Uint8Array, client: unknown][] = [
  ["TCP4", encoder.encode("PROXY TCP4 192.0.2.7 203.0.113.1 50000 5000\r\n"), client],
  ["TCP6", encoder.encode("PROXY TCP6 2001:DB8:0::7 2001:db8::1 50000 5000\r\n"), ipv6Client],
  [
    "IPv4 in TCP6",
    encoder.encode("PROXY TCP6 ::ffff:192.0.2.7 ::ffff:cb00:7101 50000 5000\r\n"),
    client,
  ],
  ["UNKNOWN", encoder.encode("PROXY UNKNOWN\r\n"), undefined],
  ["UNKNOWN, more", encoder.encode("PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n"), undefined],
  ["IPv4", binary(0x21, 0x11, ipv4Body), client],
  ["IPv4, extended", binary(0x21, 0x11, [...ipv4Body, 4, 0, 2, 9, 9]), client],
  ["IPv6", binary(0x21, 0x21, ipv6Body), ipv6Client],
  ["LOCAL", binary(0x20, 0x00, []), undefined],
  ["LOCAL, with addresses", binary(0x20, 0x11, ipv4Body), undefined],
  ["UNSPEC", binary(0x21, 0x00, [1, 2, 3]), undefined],
  ["UDP", binary(0x21, 0x12, ipv4Body), undefined],
  ["UNIX", binary(0x21, 0x31, Array(216).fill(0)), undefined],
];

Deno.test("parseProxyHeader() reads versions 1 and 2, and leaves what follows", () => {
  for (const [name, header, client] of headers) {
    const bytes = Uint8Array.of(...header, 1, 2, 3);
    const { client: found, ...rest } = asHeader(parseProxyHeader(bytes));
    assert.deepEqual([found, rest], [client, { lengthBytes: header.length }], name);
  }
});

Deno.test("parseProxyHeader() needs all of a header, and not more", () => {
  for (const [name, header] of headers) {
    for (let length = 0; length < header.length; length++) {
      assert.equal(parseProxyHeader(header.subarray(0, length)), "incomplete", `${name} ${length}`);
    }
  }
});

Deno.test("parseProxyHeader() finds no header in what clients say", () => {
  const texts = [
    "{",
    "GET / HTTP/1.1\r\n",
    "NICK ann\r\n",
    "\n",
    "\r\nhello",
    "proxy TCP4",
    "PROXYX",
  ];
  for (const text of texts) assert.equal(parseProxyHeader(encoder.encode(text)), "absent", text);
});

Deno.test("parseProxyHeader() refuses what is malformed", () => {
  const lines = [
    ...["TCP4", "TCP4 192.0.2.7", "TCP4 192.0.2.7 203.0.113.1 1", "TCP4 192.0.2.7 1.2.3 1 2"],
    ...["TCP4 2001:db8::1 2001:db8::2 1 2", "TCP6 192.0.2.7 203.0.113.1 1 2"],
    ...["TCP4 192.0.2.7/8 203.0.113.1 1 2", "TCP6 fe80::1%eth0 fe80::2 1 2", "TCP4 * * 1 2"],
    ...["TCP4 192.0.2.7 203.0.113.1 65536 2", "TCP4 192.0.2.7 203.0.113.1 -1 2"],
    ...["TCP4  192.0.2.7 203.0.113.1 1 2", "TCP4 192.0.2.7 203.0.113.1 1 2 ", "UNKNOWNX", "UDP4"],
    ...["TCP4 256.0.2.7 203.0.113.1 1 2", "TCP6 1::2::3 ::1 1 2"],
  ];
  for (const line of lines) {
    assert.equal(parseProxyHeader(encoder.encode(`PROXY ${line}\r\n`)), "malformed", line);
  }
  const withoutReturn = "PROXY TCP4 192.0.2.7 203.0.113.1 1 2\n";
  assert.equal(parseProxyHeader(encoder.encode(withoutReturn)), "malformed");
  const endless = encoder.encode(`PROXY UNKNOWN ${"x".repeat(107)}`);
  assert.equal(parseProxyHeader(endless), "malformed");
  const frames = {
    "version 1 in binary": binary(0x11, 0x11, ipv4Body),
    "version 3": binary(0x31, 0x11, ipv4Body),
    "an unknown command": binary(0x22, 0x11, ipv4Body),
    "an unknown family": binary(0x21, 0x41, ipv4Body),
    "an unknown transport": binary(0x21, 0x13, ipv4Body),
    "too short for IPv4": binary(0x21, 0x11, ipv4Body.slice(1)),
    "too short for IPv6": binary(0x21, 0x21, ipv4Body),
    "longer than any": binary(0x20, 0x00, [], 0xffff),
  };
  for (const [name, frame] of Object.entries(frames)) {
    assert.equal(parseProxyHeader(frame), "malformed", name);
  }
});

Deno.test("parseProxyHeader() throws at no bytes, and takes no more than there are", () => {
  const begun = fc.constantFrom([], [...encoder.encode("PROXY TCP4 ")], signature);
  fc.assert(fc.property(begun, fc.uint8Array({ maxLength: 64 }), (start, rest) => {
    const parsed = parseProxyHeader(Uint8Array.of(...start, ...rest));
    if (typeof parsed !== "string") assert.ok(parsed.lengthBytes <= start.length + rest.length);
  }));
});

function asHeader(parsed: ReturnType<typeof parseProxyHeader>) {
  return typeof parsed === "string" ? assert.fail(parsed) : parsed;
}
