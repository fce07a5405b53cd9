import assert from "node:assert/strict";
import { isOwnOrigin } from "../../web/origin_check.ts";

const allowed = ["https://chat.example.org"];
const host = "192.168.1.20:5000";

Deno.test("isOwnOrigin() takes the page of the server itself, by whichever name it was come to", () => {
  const own: readonly [origin: string | undefined, host: string, isEncrypted: boolean][] = [
    ["http://192.168.1.20:5000", host, false],
    ["https://192.168.1.20:5000", host, true],
    ["http://pc.local", "pc.local:80", false],
    ["https://pc.local", "PC.local:443", true],
    ["http://[::1]:5000", "[::1]:5000", false],
    // Programs that are no browsers.
    [undefined, host, false],
    // One that was allowed.
    ["https://chat.example.org", "10.0.0.7", false],
  ];
  for (const [origin, host, isEncrypted] of own) {
    assert.ok(isOwnOrigin(origin, { host, isEncrypted, allowed }), `${origin} to ${host}`);
  }
});

Deno.test("isOwnOrigin() takes no page of another site, port or scheme, and none that hides where it is from", () => {
  const foreign = [
    ...[
      "http://evil.example",
      "http://192.168.1.20",
      "http://192.168.1.20:5001",
      "null",
      "file://",
    ],
    ...["https://192.168.1.20:5000", "http://192.168.1.20:5000.evil.example", "", "*", "data:x"],
    ...["http://chat.example.org", "https://chat.example.org:8443", "https://a.chat.example.org"],
  ];
  for (const origin of foreign) {
    assert.ok(!isOwnOrigin(origin, { host, isEncrypted: false, allowed }), origin);
  }
});
