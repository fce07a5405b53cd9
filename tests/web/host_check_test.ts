import assert from "node:assert/strict";
import { HostCheck, hostNameIn } from "../../web/host_check.ts";

const hosts = new HostCheck({
  names: ["pc.example.org", "Chat.Example.com."],
  certificateNames: () => ["irc.example.net", "*.example.net", "192.0.2.7"],
});

/** Of a whole `Host` field. */
function allows(host: string): boolean {
  const name = hostNameIn(host);
  return name !== undefined && hosts.allows(name);
}

Deno.test("HostCheck lets come who comes by an address, or by a name that is not in the public DNS", () => {
  const passing = [
    ...[
      "127.0.0.1",
      "192.168.1.20:5000",
      "203.0.113.9:80",
      "[::1]",
      "[fe80::1]:5000",
      "[2001:DB8::1]:",
    ],
    ...["localhost", "LOCALHOST:5000", "localhost.", "a.localhost", "pupil-7", "pupil_7:5000"],
    ...["pc.local", "Pc.Local.:5000", "a.b.lan", "nas.home.arpa"],
  ];
  for (const host of passing) assert.ok(allows(host), host);
});

Deno.test("HostCheck lets come who comes by a name that the server was given, or its certificate has", () => {
  const passing = ["pc.example.org", "chat.example.com:5000", "irc.example.net", "x.example.net."];
  for (const host of passing) assert.ok(allows(host), host);
});

Deno.test("HostCheck lets nobody come by any other name", () => {
  const foreign = [
    ...["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.local.example"],
    ...[
      "example.org",
      "a.pc.example.org",
      "example.net",
      "a.b.example.net",
      "xlan.example",
      "home.arpa",
    ],
    ...["1.2.3", "0x7f.0.0.1", "256.1.1.1"],
  ];
  for (const host of foreign) assert.ok(!allows(host), host);
});

Deno.test("hostNameIn() knows what is no host", () => {
  const none = [
    ...["", ":5000", "a b", "a/b", "a@b", "a..b", ".a", "a:b", "a:123456", "a,b", "a\\b", "%61"],
    ...["[::1", "::1", "[::1]a", "[x]", "[]", "[1.2.3.4]", "ä", "a\0"],
  ];
  for (const host of none) assert.equal(hostNameIn(host), undefined, JSON.stringify(host));
});
