import assert from "node:assert/strict";
import { JoinAddresses, type JoinAddressesOptions } from "../../server/join_addresses.ts";
import { parseAddress } from "../../cli/address.ts";
import { makeCertificate } from "../support/tls/certificates.ts";

const authority = await makeCertificate({ names: ["authority.example"] });
const fingerprint = "kq3f-2abc-defg-hijk-lmno";

function open(options: Partial<JoinAddressesOptions> = {}): JoinAddresses {
  const listening = [{ hostname: "127.0.0.1", port: 5000 }];
  return new JoinAddresses({ listening, fingerprint, ...options });
}

Deno.test("JoinAddresses carry the fingerprint of the server's key, if it has one", () => {
  assert.deepEqual(open().all(), [`127.0.0.1:5000#${fingerprint}`]);
  assert.deepEqual(open({ fingerprint: undefined }).all(), ["127.0.0.1:5000"]);
  const link = `chatroom://127.0.0.1:5000/?invite=CODE#${fingerprint}`;
  assert.equal(open().invitation("CODE"), link);
  const listening = [{ hostname: "fe80::1", port: 5000, typed: "fe80::1%eth0" }];
  const zoned = open({ listening });
  assert.deepEqual(zoned.all(), [`[fe80::1%eth0]:5000#${fingerprint}`]);
});

Deno.test("JoinAddresses tell the server's own certificate, unless an authority's is shown", () => {
  const { certificate } = authority;
  const own = open({ ownCertificate: certificate });
  assert.match(own.certificateSha256 ?? "", /^[0-9a-f]{64}$/);
  assert.ok(own.tell(true).text.endsWith(`\n${own.certificateSha256}`));
  assert.equal(open({ ownCertificate: certificate, certificate }).certificateSha256, undefined);
});

Deno.test("JoinAddresses end with this machine where the server listens on all", () => {
  for (const hostname of ["::", "0.0.0.0"]) {
    const addresses = open({ listening: [{ hostname, port: 5000 }] }).all();
    assert.equal(addresses.at(-1), `127.0.0.1:5000#${fingerprint}`);
    for (const address of addresses) assert.equal(parseAddress(address)?.fingerprint, fingerprint);
  }
});

Deno.test("JoinAddresses begin with the names of an authority's certificate, with the fingerprint too", async () => {
  const names = ["chat.example", "*.chat.example", "xn--caf-dma.example", "a b", "x\u001b[2J"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const addresses = open({ certificate });
  const byKey = `127.0.0.1:5000#${fingerprint}`;
  assert.deepEqual(addresses.all(), [
    `chat.example:5000#${fingerprint}`,
    `xn--caf-dma.example:5000#${fingerprint}`,
    byKey,
  ]);
  assert.equal(addresses.best, `chat.example:5000#${fingerprint}`);
  const renewed = await makeCertificate({ names: ["new.example"], by: authority });
  addresses.useCertificate(renewed.certificate);
  assert.deepEqual(addresses.all(), [`new.example:5000#${fingerprint}`, byKey]);
});

Deno.test("JoinAddresses begin with nothing that is good on this machine alone", async () => {
  const names = ["localhost", "a.localhost", "127.0.0.2", "::1", "192.0.2.7", "2001:db8::7"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const byKey = `127.0.0.1:5000#${fingerprint}`;
  const byName = [`192.0.2.7:5000#${fingerprint}`, `[2001:db8::7]:5000#${fingerprint}`];
  assert.deepEqual(open({ certificate }).all(), [...byName, byKey]);
  const listening = [{ hostname: "192.0.2.7", port: 5000 }];
  assert.deepEqual(open({ certificate, listening }).all(), byName.toReversed());
});

Deno.test("JoinAddresses.tell() tells other machines of none that is good on this one alone", async () => {
  const { certificate } = await makeCertificate({ names: ["chat.example"], by: authority });
  const addresses = open({ certificate, command: "deno task client" });
  const byName = `chat.example:5000#${fingerprint}`;
  assert.deepEqual(addresses.tell(false).addresses, [byName]);
  assert.match(addresses.tell(false).text, /^Join with chatroom client and .*\nchat\.example:\S+$/);
  assert.deepEqual(addresses.tell(true).addresses, addresses.all());
  assert.match(addresses.tell(true).text, /^Join with deno task client and /);
  assert.deepEqual(open().tell(false).addresses, open().all(), "there is no other");
});

Deno.test("JoinAddresses.tell() tells that a link-local address has the interface of this machine", () => {
  const listening = [{ hostname: "fe80::1", port: 5000, typed: "fe80::1%eth0" }];
  const lines = open({ listening }).tell(false).text.split("\n");
  assert.equal(lines[1], `"[fe80::1%eth0]:5000#${fingerprint}"`);
  assert.match(lines[2] ?? "", /^Behind % stands this machine's interface; another machine/);
  assert.equal(open().tell(false).text.split("\n").length, 2);
});

Deno.test("JoinAddresses are of all that the server listens on, those first that others reach", async () => {
  const { certificate } = await makeCertificate({ names: ["chat.example"], by: authority });
  const listening = [
    { hostname: "127.0.0.1", port: 5000 },
    { hostname: "192.0.2.7", port: 6697 },
    { hostname: "192.0.2.8", port: 6698 },
  ];
  const addresses = open({ listening, certificate, fingerprint: undefined });
  const reached = [
    ...["chat.example:6697", "chat.example:6698"],
    ...["192.0.2.7:6697", "192.0.2.8:6698"],
  ];
  assert.deepEqual(addresses.all(), [...reached, "127.0.0.1:5000"]);
  assert.deepEqual(addresses.tell(false).addresses, reached);
  assert.equal(addresses.invitation("CODE"), "chatroom://chat.example:6697/?invite=CODE");
});
