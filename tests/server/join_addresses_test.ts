import assert from "node:assert/strict";
import { JoinAddresses, type JoinAddressesOptions } from "../../server/join_addresses.ts";
import { parseAddress } from "../../cli/address.ts";
import { makeCertificate } from "../support/tls/certificates.ts";

const nowMs = Date.parse("2026-11-28T12:00:00Z");
const authority = await makeCertificate({ names: ["authority.example"] });
const fingerprint = "kq3f-2abc-defg-hijk-lmno";

function open(options: Partial<JoinAddressesOptions> = {}): JoinAddresses {
  const listening = { hostname: "127.0.0.1", port: 5000 };
  return new JoinAddresses({ listening, fingerprint, clock: () => nowMs, ...options });
}

Deno.test("JoinAddresses carry the fingerprint of the server's key, if it has one", () => {
  assert.deepEqual(open().all(), [`127.0.0.1:5000#${fingerprint}`]);
  assert.deepEqual(open({ fingerprint: undefined }).all(), ["127.0.0.1:5000"]);
  const link = `chatroom://127.0.0.1:5000/?invite=CODE#${fingerprint}`;
  assert.equal(open().invitation("CODE"), link);
  const listening = { hostname: "fe80::1", port: 5000 };
  const zoned = open({ listening, typed: "fe80::1%eth0" });
  assert.deepEqual(zoned.all(), [`[fe80::1%eth0]:5000#${fingerprint}`]);
});

Deno.test("JoinAddresses end with this machine where the server listens on all", () => {
  for (const hostname of ["::", "0.0.0.0"]) {
    const addresses = open({ listening: { hostname, port: 5000 } }).all();
    assert.equal(addresses.at(-1), `127.0.0.1:5000#${fingerprint}`);
    for (const address of addresses) assert.equal(parseAddress(address)?.fingerprint, fingerprint);
  }
});

Deno.test("JoinAddresses begin with the names of an authority's certificate, which need no fingerprint", async () => {
  const names = ["chat.example", "*.chat.example", "xn--caf-dma.example", "a b", "x\u001b[2J"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const addresses = open({ certificate });
  const byKey = `127.0.0.1:5000#${fingerprint}`;
  assert.deepEqual(addresses.all(), ["chat.example:5000", "xn--caf-dma.example:5000", byKey]);
  assert.equal(addresses.best, "chat.example:5000");
  const renewed = await makeCertificate({ names: ["new.example"], by: authority });
  addresses.useCertificate(renewed.certificate);
  assert.deepEqual(addresses.all(), ["new.example:5000", byKey]);
});

Deno.test("JoinAddresses begin with nothing that is good on this machine alone", async () => {
  const names = ["localhost", "a.localhost", "127.0.0.2", "::1", "192.0.2.7", "2001:db8::7"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const byKey = `127.0.0.1:5000#${fingerprint}`;
  const byName = ["192.0.2.7:5000", "[2001:db8::7]:5000"];
  assert.deepEqual(open({ certificate }).all(), [...byName, byKey]);
  const listening = { hostname: "192.0.2.7", port: 5000 };
  const there = `192.0.2.7:5000#${fingerprint}`;
  assert.deepEqual(open({ certificate, listening }).all(), ["[2001:db8::7]:5000", there]);
});

Deno.test("JoinAddresses have the fingerprint with names that clients would not believe today", async () => {
  const cases = [
    { to: new Date(nowMs - 1000), by: authority },
    { from: new Date(nowMs + 1000), by: authority },
    // By itself.
    {},
  ];
  for (const about of cases) {
    const { certificate } = await makeCertificate(about);
    assert.equal(open({ certificate }).best, `chat.example:5000#${fingerprint}`);
  }
});
